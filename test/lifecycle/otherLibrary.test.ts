/** The data of one library, and a server that is started on another. */
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer } from '@file-organizer/server';
import { beforeEach, expect, it } from 'vitest';
import { inDatabase } from '../support/database.ts';
import {
  adminKey,
  json,
  serverPerTest,
  type TestServer,
  waitForJob,
} from '../support/testServer.ts';

const first = serverPerTest();
let jobId: string;
beforeEach(async () => {
  await writeFile(join(first.root, 'notes.txt'), 'notes');
  const scan = await first.fetch('/api/v1/organize/scan', json({ path: '/', methodology: 'type' }));
  jobId = ((await scan.json()) as { job_id: string }).job_id;
  await waitForJob(first, jobId, 'planned');
  await first.close();
  await rename(first.root, `${first.root}-away`);
  await mkdir(first.root);
});

/** Starts the server again, and gives what it does back. */
async function again<T>(use: (server: Pick<TestServer, 'fetch'>) => Promise<T>): Promise<T> {
  const server = await startServer(first.config);
  try {
    return await use({
      fetch: (path, init = {}) =>
        fetch(server.url + path, { ...init, headers: { ...init.headers, 'X-API-Key': adminKey } }),
    });
  } finally {
    await server.close();
  }
}

async function bringBack(): Promise<void> {
  await rename(first.root, `${first.root}-other`);
  await rename(`${first.root}-away`, first.root);
}

it('does not execute a plan of the first library', async () => {
  const execute = json({ job_id: jobId });
  const refused = await again((server) => server.fetch('/api/v1/organize/execute', execute));
  expect(refused.status).toBe(409);
  await bringBack();
  await again(async (server) => {
    expect((await server.fetch('/api/v1/organize/execute', execute)).status).toBe(202);
    await waitForJob(server, jobId, 'completed');
  });
  expect(await readdir(first.root)).toEqual(['Documents']);
});

it('resumes an interrupted job only on its own library', async () => {
  await inDatabase(first, "UPDATE jobs SET status = 'executing'");
  await inDatabase(first, "UPDATE changes SET status = 'moving'");
  await again(async (server) => {
    const response = await server.fetch(`/api/v1/organize/status/${jobId}`);
    expect(await response.json()).toMatchObject({ status: 'executing', error_count: 0 });
  });
  await bringBack();
  const job = await again((server) => waitForJob(server, jobId, 'completed', 'partial'));
  expect(job).toMatchObject({ status: 'completed', error_count: 0 });
});
