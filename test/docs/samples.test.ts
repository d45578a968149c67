/** The samples that the site shows, run against the real server in each language. */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { type Mock, startMock } from '@file-organizer/mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../docs/site/sampleRegions.ts';
import { python, runSample, samples } from '../support/runSample.ts';
import { serverPerFile } from '../support/testServer.ts';

/** What the samples of a topic print: by the clients, and by curl, which shows whole answers. */
const prints: Readonly<Record<string, { client: readonly RegExp[]; curl: readonly RegExp[] }>> = {
  authentication: {
    client: [/^admin: admin$/, /^access_token$/, /^fo_\w+$/, /^\w+ backup (None|null)$/, /^0$/],
    curl: [/"credential":"api_key"/, /"credential":"access_token"/, /"key":"fo_/, /"total":0/],
  },
  'best-practices': { client: [/^true$/i], curl: [/^same$/, /"path":"\/list.txt"/] },
  dedupe: {
    client: [/^\/twice\/a.txt = \/twice\/copy of a.txt: 8 bytes each$/, /^completed$/],
    curl: [/"wasted_bytes":8/, /"status":"completed"/],
  },
  errors: {
    client: [
      /^404 folder_not_found The folder "[^"]+" does not exist/,
      /^No such job$/,
      /^#\/query\/limit .+1000/,
    ],
    curl: [/"code":"folder_not_found"/, /"code":"job_not_found"/, /"code":"invalid_request"/],
  },
  events: {
    client: [
      /^\/live\/notes.txt$/,
      /^scanning 100$/,
      /^\[.*'\/changes'.*\] false$/i,
      /^[\w-]{20,}$|^connected$/,
    ],
    curl: [/^"event":"file_uploaded"$/, /\?ticket=[\w-]{20,}$/],
  },
  files: {
    client: [
      /^[0-9a-f-]{36} \/documents\/document.pdf 8$/,
      /^\/documents\/list.txt$/,
      /^document \(2\).pdf$/,
      /^\d+ .*\/documents .*\/notes/,
      /^\/notes\/notes.txt: 9 bytes$/,
      /^application\/pdf [0-9a-f]{64}$/,
      /%PDF/,
      /^206 20/,
      /^\/archive\/report.pdf$/,
      /^\/taxes\/2026 \[ ?'\/taxes' ?\]$/,
      /^\/archive\/report.pdf 20/,
      /^\/restored\/report.pdf$/,
    ],
    curl: [
      /"name":"document \(2\).pdf"/,
      /"folders":\[.*"\/documents",.*"\/notes"/,
      /^%PDF/,
      /^HTTP\/1.1 206/,
      /"path":"\/archive\/report.pdf"/,
      /"created_parents":\["\/taxes"\]/,
      /"path":"\/restored\/report.pdf"/,
      /"deleted_at"/,
    ],
  },
  mock: { client: [/^\d+$/], curl: [/"items":\[/, /^HTTP\/1.1 429/] },
  organize: {
    client: [
      /^[0-9a-f-]{36}$/,
      /^planned 100(\.0)?$/,
      /^\/inbox\/notes.txt \/inbox\/Resources\/\S+ .+/,
      /^0 stay where they are$/,
      /^\/inbox\/Lists\/shopping.txt$/,
      /^completed: 1 of 1$/,
      /^rolled_back$/,
    ],
    curl: [
      /"to":"\/inbox\/Resources\//,
      /"to":"\/inbox\/Lists\/shopping.txt"/,
      /"status":"completed"/,
      /"status":"rolled_back"/,
    ],
  },
  'rate-limits': {
    client: [/^Wait \d+ seconds$/, /^\d+ "files";r=\d+;t=\d+$/],
    curl: [/^retry-after: \d+/i, /^x-ratelimit-remaining: \d+/i],
  },
  search: {
    client: [/^\/notes\/groceries.txt 0\.\d+$/, /^milk in: Buy milk and bread\.$/],
    curl: [/"passage":\{"text":"Buy milk and bread\."/],
  },
  start: {
    client: [/^\/uploads\/notes.txt → \/uploads\/Documents\/notes.txt \(.+\)$/, /^completed$/],
    curl: [/"to":"\/uploads\/Documents\/notes.txt"/, /"status":"completed"/],
  },
};

it('samples exist in every language for each topic', async () => {
  const topics = (await readdir(samples)).filter((name) => !name.startsWith('.'));
  expect(topics.sort()).toEqual(Object.keys(prints).sort());
  const files = languages.map(({ file }) => file as string).sort();
  for (const topic of topics) expect((await readdir(`${samples}${topic}`)).sort()).toEqual(files);
});

// `pnpm test` makes the environment of the Python client before it comes here.
const withPython =
  existsSync(python) || (process.env.CI === 'true' && existsSync('packages/client-python'));
if (!withPython)
  console.warn('\n*** NOT TESTED: the samples in Python. Run `pnpm test:python` first. ***\n');

/** Only those who mean to meet limits have any. */
const limited = serverPerFile({ rateLimitScale: 1 });
let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ port: 0 });
});
afterAll(() => mock.close());

const runnable = languages.filter(({ label }) => label !== 'Python' || withPython);
describe.concurrent.each(runnable)('in $label', ({ file, label }) => {
  const server = serverPerFile();

  // One after the other: each goes on with what those before have left.
  it.each(Object.entries(prints))(
    '%s',
    { concurrent: false, timeout: 60_000 },
    async (topic, lines) => {
      const printed = await runSample(
        `${topic}/${file}`,
        { 'rate-limits': limited, mock }[topic] ?? server,
      );
      for (const line of label === 'cURL' ? lines.curl : lines.client) {
        expect(printed.split(/\r?\n/)).toContainEqual(expect.stringMatching(line));
      }
    },
  );
});
