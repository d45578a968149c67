/** `pnpm start:cluster`. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const program = fileURLToPath(new URL('../../scripts/startCluster.ts', import.meta.url));

let child: ChildProcess;
let output = '';
let ended: Promise<unknown>;

/** @returns whether everything has started */
async function started(): Promise<boolean> {
  for (;;) {
    if (output.includes('Try, in another terminal')) return true;
    if (child.exitCode !== null) return false;
    await Promise.race([once(child.stdout ?? child, 'data'), ended]);
  }
}

/** What the output says about a name. */
function printed(name: string): string {
  const [, value] = new RegExp(`^ *${name}[ =]+(\\S+)`, 'm').exec(output) ?? [];
  if (value === undefined) throw new Error(`The output does not have ${name}:\n${output}`);
  return value;
}

let isStarted: boolean;

beforeAll(async () => {
  child = spawn(process.execPath, [program, '--servers', '2', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  ended = once(child, 'close');
  isStarted = await started();
  if (!isStarted && process.env.CI === 'true') throw new Error(output);
  if (!isStarted) console.warn('The cluster cannot start here, so its tests are skipped:', output);
}, 120_000);
afterAll(async () => {
  child.kill('SIGTERM');
  await ended;
}, 30_000);

it('shows at one server what was uploaded at another, also by HAProxy where it is installed', async ({
  skip,
}) => {
  if (!isStarted) skip();
  const headers = { 'X-API-Key': printed('KEY') };
  const put = await fetch(`${printed('Server 1')}/api/v1/files/content?path=/hello.txt`, {
    ...{ method: 'PUT', headers, body: 'hello' },
  });
  expect(put.status).toBe(201);
  const urls = [printed('Server 2'), printed('HAProxy')].filter((url) => url.startsWith('http'));
  for (const url of urls) {
    const list = await fetch(`${url}/api/v1/files?path=/`, { headers });
    expect(await list.json()).toMatchObject({ items: [{ path: '/hello.txt' }] });
  }
});

it('leaves nothing when it is stopped', async ({ skip }) => {
  if (!isStarted) skip();
  const folder = printed('Files');
  expect(existsSync(folder)).toBe(true);
  child.kill('SIGTERM');
  await ended;
  expect(child.exitCode).toBe(0);
  expect(existsSync(folder)).toBe(false);
  await expect(fetch(printed('Server 2'))).rejects.toThrow();
}, 30_000);
