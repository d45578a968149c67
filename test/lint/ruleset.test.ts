import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDocument } from 'contract-first/contract';
import { expect, test } from 'vitest';

const cli = fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'));
const ruleset = fileURLToPath(new URL('../../spec/redocly.yaml', import.meta.url));
const contract = new URL(import.meta.resolve('@file-organizer/spec/openapi.json'));

/** One fault for each rule of our own: which rule, where in the contract, and what stands there. */
const faults: [rule: string, place: string, fault: unknown][] = [
  ['rule/operation-id-form', 'paths /api/v1/files get operationId', 'listFiles'],
  ['rule/library-known', 'tags 0 x-library', 'needed'],
  ['rule/library-known-of-operation', 'paths /api/v1/metrics get x-library', 'needed'],
  ['response-contains-header', 'components responses Forbidden headers X-Request-Id', undefined],
  [
    'contract/example-present',
    'components responses NotJson content application/problem+json example',
    undefined,
  ],
  ['contract/header-example-valid', 'components headers RetryAfter example', 'soon'],
  ['contract/no-free-keys', 'components schemas Health additionalProperties', true],
  [
    'contract/problem-json',
    'components responses InternalError content text/plain',
    { example: 'Oh' },
  ],
  [
    'contract/property-name-case',
    'components schemas Health properties upTime',
    { type: 'string' },
  ],
  ['contract/rate-limit-declared', 'paths /api/v1/files get x-rate-limit', 'unknown'],
  ['contract/rate-limit-headers', 'components responses RateLimited headers RateLimit', undefined],
  ['contract/scope-declared', 'paths /api/v1/files get security', [{ ApiKey: ['files:eat'] }]],
];

test('spec/redocly.yaml enables every custom rule', async () => {
  const broken = await readDocument(contract);
  for (const [, place, fault] of faults) put(broken, place.split(' '), fault);
  expect(await lint(broken)).toEqual(faults.map(([rule]) => rule).sort());
}, 30_000);

test('the bundled contract passes', async () => {
  expect(await lint(await readDocument(contract))).toEqual([]);
}, 30_000);

/** Writes a value into a document, or takes away what is there. */
function put(document: object, [step = '', ...rest]: string[], value: unknown): void {
  if (rest.length > 0) put(Reflect.get(document, step), rest, value);
  else if (value === undefined) Reflect.deleteProperty(document, step);
  else Reflect.set(document, step, value);
}

/** The rules that report on a document, by Redocly's command line and our ruleset. */
async function lint(document: object): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ruleset-'));
  try {
    const file = join(folder, 'openapi.json');
    await writeFile(file, JSON.stringify(document));
    const report = await new Promise<string>((done) => {
      const command = [cli, 'lint', file, '--config', ruleset, '--format', 'json'];
      execFile(process.execPath, command, (_, output) => done(output));
    });
    const { problems }: { problems: { ruleId: string }[] } = JSON.parse(report);
    return [...new Set(problems.map(({ ruleId }) => ruleId))].sort();
  } finally {
    await rm(folder, { recursive: true });
  }
}
