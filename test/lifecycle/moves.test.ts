/** The server dies while it gives a file another path; the next one brings index and disk to agree. */
import { link, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer } from '@file-organizer/server';
import { beforeEach, describe, expect, it } from 'vitest';
import { inDatabase } from '../support/database.ts';
import { list } from '../support/library.ts';
import { adminKey, serverPerTest } from '../support/testServer.ts';

const first = serverPerTest();
let fileId: string;
beforeEach(async () => {
  await mkdir(join(first.root, 'there'));
  await writeFile(join(first.root, 'a.txt'), 'a');
  fileId = (await list(first)).items[0]?.file_id ?? '';
});

const at = (path: string) => join(first.root, path);

/** Leaves a move as a server does that has announced it and then dies. */
async function die(): Promise<void> {
  await first.close();
  const text = "INSERT INTO moves (file_id, to_path) VALUES (?, '/there/b.txt')";
  await inDatabase(first, text, [fileId]);
}

/** Where the next server has the file, how many files there are, and what its trash has. */
async function startAgain() {
  const server = await startServer(first.config);
  try {
    const headers = { 'X-API-Key': adminKey };
    const get = async (path: string) => (await fetch(server.url + path, { headers })).json();
    const file = (await get(`/api/v1/files/${fileId}`)) as { path?: string };
    const all = (await get('/api/v1/files?recursive=true')) as { total: number };
    const trash = (await get('/api/v1/files/trash')) as { total: number };
    return { path: file.path, files: all.total, trashed: trash.total };
  } finally {
    await server.close();
  }
}

describe('an interrupted move', () => {
  it('that was not started leaves the file in place', async () => {
    await die();
    expect(await startAgain()).toEqual({ path: '/a.txt', files: 1, trashed: 0 });
  });

  it('that was half done is completed', async () => {
    await die();
    await link(at('a.txt'), at('there/b.txt'));
    expect(await startAgain()).toEqual({ path: '/there/b.txt', files: 1, trashed: 0 });
  });

  it('that was done is recorded', async () => {
    await die();
    await rename(at('a.txt'), at('there/b.txt'));
    expect(await startAgain()).toEqual({ path: '/there/b.txt', files: 1, trashed: 0 });
  });

  it('onto a new file leaves both', async () => {
    await die();
    await writeFile(at('there/b.txt'), 'another');
    expect(await startAgain()).toEqual({ path: '/a.txt', files: 2, trashed: 0 });
  });
});

describe('an interrupted restore', () => {
  const kept = () => join(first.data, 'trash', fileId);
  beforeEach(() => first.fetch(`/api/v1/files/${fileId}`, { method: 'DELETE' }));

  it('that was not started leaves the file in the trash', async () => {
    await die();
    expect(await startAgain()).toEqual({ path: undefined, files: 0, trashed: 1 });
  });

  it('that was half done is completed', async () => {
    await die();
    await link(kept(), at('there/b.txt'));
    expect(await startAgain()).toEqual({ path: '/there/b.txt', files: 1, trashed: 0 });
  });

  it('that was done is recorded', async () => {
    await die();
    await rename(kept(), at('there/b.txt'));
    expect(await startAgain()).toEqual({ path: '/there/b.txt', files: 1, trashed: 0 });
  });

  it('onto a new file leaves both', async () => {
    await die();
    await writeFile(at('there/b.txt'), 'another');
    expect(await startAgain()).toEqual({ path: undefined, files: 1, trashed: 1 });
  });
});
