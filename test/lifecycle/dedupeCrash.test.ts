/** The server is killed while it leaves one of each; the next one goes on, and a copy stays. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ownDatabaseSetting } from '../support/postgres.ts';
import { ServerProcess } from '../support/serverProcess.ts';
import { contentsOf } from '../support/snapshot.ts';
import { json, waitForJob } from '../support/testServer.ts';

const key = 'fo_abc123_token456';
const GROUPS = 60;
const COPIES = 4;
let folder: string;
let server: ServerProcess;
let database: Readonly<Record<string, string>>;

beforeEach(async () => {
  database = await ownDatabaseSetting();
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-dedupe-crash-'));
});
afterEach(async () => {
  if (server.child.exitCode === null) await server.end('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function start() {
  const { root, data } = { root: join(folder, 'library'), data: join(folder, 'data') };
  server = new ServerProcess(['--port', '0', '--root', root, '--data', data], {
    FILE_ORGANIZER_API_KEY: key,
    FILE_ORGANIZER_RATE_LIMIT_SCALE: '0',
    ...database,
  });
  const url = await server.url();
  return (path: string, init: RequestInit = {}) =>
    fetch(url + path, { ...init, headers: { ...init.headers, 'X-API-Key': key } });
}

/** Waits until so many files are left: the job is in the middle of its work then. */
async function untilLeft(root: string, count: number): Promise<void> {
  while ((await readdir(root)).length > count) await new Promise(setImmediate);
}

it.each([0.9, 0.6, 0.3])(
  'keeps one of each when killed with %f of the files left',
  async (left) => {
    const root = join(folder, 'library');
    await mkdir(root);
    for (let n = 0; n < GROUPS * COPIES; n++) {
      await writeFile(join(root, `file ${n}`), `content ${n % GROUPS}`);
    }
    const before = contentsOf(root);
    let request = await start();
    const scan = await request('/api/v1/dedupe/scan', json({ path: '/' }));
    const { job_id: jobId } = (await scan.json()) as { job_id: string };
    await waitForJob({ fetch: request }, jobId, 'planned');
    await request('/api/v1/dedupe/execute', json({ job_id: jobId, keep: 'oldest' }));
    const atLeast = Math.ceil(GROUPS + left * GROUPS * (COPIES - 1));
    await untilLeft(root, atLeast);
    await server.end('SIGKILL');
    expect(new Set(contentsOf(root)).size).toBe(GROUPS);

    request = await start();
    const job = await waitForJob({ fetch: request }, jobId, 'completed', 'partial');
    expect(job).toMatchObject({ status: 'completed', error_count: 0 });
    const after = contentsOf(root);
    expect(after).toHaveLength(GROUPS);
    expect(new Set(after)).toEqual(new Set(before));

    await request(`/api/v1/organize/jobs/${jobId}/rollback`, { method: 'POST' });
    await waitForJob({ fetch: request }, jobId, 'rolled_back');
    expect(contentsOf(root)).toEqual(before);
  },
);
