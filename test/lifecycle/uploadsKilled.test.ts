/** The server is killed while a resumable upload is on its way, and the next one continues it. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { adminKey } from '../support/administrator.ts';
import { bodyOf, until } from '../support/library.ts';
import { ownDatabaseSetting } from '../support/postgres.ts';
import { append, begin, beginPart, stateOf, type UploadBody } from '../support/resumable.ts';
import { ServerProcess } from '../support/serverProcess.ts';

const content = randomBytes(3_000_000);
const sha256 = createHash('sha256').update(content).digest('hex');
const from = (offset: number, end?: number) => new Uint8Array(content.subarray(offset, end));
const preload = new URL('./killAt.ts', import.meta.url).href;

let folder: string;
let running: ServerProcess;
let database: Readonly<Record<string, string>>;
beforeEach(async () => {
  database = await ownDatabaseSetting();
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-uploads-'));
  await mkdir(join(folder, 'library'));
});
afterEach(async () => {
  await running.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Starts a server on the same data. */
async function start(env: Readonly<Record<string, string>> = {}) {
  const folders = ['--root', join(folder, 'library'), '--data', join(folder, 'data')];
  running = new ServerProcess(['--port', '0', ...folders], {
    FILE_ORGANIZER_API_KEY: adminKey,
    ...database,
    ...env,
  });
  const url = await running.url();
  return {
    url,
    fetch: (path: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      headers.set('X-API-Key', adminKey);
      return fetch(url + path, { ...init, headers });
    },
  };
}

const incoming = () => readdir(join(folder, 'data', 'incoming'));

it('continues at the last byte of a part, and verifies the whole', async () => {
  const first = await start();
  const begun = await begin(first, { name: 'a.bin', size: content.length, sha256 });
  await bodyOf(await append(first, begun, 0, from(0, 1_000_000)), 200);
  await running.end('SIGKILL');
  const second = await start();
  expect((await stateOf(second, begun)).offset).toBe(1_000_000);
  const last = await append(second, begun, 1_000_000, from(1_000_000));
  expect((await bodyOf<UploadBody>(last, 200)).file?.sha256).toBe(sha256);
  expect(await incoming()).toEqual([]);
});

it('continues in the middle of a part at the acknowledged offset, with any bytes after it on the disk', async () => {
  const first = await start();
  const begun = await begin(first, { name: 'a.bin', size: content.length, sha256 });
  const socket = await beginPart(first, begun, 0, from(0, 1_500_000), content.length);
  await until('some is flushed', async () => (await stateOf(first, begun)).offset > 0);
  const { offset: acknowledged } = await stateOf(first, begun);
  socket.write(from(1_500_000, 2_900_000));
  await running.end('SIGKILL');
  const second = await start();
  const { offset } = await stateOf(second, begun);
  expect(offset).toBeGreaterThanOrEqual(acknowledged);
  const last = await append(second, begun, offset, from(offset));
  expect((await bodyOf<UploadBody>(last, 200)).file?.sha256).toBe(sha256);
});

it('completes an upload whose file got its name right before, once', async () => {
  const first = await start({ NODE_OPTIONS: `--import=${preload}`, KILL_AT: 'rename' });
  const begun = await begin(first, { name: 'a.bin', size: content.length, sha256 });
  const key = { 'Idempotency-Key': 'the-one' };
  await expect(append(first, begun, 0, from(0), key)).rejects.toThrow();
  await running.end('SIGKILL');
  const second = await start();
  expect(await stateOf(second, begun)).toMatchObject({
    complete: true,
    file: { path: '/a.bin' },
  });
  expect(await readdir(join(folder, 'library'))).toEqual(['a.bin']);
});
