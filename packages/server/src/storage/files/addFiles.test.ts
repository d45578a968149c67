/** How published files enter the index. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nameOf } from '../../files/path.ts';
import type { Database } from '../database.ts';
import { openDatabase } from '../sqlite/database.ts';
import { FileRepository } from './fileRepository.ts';
import type { FileRow, ReadFile } from './fileRow.ts';

let data: string;
let database: Database;
let files: FileRepository;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'file-organizer-add-'));
  database = await openDatabase(data);
  files = new FileRepository(database);
});
afterAll(async () => {
  await database.destroy();
  await rm(data, { recursive: true });
});

/** A file of 1 byte. */
function fileAt(path: string, identity: string): ReadFile {
  const state = { size: 1, createdMs: 1, modifiedMs: 1, identity, version: `${identity}:1:1` };
  return { path, name: nameOf(path), state, sha256: 'ab'.repeat(32) };
}

/** The index row of a file that a listing has found. */
async function listed(path: string, identity: string): Promise<FileRow> {
  const { sha256: _, ...file } = fileAt(path, identity);
  const folder = { folder: '/', recursive: false };
  const row = (await files.reconcile(folder, [file], () => false)).get(path);
  if (!row) throw new Error(`${path} was not listed`);
  return row;
}

// Few rows are written as values, many as JSON.
it.each([1, 8, 9, 100])('adds %i files, in their order', async (count) => {
  const added = Array.from({ length: count }, (_, at) =>
    fileAt(`/${count}/${at}`, `${count}-${at}`),
  );
  const rows = await files.add(added);
  expect(rows.map(({ path }) => path)).toEqual(added.map(({ path }) => path));
  const stored = await Promise.all(rows.map(({ file_id }) => files.find(file_id)));
  expect(stored).toEqual(rows);
});

it('keeps the id of a file that a listing has found first, and adds its digest', async () => {
  const before = await listed('/found.txt', 'found');
  const [row] = await files.add([fileAt('/found.txt', 'found')]);
  expect(row).toEqual({ ...before, sha256: 'ab'.repeat(32) });
  expect(await files.find(before.file_id)).toEqual(row);
});

it('marks another file as missing that was at the path before', async () => {
  const before = await listed('/replaced.txt', 'old');
  const [row] = await files.add([fileAt('/replaced.txt', 'new')]);
  expect(row?.file_id).not.toBe(before.file_id);
  expect(await files.at('/replaced.txt')).toEqual(row);
  expect(await files.find(before.file_id)).toMatchObject({ present: 0 });
});

it('adds new files together with one that replaces another', async () => {
  await listed('/mixed.txt', 'old mixed');
  const added = [fileAt('/plain.txt', 'plain'), fileAt('/mixed.txt', 'new mixed')];
  const rows = await files.add(added);
  expect(await Promise.all(added.map(({ path }) => files.at(path)))).toEqual(rows);
});
