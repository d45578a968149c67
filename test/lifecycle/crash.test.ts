/** The server is killed in the middle of a job; the next one goes on where it was. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { digests, makeMess } from '../organize/mess.ts';
import { json, waitForJob } from '../server/testServer.ts';
import { ServerProcess } from './serverProcess.ts';

const key = 'fo_abc123_token456';
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
let folder: string;
let server: ServerProcess;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-crash-'));
});
afterEach(async () => {
  if (server.child.exitCode === null) await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Pseudo-random numbers from 0 to 1 (mulberry32), so that a seed repeats a failure. */
function random(state: number): number {
  let t = (state + 0x6d2b79f5) | 0;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

async function start() {
  const { root, data } = { root: join(folder, 'library'), data: join(folder, 'data') };
  server = new ServerProcess(['--port', '0', '--root', root, '--data', data], {
    FILE_ORGANIZER_API_KEY: key,
    FILE_ORGANIZER_RATE_LIMIT_SCALE: '0',
  });
  const url = await server.url();
  return (path: string, init: RequestInit = {}) =>
    fetch(url + path, { ...init, headers: { ...init.headers, 'X-API-Key': key } });
}

it.each([0, 1, 2, 3, 4, 5])(
  `loses nothing when it is killed (seed ${seed}, round %i)`,
  async (round) => {
    const root = join(folder, 'library');
    await mkdir(root);
    await makeMess(root, 400);
    const before = await digests(root);

    let request = await start();
    const scan = await request('/api/v1/organize/scan', json({ path: '/', methodology: 'type' }));
    const { job_id: jobId } = (await scan.json()) as { job_id: string };
    await waitForJob({ fetch: request }, jobId, 'planned');
    await request('/api/v1/organize/execute', json({ job_id: jobId }));
    // Anywhere in the execution, which takes some tens of milliseconds.
    await new Promise((resolve) => setTimeout(resolve, random(seed + round) * 60));
    await server.end('SIGKILL');

    request = await start();
    const job = await waitForJob({ fetch: request }, jobId, 'completed', 'partial');
    expect(job).toMatchObject({ status: 'completed', error_count: 0 });
    expect(await digests(root)).toEqual(before);
  },
);
