/** Folders: those that move as one, those that a job empties or makes, and what a rollback gives back. */
import { existsSync, lstatSync, renameSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer } from '@file-organizer/server';
import { beforeEach, describe, expect, it } from 'vitest';
import { planFolderMove } from '../../packages/server/src/organize/planning/planFolderMove.ts';
import { inDatabase } from '../support/database.ts';
import { mountAt } from '../support/disks.ts';
import { list, putMany, until } from '../support/library.ts';
import { execute, outcomesOf, plan, put, resultsOf, rollBack } from '../support/scene.ts';
import { differences, snapshotOf } from '../support/snapshot.ts';
import {
  adminKey,
  json,
  serverPerTest,
  type TestServer,
  waitForJob,
} from '../support/testServer.ts';

const server = serverPerTest();

const at = (path: string) => join(server.root, path);
const placement = { folder: '', reason: 'It is a project', confidence: 1, needsReview: false };

/** Adds a folder's move to a plan, as a scan would. */
async function addMove(jobId: string, from: string, to: string): Promise<void> {
  const row = planFolderMove(server.root, { from, to, placement });
  if (!row) throw new Error(`${from} is no folder`);
  const columns = Object.keys(row);
  await inDatabase(
    server,
    `INSERT INTO changes (job_id, status, ${columns}) VALUES (?, 'planned', ${columns.map(() => '?')})`,
    [jobId, ...Object.values(row)],
  );
}

const times = (path: string, when: string) => utimes(at(path), new Date(when), new Date(when));

describe('a folder that moves as one', () => {
  beforeEach(async () => {
    await put(server, 'code/site/package.json', '{}');
    await put(server, 'code/site/src/deep/index.ts', 'code');
    await writeFile(at('code/site/.hidden'), 'hidden');
    await mkdir(at('code/site/empty'));
    await times('code/site/src', '2020-01-01T00:00:00Z');
    await times('code/site', '2020-01-02T00:00:00Z');
    await times('code', '2020-01-03T00:00:00Z');
  });

  const paths = async () => {
    const { items } = await list(server, { recursive: 'true', include_hidden: 'true' });
    return new Map(items.map(({ file_id, path }) => [file_id, path]));
  };

  it('keeps ids and content through move and rollback', async () => {
    const known = await paths();
    const before = snapshotOf(server.root);
    const jobId = await plan(server);
    await addMove(jobId, '/code/site', '/1 Projects/site');
    expect(await execute(server, jobId)).toMatchObject({ status: 'completed', error_count: 0 });
    const { items, folders } = await resultsOf(server, jobId);
    expect(items).toMatchObject([
      { action: 'move_folder', file_id: null, to: '/1 Projects/site', status: 'done' },
    ]);
    expect(folders).toMatchObject([
      { path: '/1 Projects', status: 'made' },
      { path: '/code', status: 'removed' },
    ]);
    const moved = new Map(
      [...known].map(([id, path]) => [id, path.replace('/code/site', '/1 Projects/site')]),
    );
    expect(await paths()).toEqual(moved);
    const found = await server.fetch('/api/v1/search?q=index&path=/1%20Projects');
    expect(await found.json()).toMatchObject({
      items: [{ file: { path: '/1 Projects/site/src/deep/index.ts' } }],
    });
    await put(server, '1 Projects/site/src/later.ts');
    await until('the new file is listed', async () => (await paths()).size === known.size + 1);
    await rm(at('1 Projects/site/src/later.ts'));
    await times('1 Projects/site/src', '2020-01-01T00:00:00Z');
    expect(await rollBack(server, jobId)).toMatchObject({ status: 'rolled_back' });
    expect(differences(before, snapshotOf(server.root))).toEqual([]);
    expect(await paths()).toEqual(known);
  });

  it('gets the next free name, even next to an empty folder', async () => {
    const jobId = await plan(server);
    await addMove(jobId, '/code/site', '/site');
    await mkdir(at('site'));
    expect(await execute(server, jobId)).toMatchObject({ status: 'completed' });
    expect(await readdir(at('site'))).toEqual([]);
    expect(existsSync(at('site (2)/package.json'))).toBe(true);
  });

  it('stays whole on another file system with code other_disk', async ({ skip }) => {
    const unmount = mountAt(at('Projects'), 'size=1m');
    if (!unmount) skip('nothing can be mounted here; run this as root');
    try {
      const jobId = await plan(server);
      await addMove(jobId, '/code/site', '/Projects/site');
      const before = snapshotOf(server.root);
      expect(await execute(server, jobId)).toMatchObject({ status: 'partial', error_count: 1 });
      expect(await outcomesOf(server, jobId)).toEqual({ '/code/site': 'other_disk' });
      expect(differences(before, snapshotOf(server.root))).toEqual([
        // The empty folder that was to hold the name was made and removed.
        expect.stringMatching('^/Projects: modified'),
      ]);
    } finally {
      unmount?.();
    }
  });

  it('rolls back with later changes inside', async () => {
    const jobId = await plan(server);
    await addMove(jobId, '/code/site', '/site');
    await execute(server, jobId);
    await writeFile(at('site/package.json'), '{"later": true}');
    expect(await rollBack(server, jobId)).toMatchObject({ status: 'rolled_back' });
    expect(lstatSync(at('code/site/package.json')).size).toBe(15);
  });

  it.each([
    ['name_taken', () => mkdir(at('code/site'), { recursive: true })],
    ['vanished', () => rename(at('site'), at('elsewhere'))],
    [
      'changed',
      async () => {
        await rename(at('site'), at('elsewhere'));
        await mkdir(at('site'));
      },
    ],
  ])('does not roll back with code %s', async (code, happen) => {
    const jobId = await plan(server);
    await addMove(jobId, '/code/site', '/site');
    await execute(server, jobId);
    await happen();
    expect(await rollBack(server, jobId)).toMatchObject({ status: 'partial', error_count: 1 });
    expect(await outcomesOf(server, jobId)).toEqual({ '/code/site': code });
  });

  it.each([
    ['was not started', async () => mkdir(at('site')), '/code/site'],
    ['was done', async () => rename(at('code/site'), at('site')), '/site'],
  ])('is found after a restart if the move %s', async (_what, happen, path) => {
    const jobId = await plan(server);
    await addMove(jobId, '/code/site', '/site');
    const known = await paths();
    await server.close();
    await inDatabase(server, "UPDATE jobs SET status = 'executing', cancel_requested = 1");
    await inDatabase(server, "UPDATE changes SET status = 'moving'");
    await happen();
    const again = await startServer(server.config);
    const fetchAgain = (address: string) =>
      fetch(again.url + address, { headers: { 'X-API-Key': adminKey } });
    await waitForJob({ fetch: fetchAgain }, jobId, 'cancelled');
    const { items } = await list(
      { fetch: fetchAgain },
      { recursive: 'true', include_hidden: 'true' },
    );
    await again.close();
    expect(existsSync(at(path === '/site' ? '/code/site' : '/site'))).toBe(false);
    expect(new Map(items.map((file) => [file.file_id, file.path]))).toEqual(
      new Map([...known].map(([id, each]) => [id, each.replace('/code/site', path)])),
    );
  });
});

