/** What a dead server has announced and nobody can settle now: the next one starts all the same. */
import { lstat, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startServer } from '@file-organizer/server';
import { beforeEach, describe, expect, it } from 'vitest';
import { openLog } from '../../packages/server/src/process/log.ts';
import { inDatabase } from '../support/database.ts';
import { bodyOf, list } from '../support/library.ts';
import {
  adminKey,
  json,
  serverPerTest,
  type TestServer,
  waitForJob,
} from '../support/testServer.ts';

const first = serverPerTest();
let fileId: string;
beforeEach(async () => {
  await mkdir(at('here'));
  await mkdir(at('there'));
  await writeFile(at('here/a.txt'), 'a');
  fileId = (await list(first, { path: '/here' })).items[0]?.file_id ?? '';
});

const at = (path: string) => join(first.root, path);
const kept = () => join(first.data, 'trash', fileId);

/** Stops the server, and leaves what one leaves that dies at a bad time. */
async function leave(statement: string, ...values: readonly string[]): Promise<void> {
  await first.close();
  await inDatabase(first, statement, values);
}
const leaveMove = (to: string) =>
  leave('INSERT INTO moves (file_id, to_path) VALUES (?, ?)', fileId, to);

/** Puts a link in the place of a folder, whose content lies elsewhere then. */
async function becomeLink(folder: string): Promise<void> {
  const elsewhere = join(first.data, 'elsewhere');
  await rename(at(folder), elsewhere);
  await symlink(elsewhere, at(folder));
}
async function becomeFolder(folder: string): Promise<void> {
  await rm(at(folder));
  await rename(join(first.data, 'elsewhere'), at(folder));
}

/** Where the next server has the file, what it has logged, and how many moves stay announced. */
async function startAgain() {
  const lines: string[] = [];
  const log = await openLog('warn', false, { write: (line: string) => lines.push(line) });
  const server = await startServer(first.config, { log });
  try {
    const headers = { 'X-API-Key': adminKey };
    const get = async (path: string) => (await fetch(server.url + path, { headers })).json();
    const file = (await get(`/api/v1/files/${fileId}`)) as { path?: string };
    const count = async (table: string) =>
      (await inDatabase(first, `SELECT 1 FROM ${table}`)).length;
    const logged = lines.filter((line) => line.includes(fileId)).length;
    const [trashed, announced] = [await count('trash'), await count('moves')];
    return { path: file.path, trashed, announced, logged };
  } finally {
    await server.close();
  }
}

describe('an announced move', () => {
  it('out of a folder that became a link is forgotten if it was not made', async () => {
    await leaveMove('/there/a.txt');
    await becomeLink('here');
    expect(await startAgain()).toEqual({
      ...{ path: undefined, trashed: 0 },
      ...{ announced: 0, logged: 0 },
    });
  });

  it('out of a folder that became a link is recorded if it was made', async () => {
    await leaveMove('/there/a.txt');
    await rename(at('here/a.txt'), at('there/a.txt'));
    await becomeLink('here');
    expect(await startAgain()).toMatchObject({ path: '/there/a.txt', announced: 0, logged: 0 });
  });

  it('into a folder that became a link is forgotten if it was not made', async () => {
    await leaveMove('/there/a.txt');
    await becomeLink('there');
    expect(await startAgain()).toMatchObject({ path: '/here/a.txt', announced: 0, logged: 0 });
  });

  it('into a folder that became a link is kept until it can be checked', async () => {
    await leaveMove('/there/b.txt');
    await rename(at('here/a.txt'), at('there/b.txt'));
    await becomeLink('there');
    expect(await startAgain()).toMatchObject({ path: undefined, announced: 1, logged: 1 });
    await becomeFolder('there');
    expect(await startAgain()).toMatchObject({ path: '/there/b.txt', announced: 0, logged: 0 });
  });

  it('with a path that is too long is forgotten', async () => {
    await leaveMove(`/there/${'long/'.repeat(1000)}a.txt`);
    expect(await startAgain()).toMatchObject({ path: '/here/a.txt', announced: 0, logged: 0 });
  });

  it('with a name that is too long is forgotten', async () => {
    await leaveMove(`/there/${'x'.repeat(256)}`);
    expect(await startAgain()).toMatchObject({ path: '/here/a.txt', announced: 0, logged: 0 });
  });

  it('of an unknown file is forgotten', async () => {
    await leave("INSERT INTO moves (file_id, to_path) VALUES ('nobody', '/there/a.txt')");
    expect(await startAgain()).toMatchObject({ path: '/here/a.txt', announced: 0, logged: 0 });
  });
});

