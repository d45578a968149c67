/**
 * Threads that never come to an end: the reader of a foreign format loses one file by it, and the server
 * waits for none.
 */
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ServerProcess } from '../support/serverProcess.ts';
import { json, waitForJob } from '../support/testServer.ts';

const KEY = 'fo_stuck_0123456789abcdef';

/** Has each thread spin that reads a file or a folder of this name, once it has left a mark. */
const spinning = (mark: string) => `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread, threadId } from 'node:worker_threads';
const { readSync, readdirSync, readlinkSync, realpathSync } = fs;
const spin = () => {
  fs.writeFileSync(${JSON.stringify(mark)} + threadId, '');
  for (;;);
};
fs.readSync = (fd, ...rest) => {
  if (readlinkSync('/proc/self/fd/' + fd).endsWith('/spin.heic')) spin();
  return readSync(fd, ...rest);
};
fs.readdirSync = (place, ...rest) => {
  if (!isMainThread && realpathSync(place).endsWith('/spinning')) spin();
  return readdirSync(place, ...rest);
};
syncBuiltinESMExports();
`;

let folder: string;
let root: string;
let server: ServerProcess;
let ask: (path: string, init?: RequestInit) => Promise<Response>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-stuck-'));
  root = join(folder, 'library');
  await mkdir(root);
  await writeFile(join(root, 'notes.txt'), 'notes');
});

async function start(): Promise<void> {
  const hook = join(folder, 'spin.mjs');
  await writeFile(hook, spinning(join(folder, 'mark')));
  server = new ServerProcess(['--root', root, '--data', join(folder, 'data'), '--port', '0'], {
    FILE_ORGANIZER_API_KEY: KEY,
    FILE_ORGANIZER_RATE_LIMIT_SCALE: '0',
    NODE_OPTIONS: `--import=${pathToFileURL(hook)}`,
  });
  const url = await server.url();
  ask = (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('X-API-Key', KEY);
    return fetch(url + path, { ...init, headers });
  };
}

/** Waits until so many threads spin. */
const spun = (threads: number) =>
  vi.waitUntil(
    () => readdirSync(folder).filter((name) => name.startsWith('mark')).length === threads,
    { timeout: 20_000 },
  );

afterEach(async () => {
  await server.end('SIGKILL');
  await rm(folder, { recursive: true });
});

async function startScan(): Promise<string> {
  const response = await ask('/api/v1/organize/scan', json({ path: '/', methodology: 'date' }));
  expect(response.status).toBe(202);
  return ((await response.json()) as { job_id: string }).job_id;
}

async function scanBroken(): Promise<string> {
  await writeFile(join(root, 'spin.heic'), '\0\0\0\x18ftypheic\0\0\0\0mif1heic');
  await start();
  const jobId = await startScan();
  await spun(1);
  return jobId;
}

const isLinux = process.platform === 'linux';
if (!isLinux) console.warn('Skipped: only Linux tells the file of a descriptor');

it.skipIf(!isLinux)('a scan with a spinning reader can be cancelled', async () => {
  const jobId = await scanBroken();
  const cancelled = await ask(`/api/v1/organize/jobs/${jobId}/cancel`, { method: 'POST' });
  expect(await cancelled.json()).toMatchObject({ status: 'cancelled' });
});

it.skipIf(!isLinux)('a server with a spinning reader stops on SIGTERM', async () => {
  await scanBroken();
  expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
});

it.skipIf(!isLinux)(
  'a scan skips a file with a spinning reader',
  async () => {
    const jobId = await scanBroken();
    await waitForJob({ fetch: ask }, jobId, 'planned');
    const results = await (await ask(`/api/v1/organize/results/${jobId}`)).json();
    expect(results).toMatchObject({
      items: [{ from: '/notes.txt' }],
      kept: [{ path: '/spin.heic', reason: 'The file cannot be read (reading it takes too long)' }],
    });
  },
  60_000,
);

it.skipIf(!isLinux)(
  'a server with threads spinning in a folder stops on SIGTERM',
  async () => {
    await mkdir(join(root, 'spinning'));
    await start();
    // The thread that reads folders for the index.
    await spun(1);
    await startScan();
    await spun(2);
    expect(await server.end('SIGTERM')).toMatchObject({ code: 0 });
  },
  60_000,
);