describe('folders', () => {
  it('that a job empties are removed and restored', async () => {
    await put(server, 'keep/a/b/note.txt');
    await put(server, 'keep/.hidden');
    await mkdir(at('was empty'));
    await chmod(at('keep/a/b'), 0o710);
    await times('keep/a/b', '2019-05-01T00:00:00Z');
    await times('keep/a', '2019-06-01T00:00:00Z');
    await times('keep', '2019-07-01T00:00:00Z');
    const before = snapshotOf(server.root);
    const jobId = await plan(server);
    await execute(server, jobId);
    expect((await readdir(server.root)).sort()).toEqual(['Documents', 'keep', 'was empty']);
    expect(await readdir(at('keep'))).toEqual(['.hidden']);
    const { folders } = await resultsOf(server, jobId);
    expect(folders.map(({ path, status }) => [path, status])).toEqual([
      ['/Documents', 'made'],
      ['/keep/a', 'removed'],
      ['/keep/a/b', 'removed'],
    ]);
    expect(await rollBack(server, jobId)).toMatchObject({ status: 'rolled_back' });
    expect(differences(before, snapshotOf(server.root))).toEqual([]);
    const after = await resultsOf(server, jobId);
    expect(new Set(after.folders.map(({ status }) => status))).toEqual(new Set(['unchanged']));
  });

  it('used by others meanwhile keep their files', async () => {
    await put(server, 'in/note.txt');
    await times('in', '2019-05-01T00:00:00Z');
    const jobId = await plan(server);
    await execute(server, jobId);
    await put(server, 'Documents/mine.txt');
    await put(server, 'in/mine.txt');
    await rollBack(server, jobId);
    expect(await readdir(at('Documents'))).toEqual(['mine.txt']);
    expect((await readdir(at('in'))).sort()).toEqual(['mine.txt', 'note.txt']);
    expect(lstatSync(at('in')).mtime.getUTCFullYear()).not.toBe(2019);
  });

  it('are restored even if the device number has changed', async () => {
    await put(server, 'in/note.txt');
    await times('in', '2019-05-01T00:00:00Z');
    const before = snapshotOf(server.root);
    const jobId = await plan(server);
    await execute(server, jobId);
    await server.close();
    const month = 31 * 24 * 3_600_000;
    await inDatabase(
      server,
      `UPDATE jobs SET created_ms = created_ms - ${month},
        updated_ms = updated_ms - ${month}, phase_ms = phase_ms - ${month}`,
    );
    await inDatabase(server, "UPDATE changes SET version = '1' || version");
    await inDatabase(server, "UPDATE touched_folders SET identity = '1' || identity");
    const again = await startServer(server.config);
    const there: TestServer = {
      ...server,
      fetch: (path, init = {}) => {
        const headers = new Headers(init.headers);
        headers.set('X-API-Key', adminKey);
        return fetch(again.url + path, { ...init, headers });
      },
    };
    expect(await rollBack(there, jobId)).toMatchObject({ status: 'rolled_back' });
    await again.close();
    expect(differences(before, snapshotOf(server.root))).toEqual([]);
  });
});

describe('a library that vanishes during a job', () => {
  it('leaves the remaining moves planned', async () => {
    await putMany(server, 'in', 1200);
    const before = snapshotOf(server.root);
    const jobId = await plan(server);
    await server.fetch('/api/v1/organize/execute', json({ job_id: jobId }));
    while (!existsSync(at('Documents'))) await new Promise(setImmediate);
    renameSync(server.root, `${server.root}-away`);
    const failed = "SELECT 1 FROM jobs WHERE status = 'failed'";
    await until('the job has failed', async () => (await inDatabase(server, failed)).length > 0);
    renameSync(`${server.root}-away`, server.root);
    const outcomes = new Set(Object.values(await outcomesOf(server, jobId)));
    expect([...outcomes].filter((each) => !['planned', 'done'].includes(each))).toEqual([]);
    expect(await execute(server, jobId)).toMatchObject({ status: 'completed', error_count: 0 });
    expect(await readdir(at('Documents'))).toHaveLength(1200);
    expect(await rollBack(server, jobId)).toMatchObject({ status: 'rolled_back' });
    expect(differences(before, snapshotOf(server.root))).toEqual([]);
  });
});
