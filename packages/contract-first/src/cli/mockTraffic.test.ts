/** `contract mock` with a real server, a recording, and handlers that change. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { CommandProcess } from './testing/commandProcess.ts';
import { typed } from './testing/typed.ts';

const api = `openapi: 3.1.1
info: { title: Harbour, version: '1' }
servers: [{ url: 'https://harbour.example.org/v1' }]
paths:
  /ships:
    get:
      operationId: list
      responses:
        '200': { description: ok, content: { application/json: { schema: { type: string, examples: [Argo] } } } }
`;
const handlers = (name: string) =>
  `import { name } from './name.ts';\nexport default { list: () => ({ status: 200, body: name + '${name}' }) };\n`;
const files = {
  'api.yaml': api,
  'mocks.ts': handlers('!'),
  'name.ts': `export const name: string = 'Fram';\n`,
};

/** A mock that ends with the test. */
async function started(...flags: readonly string[]): Promise<CommandProcess> {
  const mock = await CommandProcess.start(files, ['mock', 'api.yaml', '--port', '0', ...flags]);
  onTestFinished(() => mock.stop());
  return mock;
}
const ships = async ({ url }: CommandProcess) => (await fetch(`${url}/ships`)).json();

describe('handlers', { timeout: 60_000 }, () => {
  it('are loaded again when their file or one that it imports changes', async () => {
    const mock = await started('--handlers', 'mocks.ts');
    expect(await ships(mock)).toBe('Fram!');
    await mock.write('mocks.ts', handlers('?'));
    await mock.line(/^Reloaded the handlers$/);
    expect(await ships(mock)).toBe('Fram?');
    await mock.write('name.ts', `export const name: string = 'Vega';\n`);
    await mock.line(/^Reloaded the handlers$/);
    expect(await ships(mock)).toBe('Vega?');
  });

  it('with errors leave the last ones in use', async () => {
    const mock = await started('--handlers', 'mocks.ts');
    for (const text of ['export default {', 'export default { lost: () => undefined };']) {
      await mock.write('mocks.ts', text);
      await mock.line(/^error /);
      await mock.line(/^The last handlers without errors are still used\.$/);
      expect(await ships(mock)).toBe('Fram!');
    }
    await mock.write('mocks.ts', handlers('+'));
    await mock.line(/^Reloaded the handlers$/);
    expect(await ships(mock)).toBe('Fram+');
  });
});

describe('a real server', { timeout: 60_000 }, () => {
  it('is named at the start, with the base path and the recording', async () => {
    const mock = await started('--proxy', 'http://127.0.0.1:9', '--record', 'traffic.har');
    await mock.line(
      /^What no handler and no state answers is sent to http:\/\/127\.0\.0\.1:9\/v1$/,
    );
    await mock.line(/^All exchanges are recorded in traffic\.har, with \*\*\* for secrets$/);
  });

  it('has its violations in the log', async () => {
    const real = await started('--handlers', 'mocks.ts');
    const mock = await started('--proxy', `${real.url}/`);
    await real.write('mocks.ts', 'export default { list: () => ({ status: 200, body: 7 }) };');
    await real.line(/^Reloaded the handlers$/);
    expect(await ships(mock)).toBe(7);
    await mock.line(/^GET \/ships 200 \d+ ms {2}proxied to /);
    await mock.line(/^ {2}! response body must be string$/);
  });

  it('is recorded until the mock is stopped', async () => {
    const real = await started();
    const mock = await CommandProcess.start(files, [
      ...[
        'mock',
        'api.yaml',
        '--port',
        '0',
        '--proxy',
        real.url,
        '--record',
        join(folder, 'a.har'),
      ],
    ]);
    await ships(mock);
    await mock.stop();
    const { log } = JSON.parse(await readFile(join(folder, 'a.har'), 'utf8'));
    expect(log.entries).toHaveLength(1);
  });
});

it('answers with a recording of the real server, without it', async () => {
  const har = join(folder, 'once.har');
  const real = await started('--handlers', 'mocks.ts');
  const recording = ['--proxy', `${real.url}/`, '--record', har];
  const mock = await CommandProcess.start(files, ['mock', 'api.yaml', '--port', '0', ...recording]);
  const recorded = await ships(mock);
  await mock.stop();
  expect(recorded).toBe('Fram!');
  const offline = await started('--replay', har);
  await offline.line(/^1 response of recordings can be replayed$/);
  expect(await ships(offline)).toBe('Fram!');
  await offline.line(/the recording$/);
}, 60_000);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mock-traffic-'));
  await writeFile(join(folder, 'api.yaml'), api);
  await writeFile(join(folder, 'other.har'), '{}');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each([
  [['--proxy', 'harbour.example.org'], 'must begin with http:// or https://'],
  [['--proxy-only'], '--proxy-only needs --proxy URL'],
  [['--proxy-ca', 'ca.pem'], '--proxy-ca needs --proxy URL'],
  [['--proxy', 'https://a.example', '--proxy-ca', 'api.yaml'], 'no certificate'],
  [['--proxy', 'https://a.example', '--proxy-timeout', '0'], '--proxy-timeout must be a number'],
  [['--record-limit', '10'], '--record-limit needs --record FILE'],
  [['--record-secrets'], '--record-secrets needs --record FILE'],
  [['--record', 'a.har', '--record-limit', 'much'], '--record-limit must be a number'],
  [['--record', 'other.har'], 'Choose another file'],
])('refuses %j', async (flags, words) => {
  const { code, note } = await typed(folder, 'mock', 'api.yaml', '--port', '0', ...flags);
  expect([code, note]).toEqual([2, expect.stringContaining(words)]);
});