describe('an announced restore', () => {
  beforeEach(() => first.fetch(`/api/v1/files/${fileId}`, { method: 'DELETE' }));

  it('into a folder that became a link is kept until it can be checked', async () => {
    await leaveMove('/there/b.txt');
    await rename(kept(), at('there/b.txt'));
    await becomeLink('there');
    expect(await startAgain()).toMatchObject({ path: undefined, announced: 1, logged: 1 });
    await becomeFolder('there');
    expect(await startAgain()).toMatchObject({ path: '/there/b.txt', trashed: 0, announced: 0 });
  });
});

describe('an announced deletion', () => {
  it('out of a folder that became a link is recorded if it was made', async () => {
    await leave("INSERT INTO trash VALUES (?, '/here/a.txt', '{}', 0)", fileId);
    await mkdir(join(first.data, 'trash'), { recursive: true });
    await rename(at('here/a.txt'), kept());
    await becomeLink('here');
    expect(await startAgain()).toMatchObject({ path: undefined, trashed: 1, logged: 0 });
    expect((await lstat(kept())).isFile()).toBe(true);
  });
});

describe('an announced move of a job', () => {
  let jobId: string;
  /** Where the job's only change has its file come to. */
  let to: string;
  beforeEach(async () => {
    const scan = await first.fetch(
      '/api/v1/organize/scan',
      json({ path: '/here', methodology: 'type' }),
    );
    jobId = (await bodyOf<{ job_id: string }>(scan, 202)).job_id;
    await waitForJob(first, jobId, 'planned');
    await leave("UPDATE jobs SET status = 'executing' WHERE job_id = ?", jobId);
    await inDatabase(first, "UPDATE changes SET status = 'moving'");
    const [change] = await inDatabase<{ to_path: string }>(first, 'SELECT to_path FROM changes');
    to = change?.to_path ?? '';
  });

  /** What becomes of the job on the next server, and on one after that is rolled back. */
  async function goOn(isRolledBack = false) {
    const server = await startServer(first.config);
    const headers = { 'X-API-Key': adminKey };
    const asked: Pick<TestServer, 'fetch'> = {
      fetch: (path, init) => fetch(server.url + path, { ...init, headers }),
    };
    try {
      if (isRolledBack) {
        await asked.fetch(`/api/v1/organize/jobs/${jobId}/rollback`, { method: 'POST' });
      }
      const ends = isRolledBack ? ['rolled_back'] : ['completed', 'partial'];
      const { status } = await waitForJob(asked, jobId, ...ends);
      const results = await asked.fetch(`/api/v1/organize/results/${jobId}`);
      type Changes = { items: readonly { status: string; error: unknown }[] };
      const { items } = await bodyOf<Changes>(results, 200);
      return { job: status, changes: items };
    } finally {
      await server.close();
    }
  }

  it('out of a folder that became a link is reported as an error', async () => {
    await becomeLink('here');
    expect(await goOn()).toMatchObject({
      job: 'partial',
      changes: [{ status: 'failed', error: { code: 'changed' } }],
    });
  });

  it('into a folder that became a link can be undone once it is checked', async () => {
    const folder = dirname(to);
    await mkdir(at(folder), { recursive: true });
    await rename(at('here/a.txt'), at(to));
    await becomeLink(folder);
    expect(await goOn()).toMatchObject({ changes: [{ error: { code: 'blocked' } }] });
    await becomeFolder(folder);
    expect(await goOn(true)).toMatchObject({
      job: 'rolled_back',
      changes: [{ status: 'undone', error: null }],
    });
    expect((await lstat(at('here/a.txt'))).isFile()).toBe(true);
  });
});
