/** Undoing what a job has done, and stopping it on its way. */
import { existsSync, linkSync, lstatSync, readdirSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer } from '@file-organizer/server';
import { beforeEach, describe, expect, it } from 'vitest';
import { inDatabase } from '../support/database.ts';
import { putMany } from '../support/library.ts';
import { type Library, partOf } from '../support/sharedLibrary.ts';
import { differences, snapshotOf } from '../support/snapshot.ts';
import {
  adminKey,
  json,
  serverPerFile,
  startTestServer,
  type TestServer,
  waitForJob,
} from '../support/testServer.ts';
import { makeMess } from './mess.ts';

const whole = serverPerFile();
let server: Library;
beforeEach(async () => {
  server = await partOf(whole);
});

/** Has a test work with a server of its own, which it may stop. */
async function onOwnServer(work: (own: TestServer) => Promise<void>): Promise<void> {
  const own = await startTestServer();
  server = own;
  try {
    await work(own);
  } finally {
    await own.end();
  }
}

type Answer = { status: number; code?: string; job_id: string; [field: string]: unknown };

async function post(path: string, body?: object): Promise<Answer> {
  const init = body ? json(body) : { method: 'POST' };
  const response = await server.fetch(`/api/v1/organize/${path}`, init);
  return { ...((await response.json()) as object), status: response.status } as Answer;
}

async function plan(): Promise<string> {
  const { job_id: jobId } = await post('scan', { path: '/', methodology: 'type' });
  await waitForJob(server, jobId, 'planned');
  return jobId;
}

async function organize(): Promise<string> {
  const jobId = await plan();
  await post('execute', { job_id: jobId });
  await waitForJob(server, jobId, 'completed', 'partial');
  return jobId;
}

/** The digest of each file, by its path. */
type Item = { from: string; to: string; status: string; error: { code: string } | null };

async function changes(jobId: string): Promise<Item[]> {
  const response = await server.fetch(`/api/v1/organize/results/${jobId}?limit=1000`);
  return ((await response.json()) as { items: Item[] }).items;
}

describe('a rollback', () => {
  it('restores 200 files with their ids', async () => {
    await makeMess(server.root, 200);
    const before = snapshotOf(server.root);
    const ids = async () => {
      const response = await server.fetch('/api/v1/files?path=/&recursive=true&limit=1000');
      const { items } = (await response.json()) as { items: { file_id: string; path: string }[] };
      return new Map(items.map(({ file_id: id, path }) => [path, id]));
    };
    const known = await ids();
    const jobId = await organize();
    const rolling = await post(`jobs/${jobId}/rollback`);
    expect(rolling.status).toBe(202);
    const job = await waitForJob(server, jobId, 'rolled_back');
    expect(job).toMatchObject({ progress: 100, error_count: 0 });
    expect(differences(before, snapshotOf(server.root))).toEqual([]);
    expect(await ids()).toEqual(known);
    expect(new Set((await changes(jobId)).map(({ status }) => status))).toEqual(
      new Set(['undone']),
    );
  });

  it('reports files that changed or vanished or whose name is taken', async () => {
    for (const name of ['changed.txt', 'gone.txt', 'taken.txt', 'fine.txt']) {
      await writeFile(join(server.root, name), name);
    }
    const jobId = await organize();
    await writeFile(join(server.root, 'Documents', 'changed.txt'), 'another text');
    await rm(join(server.root, 'Documents', 'gone.txt'));
    await writeFile(join(server.root, 'taken.txt'), 'somebody else');
    await post(`jobs/${jobId}/rollback`);
    expect(await waitForJob(server, jobId, 'partial')).toMatchObject({ error_count: 3 });
    const outcomes = (await changes(jobId)).map(({ from, status, error }) => [
      from,
      status,
      error?.code ?? null,
    ]);
    expect(outcomes).toEqual([
      ['/changed.txt', 'done', 'changed'],
      ['/fine.txt', 'undone', null],
      ['/gone.txt', 'done', 'vanished'],
      ['/taken.txt', 'done', 'name_taken'],
    ]);
    expect(await readFile(join(server.root, 'taken.txt'), 'utf8')).toBe('somebody else');
    expect(await readFile(join(server.root, 'Documents', 'taken.txt'), 'utf8')).toBe('taken.txt');

    // What stood in the way is gone: the rest can be tried again.
    await rm(join(server.root, 'taken.txt'));
    await post(`jobs/${jobId}/rollback`);
    expect(await waitForJob(server, jobId, 'partial')).toMatchObject({ error_count: 2 });
    expect(await readFile(join(server.root, 'taken.txt'), 'utf8')).toBe('taken.txt');
  });

  it('restores two files whose names differ only in case', async () => {
    await writeFile(join(server.root, 'notes.txt'), 'small');
    await writeFile(join(server.root, 'NOTES.txt'), 'large');
    const before = snapshotOf(server.root);
    const jobId = await organize();
    await post(`jobs/${jobId}/rollback`);
    await waitForJob(server, jobId, 'rolled_back');
    expect(differences(before, snapshotOf(server.root))).toEqual([]);
  });

  it('recreates deleted folders', async () => {
    await mkdir(join(server.root, 'a', 'b'), { recursive: true });
    await writeFile(join(server.root, 'a', 'b', 'notes.txt'), 'notes');
    await writeFile(join(server.root, 'a', 'b', '.stays'), '');
    const jobId = await organize();
    await rm(join(server.root, 'a'), { recursive: true });
    await post(`jobs/${jobId}/rollback`);
    await waitForJob(server, jobId, 'rolled_back');
    expect(await readFile(join(server.root, 'a', 'b', 'notes.txt'), 'utf8')).toBe('notes');
  });

  it('is refused for a plan or a job that was already rolled back', async () => {
    await writeFile(join(server.root, 'notes.txt'), 'notes');
    const planned = await plan();
    expect(await post(`jobs/${planned}/rollback`)).toMatchObject({
      status: 409,
      code: 'job_not_reversible',
    });
    const jobId = await organize();
    await post(`jobs/${jobId}/rollback`);
    await waitForJob(server, jobId, 'rolled_back');
    expect((await post(`jobs/${jobId}/rollback`)).code).toBe('job_not_reversible');
  });

  it('resumes after the server died halfway through a move', () =>
    onOwnServer(async (own) => {
      for (const name of ['a.txt', 'b.txt', 'c.txt'])
        await writeFile(join(server.root, name), name);
      const jobId = await organize();
      await own.close();
      // As a server leaves it that dies after the `link` of b and before its `unlink`.
      linkSync(join(server.root, 'Documents', 'b.txt'), join(server.root, 'b.txt'));
      await inDatabase(own, "UPDATE jobs SET status = 'rolling_back'");
      await inDatabase(
        own,
        "UPDATE changes SET status = 'undoing' WHERE from_path IN ('/a.txt', '/b.txt')",
      );
      const again = await startServer(own.config);
      const fetchAgain = (path: string) =>
        fetch(again.url + path, { headers: { 'X-API-Key': adminKey } });
      await waitForJob({ fetch: fetchAgain }, jobId, 'rolled_back');
      await again.close();
      expect((await readdir(server.root)).sort()).toEqual(['a.txt', 'b.txt', 'c.txt']);
      expect(lstatSync(join(server.root, 'b.txt')).nlink).toBe(1);
    }));
});

