/**
 * A library of object mode for tests, whose rows are made from a folder and whose contents are read there.
 *
 * @module
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { folderAt, walk } from '../../packages/server/src/disk/walk.ts';
import { folderOf, foldName, nameOf } from '../../packages/server/src/files/path.ts';
import type { RangeReader } from '../../packages/server/src/organize/rows/rowContents.ts';
import type { Database } from '../../packages/server/src/storage/database.ts';
import {
  type FileRow,
  insertFiles,
  newRow,
} from '../../packages/server/src/storage/files/fileRow.ts';
import { addEntries } from '../../packages/server/src/storage/objects/entryBatches.ts';
import type { EntryRow } from '../../packages/server/src/storage/objects/entryRepository.ts';
import {
  identityOf,
  versionOf,
} from '../../packages/server/src/storage/objects/objectRepository.ts';

/** Rows per transaction. */
const AT_ONCE = 1_000;

const entryOf = (path: string, fileId: string | null, createdMs: number): EntryRow => ({
  ...{ folder: folderOf(path), folded_name: foldName(nameOf(path)), name: nameOf(path) },
  ...{ file_id: fileId, created_ms: createdMs, modified_ms: createdMs },
});

/** A row for a file of a library. */
export function fileRow(path: string, size: number, sha256: string, modifiedMs: number): FileRow {
  const objectId = randomBytes(16).toString('hex');
  const state = { size, createdMs: modifiedMs, modifiedMs, identity: identityOf(objectId) };
  const version = versionOf(objectId, size);
  const file = { path, name: nameOf(path), state: { ...state, version } };
  return newRow(randomUUID(), file, { sha256 });
}

/** Adds rows of files, and of folders that are given; folders above them must exist. */
export async function addNames(
  database: Database,
  files: readonly FileRow[],
  folders: readonly string[] = [],
): Promise<void> {
  const now = Date.now();
  await database.transaction().execute(async (trx) => {
    await addEntries(trx, [
      ...folders.map((path) => entryOf(path, null, now)),
      ...files.map(({ path, file_id }) => entryOf(path, file_id, now)),
    ]);
    await insertFiles(trx, files);
  });
}

/** Adds rows of files, and of all folders above them or given. */
export async function addRows(
  database: Database,
  files: readonly FileRow[],
  folders: Iterable<string> = [],
): Promise<void> {
  const all = new Set<string>(folders);
  for (const { path } of files) {
    for (let at = folderOf(path); at !== '/' && !all.has(at); at = folderOf(at)) all.add(at);
  }
  const created = Date.now();
  const rows = [
    ...[...all].map((path) => entryOf(path, null, created)),
    ...files.map(({ path, file_id, created_ms }) => entryOf(path, file_id, created_ms)),
  ];
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    await database.transaction().execute((trx) => addEntries(trx, rows.slice(at, at + AT_ONCE)));
  }
  for (let at = 0; at < files.length; at += AT_ONCE) {
    await database.transaction().execute((trx) => insertFiles(trx, files.slice(at, at + AT_ONCE)));
  }
}

/** Reads contents that are in files or in memory. */
export class TestContents implements RangeReader {
  readonly #places = new Map<string, string>();
  readonly #written = new Map<string, Buffer>();

  /** @param place disk path of the content */
  addFile(fileId: string, place: string): void {
    this.#places.set(fileId, place);
  }

  add(fileId: string, content: string): void {
    this.#written.set(fileId, Buffer.from(content));
  }

  async read(fileId: string, start: number, end: number): Promise<Uint8Array> {
    const written = this.#written.get(fileId);
    if (written) return written.subarray(start, end);
    const handle = await open(this.#places.get(fileId) ?? '');
    try {
      const into = Buffer.alloc(end - start);
      const { bytesRead } = await handle.read(into, 0, into.length, start);
      return into.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }
}

/** Makes the rows of everything in a folder. @returns a reader of the contents, which stay in the folder */
export async function importFolder(database: Database, root: string): Promise<TestContents> {
  const files: FileRow[] = [];
  const folders: string[] = [];
  const contents = new TestContents();
  folderAt(root, '/');
  for await (const folder of walk(root, '/')) {
    if (folder.path !== '/') folders.push(folder.path);
    for (const { path } of folder.files) {
      const place = join(root, path);
      const { size, mtimeMs } = statSync(place);
      const sha256 = createHash('sha256').update(readFileSync(place)).digest('hex');
      const row = fileRow(path, size, sha256, Math.floor(mtimeMs));
      files.push(row);
      contents.addFile(row.file_id, place);
    }
  }
  await addRows(database, files, folders);
  return contents;
}

/** The paths of all folders, with a slash at the end, and files, as the tables have them: they must agree. */
export async function treeOf(database: Database): Promise<string[]> {
  const entries = await database.selectFrom('entries').selectAll().execute();
  const files = await database.selectFrom('files').select(['file_id', 'path']).execute();
  const paths = new Map(files.map(({ file_id, path }) => [file_id, path]));
  const tree = entries.map(({ folder, name, file_id }) => {
    const path = `${folder === '/' ? '' : folder}/${name}`;
    if (file_id === null) return `${path}/`;
    return paths.get(file_id) === path ? path : `${path} is not at ${paths.get(file_id)}`;
  });
  const named = new Set(entries.map(({ file_id }) => file_id));
  const nameless = files
    .filter(({ file_id }) => !named.has(file_id))
    .map(({ path }) => `no ${path}`);
  return [...tree, ...nameless].sort();
}
