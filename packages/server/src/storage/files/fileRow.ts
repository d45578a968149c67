import { type Selectable, sql, type Transaction } from 'kysely';
import type { FoundFile } from '../../disk/walk.ts';
import { kindOf, tellingContent } from '../../files/fileType.ts';
import { folderOf } from '../../files/path.ts';
import { sortKeyOf } from '../../files/sortKey.ts';
import { insertRows } from '../sqlite/insertRows.ts';
import type { FileTable, Tables } from '../sqlite/tables.ts';
import { PRESENT } from './fileQuery.ts';

export type FileRow = Selectable<FileTable>;

/** A file that was read whole. */
export type ReadFile = FoundFile & { readonly sha256: string };

/** What was found out about a content, and holds as long as that does. */
export type ContentFacts = Pick<FileRow, 'sha256' | 'content_type'>;

/** Facts about a content that has not been inspected yet. */
const UNSEEN: ContentFacts = { sha256: null, content_type: null };

/** The row of a file as the disk has it, under an id. */
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

/** Writes a file's present state over its row; what is known of its content stays only if that has. */
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

/** What is known of the content of a row's file, if it has that version. */
export const contentTypeIn = (row: FileRow | undefined, version: string): string | null =>
  row?.version === version ? row.content_type : null;

/** A content's media type, as it was seen in a version of the file at a path. */
export type SeenContent = {
  readonly path: string;
  readonly version: string;
  readonly mediaType: string | undefined;
};

/** Notes what contents have shown, of files that are there as they were then. */
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
  'content_type',
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
