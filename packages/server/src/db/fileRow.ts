import { type Selectable, sql, type Transaction } from 'kysely';
import { fileTypeOf, mediaTypeOf } from '../library/fileType.ts';
import { folderOf } from '../library/path.ts';
import { sortKeyOf } from '../library/sortKey.ts';
import type { FoundFile } from '../library/walk.ts';
import { PRESENT } from './fileQuery.ts';
import { insertRows } from './insertRows.ts';
import type { FileTable, Tables } from './tables.ts';

export type FileRow = Selectable<FileTable>;

/** A file that was read whole. */
export type ReadFile = FoundFile & { readonly sha256: string };

/** The row of a file as the disk has it, under an id. */
export function newRow(
  fileId: string,
  { path, name, state }: FoundFile,
  sha256: string | null,
): FileRow {
  const mediaType = mediaTypeOf(name);
  return {
    file_id: fileId,
    path,
    folder: folderOf(path),
    name,
    sort_key: sortKeyOf(name),
    size: state.size,
    mime_type: mediaType,
    type: fileTypeOf(name, mediaType),
    sha256,
    created_ms: state.createdMs,
    modified_ms: state.modifiedMs,
    identity: state.identity,
    version: state.version,
    present: 1,
  };
}

/** Writes a file's present state over its row; the digest stays only where the content has. */
export async function rewrite(
  trx: Transaction<Tables>,
  fileId: string,
  file: FoundFile,
  before?: FileRow,
): Promise<FileRow> {
  const sha256 = before?.version === file.state.version ? before.sha256 : null;
  const row = newRow(fileId, file, sha256);
  await trx.updateTable('files').set(row).where('file_id', '=', fileId).execute();
  return row;
}

/** What the index has, as there, at the paths of some files. */
export const rowsAt = (
  trx: Transaction<Tables>,
  files: readonly { readonly path: string }[],
): Promise<FileRow[]> =>
  trx
    .selectFrom('files')
    .selectAll()
    .where('path', 'in', asList(files.map(({ path }) => path)))
    .where('present', '=', PRESENT)
    .execute();

/** Notes that files are no more where their rows have them. */
export async function markMissed(
  trx: Transaction<Tables>,
  rows: readonly FileRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.file_id);
  await trx.updateTable('files').set({ present: 0 }).where('file_id', 'in', asList(ids)).execute();
}

/** What the index has of the same files at other paths; rows that were missed come first. */
export async function byIdentity(
  trx: Transaction<Tables>,
  files: readonly FoundFile[],
): Promise<Map<string, FileRow[]>> {
  return ofIdentities(
    trx,
    files.map(({ state }) => state.identity),
  );
}

export async function ofIdentities(
  trx: Transaction<Tables>,
  identities: readonly string[],
): Promise<Map<string, FileRow[]>> {
  if (identities.length === 0) return new Map();
  const rows = await trx
    .selectFrom('files')
    .selectAll()
    .where('identity', 'in', asList(identities))
    .orderBy('present')
    .execute();
  return Map.groupBy(rows, ({ identity }) => identity);
}

/** All as one value: to prepare a statement with thousands of them takes longer than to run it. */
export const asList = (values: readonly string[]) =>
  sql<string>`(SELECT value FROM json_each(${JSON.stringify(values)}))`;

const FILE_COLUMNS = [
  'file_id',
  'path',
  'folder',
  'name',
  'sort_key',
  'size',
  'mime_type',
  'type',
  'sha256',
  'created_ms',
  'modified_ms',
  'identity',
  'version',
  'present',
] as const satisfies readonly (keyof FileRow)[];

/** Puts rows of files that are new in the index. */
export const insertFiles = (trx: Transaction<Tables>, rows: readonly FileRow[]): Promise<void> =>
  insertRows(trx, 'files', FILE_COLUMNS, rows);
