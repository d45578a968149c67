/** The server dies while it moves a file to the trash; the next one brings index and disk to agree. */
import { link, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startServer } from '@file-organizer/server';
import { beforeEach, expect, it } from 'vitest';
import { inDatabase } from '../support/database.ts';
import { adminKey, serverPerTest } from '../support/testServer.ts';

const first = serverPerTest();
let fileId: string;
beforeEach(async () => {
  await writeFile(join(first.root, 'notes.txt'), 'notes');
  const response = await first.fetch('/api/v1/files');
  const { items } = (await response.json()) as { items: { file_id: string }[] };
  fileId = items[0]?.file_id ?? '';
  await mkdir(join(first.data, 'trash'));
});

/** Leaves the trash as a server does that has announced the move and then dies. */
async function die(): Promise<void> {
  await first.close();
  await inDatabase(first, "INSERT INTO trash VALUES (?, '/notes.txt', '{}', 0)", [fileId]);
}

/** What the next server says of the file, and how many entries its trash has. */
async function startAgain(): Promise<{ status: number; trashed: number }> {
  const server = await startServer(first.config);
  try {
    const headers = { 'X-API-Key': adminKey };
    const { status } = await fetch(`${server.url}/api/v1/files/${fileId}`, { headers });
    const trashed = (await inDatabase(first, 'SELECT 1 FROM trash')).length;
    return { status, trashed };
  } finally {
    await server.close();
  }
}

const place = () => join(first.root, 'notes.txt');
const kept = () => join(first.data, 'trash', fileId);

it('killed before the move, the file is in the library', async () => {
  await die();
  expect(await startAgain()).toEqual({ status: 200, trashed: 0 });
});

it('killed halfway through the move, the file is in the trash', async () => {
  await die();
  await link(place(), kept());
  expect(await startAgain()).toEqual({ status: 404, trashed: 1 });
});

it('killed after the move, the file is in the trash', async () => {
  await die();
  await rename(place(), kept());
  expect(await startAgain()).toEqual({ status: 404, trashed: 1 });
});

it('killed while copying to another disk, no partial copy remains', async () => {
  await die();
  await writeFile(join(first.data, 'trash', '.file-organizer-half'), 'no');
  expect(await startAgain()).toEqual({ status: 200, trashed: 0 });
  expect(await readdir(join(first.data, 'trash'))).toEqual([]);
});

it('killed after the move, the file and a new one at its path are kept', async () => {
  await die();
  await rename(place(), kept());
  await writeFile(place(), 'another');
  expect(await startAgain()).toEqual({ status: 404, trashed: 1 });
});
