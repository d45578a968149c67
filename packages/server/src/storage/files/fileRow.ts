/**
 * Rows of the index, and the statements that write them.
 *
 * @module
 */
import type { Selectable, Transaction } from 'kysely';
import type { FoundFile } from '../../disk/walk.ts';
import { kindOf, tellingContent } from '../../files/fileType.ts';
import { folderOf } from '../../files/path.ts';
import { sortKeyOf } from '../../files/sortKey.ts';
import { type ColumnType, dialectOf, insertRows, listOf } from '../database.ts';
import type { FileTable, Tables } from '../tables.ts';
import { PRESENT, pathsOf } from './fileQuery.ts';

export type FileRow = Selectable<FileTable>;

/** A file that was read whole. */
export type ReadFile = FoundFile & { readonly sha256: string };

/** Facts about a content, valid as long as the content is unchanged. */
export type ContentFacts = Pick<FileRow, 'sha256' | 'content_type'>;

/** Facts about a content that has not been inspected yet. */
const UNSEEN: ContentFacts = { sha256: null, content_type: null };

/** The row for a file as it is on the disk, under an id. */
export function newRow(
  fileId: string,
  { path, name, state }: FoundFile,
  { sha256, content_type }: Partial<ContentFacts> = UNSEEN,
): FileRow {
  const { mediaType, type } = kindOf(name, content_type);
  return {
    file_id: fileId,
    path,
    folder: folderOf(path),
    name,
    sort_key: sortKeyOf(name),
    size: state.size,
    mime_type: mediaType,
    type,
    content_type: tellingContent(name, content_type),
    sha256: sha256 ?? null,
    created_ms: state.createdMs,
    modified_ms: state.modifiedMs,
    identity: state.identity,
    version: state.version,
    present: 1,
  };
}

/** Updates a row to a file's current state; facts about the content stay only if it is unchanged. */
export async function rewrite(
  trx: Transaction<Tables>,
  fileId: string,
  file: FoundFile,
  before?: FileRow,
): Promise<FileRow> {
  const row = newRow(fileId, file, before?.version === file.state.version ? before : UNSEEN);
  await trx.updateTable('files').set(row).where('file_id', '=', fileId).execute();
  return row;
}

/** The content type in a row, if the file still has that version. */
export const contentTypeIn = (row: FileRow | undefined, version: string): string | null =>
  row?.version === version ? row.content_type : null;

/** The media type detected in the content of one version of a file. */
export type SeenContent = {
  readonly path: string;
  readonly version: string;
  readonly mediaType: string | undefined;
};

/** Stores detected content types of files that are unchanged since. */
export async function noteContentTypes(
  trx: Transaction<Tables>,
  seen: readonly SeenContent[],
): Promise<void> {
  const told = new Map(seen.map((each) => [each.path, each]));
  for (const row of await rowsAt(trx, seen)) {
    const { version, mediaType } = told.get(row.path) ?? {};
    const content_type = tellingContent(row.name, mediaType);
    if (row.version !== version || row.content_type === content_type) continue;
    const { mediaType: mime_type, type } = kindOf(row.name, content_type);
    const columns = { content_type, mime_type, type };
    await trx.updateTable('files').set(columns).where('file_id', '=', row.file_id).execute();
  }
}

/** The rows of existing files at some paths. */
export const rowsAt = (
  trx: Transaction<Tables>,
  files: readonly { readonly path: string }[],
): Promise<FileRow[]> =>
  trx
    .selectFrom('files')
    .selectAll()
    .where('path', 'in', pathsOf(trx, files))
    .where('present', '=', PRESENT)
    .execute();

/** Marks files as missing. */
export async function markMissed(
  trx: Transaction<Tables>,
  rows: readonly Pick<FileRow, 'file_id'>[],
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.file_id);
  await trx
    .updateTable('files')
    .set({ present: 0 })
    .where('file_id', 'in', listOf(trx, ids))
    .execute();
}

/** Rows of the same files at other paths; rows marked as missing come first. */
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
    .where('identity', 'in', listOf(trx, identities))
    .orderBy('present')
    .execute();
  return Map.groupBy(rows, ({ identity }) => identity);
}

/** The columns of the index, and how they are passed as parameters. */
export const FILE_COLUMN_TYPES = {
  file_id: 'text',
  path: 'text',
  folder: 'text',
  name: 'text',
  sort_key: 'text',
  size: 'integer',
  mime_type: 'text',
  type: 'text',
  content_type: 'text',
  sha256: 'text',
  created_ms: 'integer',
  modified_ms: 'integer',
  identity: 'text',
  version: 'text',
  present: 'integer',
} as const satisfies Record<keyof FileRow, ColumnType>;

const FILE_COLUMNS = Object.keys(FILE_COLUMN_TYPES) as (keyof FileRow)[];

/** Adds rows of new files to the index. */
export async function insertFiles(
  trx: Transaction<Tables>,
  rows: readonly FileRow[],
): Promise<void> {
  await insertRows(trx, 'files', FILE_COLUMNS, rows);
}

/** A row with the same version is of the same file; it keeps its id, and gets the digest. */
const UNLESS_KNOWN = `ON CONFLICT (path) WHERE present = 1
  DO UPDATE SET sha256 = excluded.sha256 WHERE files.version = excluded.version
  RETURNING path, file_id`;

/**
 * Adds rows of files to the index, and their digests to the rows of those that it has already.
 *
 * @returns the ids by path; none for a path at which the index has another file
 */
export async function insertUnlessKnown(
  trx: Transaction<Tables>,
  rows: readonly FileRow[],
): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const returned = await dialectOf(trx).insert(trx, 'files', FILE_COLUMNS, rows, {
    ending: UNLESS_KNOWN,
  });
  const known = returned as readonly Pick<FileRow, 'path' | 'file_id'>[];
  return new Map(known.map(({ path, file_id }) => [path, file_id]));
}
