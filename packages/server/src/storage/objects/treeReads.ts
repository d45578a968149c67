/**
 * Reads trees of object mode for jobs: many folders and files at once, in pages.
 *
 * @module
 */
import { type RawBuilder, sql } from 'kysely';
import { childOf } from '../../files/path.ts';
import { type Database, dialectOf, listOf } from '../database.ts';
import { isBelow } from '../files/below.ts';
import { PRESENT } from '../files/fileQuery.ts';
import type { FileRow } from '../files/fileRow.ts';

/** What planning reads of a file's row. */
export type TreeFile = Pick<
  FileRow,
  'path' | 'folder' | 'name' | 'sort_key' | 'size' | 'created_ms' | 'modified_ms' | 'version'
>;

/** Rows per statement. */
const PAGE = 5_000;

/** The paths of all folders below a folder, in bytewise order. */
export async function foldersBelow(db: Database, folder: string): Promise<string[]> {
  const { rows } = await sql<{ folder: string; name: string }>`
    SELECT folder, name FROM entries
    WHERE file_id IS NULL AND (folder = ${folder} OR ${isBelow('folder', folder)})
    ORDER BY (CASE WHEN folder = '/' THEN '' ELSE folder END || '/' || name) COLLATE "C"
  `.execute(db);
  return rows.map((row) => childOf(row.folder, row.name));
}

/** The paths of the folders directly in some folders. */
export async function foldersIn(db: Database, folders: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ folder: string; name: string }>`
    SELECT folder, name FROM entries
    WHERE file_id IS NULL AND folder IN ${listOf(db, folders)}
    ORDER BY (CASE WHEN folder = '/' THEN '' ELSE folder END || '/' || name) COLLATE "C"
  `.execute(db);
  return rows.map((row) => childOf(row.folder, row.name));
}

/**
 * The files in some folders, or below one, folder by folder in bytewise order.
 *
 * @param where which folders
 */
export async function* filesByFolder(
  db: Database,
  where: { readonly folders: readonly string[] } | { readonly below: string },
): AsyncGenerator<readonly TreeFile[]> {
  const condition =
    'folders' in where
      ? sql`folder IN ${listOf(db, where.folders)}`
      : isBelow('folder', where.below);
  let after: RawBuilder<unknown> = sql`TRUE`;
  for (;;) {
    const { rows } = await sql<TreeFile>`
      SELECT path, folder, name, sort_key, size, created_ms, modified_ms, version FROM files
      WHERE present = ${PRESENT} AND ${condition} AND ${after}
      ORDER BY folder, sort_key, path LIMIT ${PAGE}`.execute(db);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = sql`(folder, sort_key, path) > (${last.folder}, ${last.sort_key}, ${last.path})`;
  }
}

/** The ids and versions of the files at some paths. */
export async function versionsAt(
  db: Database,
  paths: readonly string[],
): Promise<Map<string, Pick<FileRow, 'file_id' | 'version'>>> {
  if (paths.length === 0) return new Map();
  // Unlike a subquery, an array is always looked up in the index.
  const { rows } = await sql<Pick<FileRow, 'path' | 'file_id' | 'version'>>`
    SELECT path, file_id, version FROM files
    WHERE present = ${PRESENT} AND path = ANY (${paths}::text[])`.execute(db);
  return new Map(rows.map(({ path, ...row }) => [path, row]));
}

/** The names of files in some folders. */
export async function namesIn(
  db: Database,
  folders: readonly string[],
): Promise<Map<string, { readonly name: string; readonly isFolder: boolean }[]>> {
  const wanted = dialectOf(db).table(
    { folder: 'text' },
    folders.map((folder) => ({ folder })),
  );
  const { rows } = await sql<{ folder: string; name: string; is_folder: boolean }>`
    SELECT entries.folder, name, file_id IS NULL AS is_folder
    FROM ${wanted} AS wanted JOIN entries ON entries.folder = wanted.folder
    ORDER BY entries.folder, name`.execute(db);
  const names = rows.map(({ folder, name, is_folder: isFolder }) => ({ folder, name, isFolder }));
  return Map.groupBy(names, ({ folder }) => folder);
}

/** How much longer than the path of a folder the paths of everything in it are at most, in bytes. */
export async function longestBelow(db: Database, folder: string): Promise<number> {
  const { rows } = await sql<{ longest: number | null }>`
    SELECT max(octet_length(folder) + 1 + octet_length(name)) AS longest FROM entries
    WHERE folder = ${folder} OR ${isBelow('folder', folder)}`.execute(db);
  return Math.max(0, (rows[0]?.longest ?? 0) - Buffer.byteLength(folder));
}