describe('a cancellation', () => {
  it('discards a plan', async () => {
    await writeFile(join(server.root, 'notes.txt'), 'notes');
    const jobId = await plan();
    const cancelled = await server.fetch(`/api/v1/organize/jobs/${jobId}/cancel`, {
      method: 'POST',
    });
    expect(cancelled.status).toBe(202);
    expect(await cancelled.json()).toMatchObject({ status: 'cancelled' });
    expect((await post('execute', { job_id: jobId })).code).toBe('job_not_executable');
  });

  it('stops an execution whose moves can be rolled back', async () => {
    const planned = 2_000;
    await putMany(server, 'mess', planned);
    const before = snapshotOf(server.root);
    const jobId = await plan();
    await post('execute', { job_id: jobId });
    const moved = () => {
      const folder = join(server.root, 'Documents');
      return existsSync(folder) ? readdirSync(folder).length : 0;
    };
    await expect.poll(moved, { interval: 1, timeout: 10_000 }).toBeGreaterThan(0);
    const cancelling = await server.fetch(`/api/v1/organize/jobs/${jobId}/cancel`, {
      method: 'POST',
    });
    expect(await cancelling.json()).toMatchObject({ status: 'cancelled' });
    const made = moved();
    expect(made).toBeLessThan(planned);

    await post(`jobs/${jobId}/rollback`);
    expect(await waitForJob(server, jobId, 'rolled_back')).toMatchObject({
      processed_count: made,
      error_count: 0,
    });
    expect(differences(before, snapshotOf(server.root))).toEqual([]);
  });

  it('stops a scan', async () => {
    await makeMess(server.root, 1000);
    const { job_id: jobId } = await post('scan', { path: '/', methodology: 'type' });
    const response = await server.fetch(`/api/v1/organize/jobs/${jobId}/cancel`, {
      method: 'POST',
    });
    expect(await response.json()).toMatchObject({ status: 'cancelled' });
    expect(await changes(jobId)).toEqual([]);
  });

  it('survives a server that dies before the job has stopped', () =>
    onOwnServer(async (own) => {
      for (const name of ['a.txt', 'b.txt']) await writeFile(join(server.root, name), name);
      const jobId = await plan();
      await own.close();
      await inDatabase(own, "UPDATE jobs SET status = 'executing', cancel_requested = 1");
      const again = await startServer(own.config);
      const fetchAgain = (path: string) =>
        fetch(again.url + path, { headers: { 'X-API-Key': adminKey } });
      await waitForJob({ fetch: fetchAgain }, jobId, 'cancelled');
      await again.close();
      expect((await readdir(server.root)).sort()).toEqual(['a.txt', 'b.txt']);
    }));

  it('is refused for a finished job', async () => {
    await writeFile(join(server.root, 'notes.txt'), 'notes');
    const jobId = await organize();
    expect((await post(`jobs/${jobId}/cancel`)).code).toBe('job_not_cancellable');
  });
});

describe('the list of jobs', () => {
  it('is filtered and paged with the newest first', () =>
    onOwnServer(async () => {
      await writeFile(join(server.root, 'notes.txt'), 'notes');
      const [first, second] = [await plan(), await plan()];
      const third = await organize();
      const list = async (query: string) => {
        const response = await server.fetch(`/api/v1/organize/jobs?${query}`);
        return (await response.json()) as {
          items: { job_id: string }[];
          total: number;
          next_cursor: string | null;
        };
      };
      const page = await list('limit=2');
      expect(page.total).toBe(3);
      expect(page.items.map((job) => job.job_id)).toEqual([third, second]);
      const rest = await list(`limit=2&cursor=${page.next_cursor}`);
      expect(rest.items.map((job) => job.job_id)).toEqual([first]);
      expect(rest.next_cursor).toBeNull();
      expect((await list('status=completed')).items.map((job) => job.job_id)).toEqual([third]);
    }));
});
