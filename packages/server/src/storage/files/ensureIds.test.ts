/** Which ids files get that a scan has read, whatever has happened to them since. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FileState } from '../../disk/fileState.ts';
import type { Database } from '../database.ts';
import { openDatabase } from '../sqlite/database.ts';
import type { SeenFile } from './ensureIds.ts';
import { FileRepository } from './fileRepository.ts';
import { TrashRepository } from './trashRepository.ts';

let data: string;
let database: Database;
let files: FileRepository;
/** The state of the disk. */
let disk: Map<string, FileState>;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'file-organizer-identify-'));
  database = await openDatabase(data);
  files = new FileRepository(database);
  disk = new Map();
});
afterEach(async () => {
  await database.destroy();
  await rm(data, { recursive: true });
});

const stateOf = (inode: number, content = 'a'): FileState => ({
  size: 1,
  createdMs: 5,
  modifiedMs: 7,
  identity: `1:${inode}:5`,
  version: `1:${inode}:5:1:${content.charCodeAt(0)}`,
});

const seen = (path: string, { size, modifiedMs, version }: FileState): SeenFile => ({
  path,
  size,
  modifiedMs,
  version,
  sha256: 'abc',
});

/** Brings the index in line with the disk. */
async function index() {
  const found = [...disk].map(([path, state]) => ({ path, name: path.slice(1), state }));
  const hasLeft = (row: { path: string; identity: string }) =>
    disk.get(row.path)?.identity !== row.identity;
  return files.reconcile({ folder: '/', recursive: true }, found, hasLeft);
}

const ensureIds = (...asked: readonly SeenFile[]) =>
  files.ensureIds(asked, (path) => disk.get(path));

it('returns the id in the index and stores the digest', async () => {
  disk.set('/a', stateOf(1));
  const id = (await index()).get('/a')?.file_id;
  expect(await ensureIds(seen('/a', stateOf(1)))).toEqual([id]);
  expect(await files.at('/a')).toMatchObject({ file_id: id, sha256: 'abc' });
});

it('creates a row for an unindexed file once', async () => {
  disk.set('/a', stateOf(1));
  const [id] = await ensureIds(seen('/a', stateOf(1)));
  expect(await files.at('/a')).toMatchObject({ file_id: id, sha256: 'abc', created_ms: 5 });
  expect(await ensureIds(seen('/a', stateOf(1)))).toEqual([id]);
  expect((await index()).get('/a')?.file_id).toBe(id);
});

it('finds a file that was moved', async () => {
  disk.set('/a', stateOf(1));
  const id = (await index()).get('/a')?.file_id;
  disk = new Map([['/moved', stateOf(1)]]);
  await index();
  expect(await ensureIds(seen('/a', stateOf(1)))).toEqual([id]);
  expect(await files.at('/moved')).toMatchObject({ file_id: id });
});

it('finds a file that is in the trash', async () => {
  disk.set('/a', stateOf(1));
  const row = (await index()).get('/a');
  if (!row) throw new Error('The index has no file');
  await new TrashRepository(database).announce(row, 1);
  await files.remove(row.file_id);
  disk.clear();
  expect(await ensureIds(seen('/a', stateOf(1)))).toEqual([row.file_id]);
});

it('gives an unindexed file that vanished an id for its return', async () => {
  const [id] = await ensureIds(seen('/a', stateOf(1)));
  expect(await ensureIds(seen('/a', stateOf(1)))).toEqual([id]);
  expect(await files.at('/a')).toBeUndefined();
  disk.set('/b', stateOf(1));
  expect((await index()).get('/b')?.file_id).toBe(id);
});

it('does not reuse the id of another hard link', async () => {
  disk.set('/b', stateOf(1));
  const other = (await index()).get('/b')?.file_id;
  disk.set('/a', stateOf(1));
  const [id] = await ensureIds(seen('/a', stateOf(1)));
  expect(id).not.toBe(other);
  expect(await files.at('/a')).toMatchObject({ file_id: id });
  expect(await files.at('/b')).toMatchObject({ file_id: other });
});

it('does not overwrite newer content in the index', async () => {
  disk.set('/a', stateOf(2, 'b'));
  const row = (await index()).get('/a');
  expect(await ensureIds(seen('/a', stateOf(1)))).toEqual([row?.file_id]);
  expect(await files.at('/a')).toEqual(row);
});

it('never gives two files one id', async () => {
  disk.set('/b', stateOf(2));
  await index();
  // One file has replaced the other.
  disk = new Map([['/a', stateOf(2)]]);
  await index();
  const ids = await ensureIds(seen('/b', stateOf(2)), seen('/a', stateOf(1)));
  expect(new Set(ids).size).toBe(2);
});
