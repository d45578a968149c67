/**
 * Finds and removes duplicates in object mode, where the digest of every file is in its row.
 *
 * @module
 */
import { sql, type Transaction } from 'kysely';
import { maybeMarks } from '../../files/project.ts';
import { type Database, dialectOf, listOf } from '../database.ts';
import { isBelow } from '../files/below.ts';
import { PRESENT } from '../files/fileQuery.ts';
import { type FileRow, insertFiles } from '../files/fileRow.ts';
import type { Tables } from '../tables.ts';
import type { DuplicateOutcome } from './duplicateRepository.ts';

/** Which files are compared. */
export type Compared = {
  /** The folder that is scanned, with everything below it. */
  readonly base: string;
  /** Folders whose files are left out; none if they are not given. */
  readonly folders: readonly string[] | undefined;
  /** Paths of files that are left out. */
  readonly excluded: readonly string[];
  /** In bytes. */
  readonly minSize: number;
  readonly includeHidden: boolean;
};

/** Files of equal size and content. */
export type EqualRows = {
  readonly size: number;
  readonly sha256: string;
};

/** A file of a group. */
export type EqualFile = Pick<
  FileRow,
  'file_id' | 'path' | 'folder' | 'name' | 'size' | 'modified_ms' | 'version'
> & { readonly sha256: string };

/** The condition for rows of compared files. */
function among(db: Database, { base, folders, excluded, minSize, includeHidden }: Compared) {
  const conditions = [sql`present = ${PRESENT}`, isBelow('path', base), sql`size >= ${minSize}`];
  if (folders) conditions.push(sql`folder IN ${listOf(db, folders)}`);
  if (!includeHidden) conditions.push(sql`left(name, 1) <> '.'`);
  if (excluded.length > 0) conditions.push(sql`path NOT IN ${listOf(db, excluded)}`);
  return sql.join(conditions, sql` AND `);
}

/** How many files are compared, and the groups of those that are equal. */
export async function equalGroups(
  db: Database,
  compared: Compared,
): Promise<{ readonly total: number; readonly groups: readonly EqualRows[] }> {
  const { rows } = await sql<EqualRows & { count: number }>`
    SELECT size, sha256, count(*) AS count FROM files
    WHERE ${among(db, compared)} AND sha256 IS NOT NULL
    GROUP BY GROUPING SETS ((size, sha256), ()) HAVING count(*) > 1 OR grouping(size) = 1
  `.execute(db);
  const total = rows.find(({ sha256 }) => sha256 === null)?.count ?? 0;
  return { total, groups: rows.filter(({ sha256 }) => sha256 !== null) };
}

/** The files of some groups, wherever they are. */
export async function filesOfGroups(
  db: Database,
  groups: readonly EqualRows[],
): Promise<EqualFile[]> {
  const wanted = dialectOf(db).table({ size: 'integer', sha256: 'text' }, groups);
  const { rows } = await sql<EqualFile>`
    SELECT file_id, path, folder, name, files.size, files.sha256, modified_ms, version
    FROM ${wanted} AS wanted JOIN files
      ON files.size = wanted.size AND files.sha256 = wanted.sha256 AND present = ${PRESENT}
  `.execute(db);
  return rows;
}

/** Names in folders below a folder that may mark them as projects, by folder. */
export async function maybeProjects(
  db: Database,
  base: string,
): Promise<Map<string, readonly string[]>> {
  const { rows } = await sql<{ folder: string; name: string }>`
    SELECT folder, name FROM entries
    WHERE ${isBelow('folder', base)} AND (name IN ${listOf(db, maybeMarks.names)} OR name ~ ${maybeMarks.pattern})
    ORDER BY folder, name`.execute(db);
  const names = Map.groupBy(rows, ({ folder }) => folder);
  return new Map([...names].map(([folder, some]) => [folder, some.map(({ name }) => name)]));
}

/** Moves files to the trash. Their objects stay. */
export async function moveAllToTrash(
  trx: Transaction<Tables>,
  fileIds: readonly string[],
  now: number,
): Promise<void> {
  if (fileIds.length === 0) return;
  const ids = listOf(trx, fileIds);
  // First, so that the trigger of the second statement reports the trash.
  await sql`INSERT INTO trash (file_id, path, file, deleted_ms)
    SELECT file_id, path, row_to_json(files), ${now}::bigint FROM files WHERE file_id IN ${ids}
  `.execute(trx);
  await sql`DELETE FROM files WHERE file_id IN ${ids}`.execute(trx);
  await sql`DELETE FROM entries WHERE file_id IN ${ids}`.execute(trx);
}

/** The files in the trash, and those in the library, among some ids. */
export async function whereabouts(
  trx: Transaction<Tables>,
  fileIds: readonly string[],
): Promise<{ readonly trashed: Map<string, FileRow>; readonly present: Set<string> }> {
  const ids = listOf(trx, fileIds);
  const [trashed, present] = [
    await trx.selectFrom('trash').select(['file_id', 'file']).where('file_id', 'in', ids).execute(),
    await trx.selectFrom('files').select('file_id').where('file_id', 'in', ids).execute(),
  ];
  return {
    // What was stored is a row of `files`.
    trashed: new Map(trashed.map(({ file_id, file }) => [file_id, JSON.parse(file) as FileRow])),
    present: new Set(present.map(({ file_id }) => file_id)),
  };
}

/** Takes files out of the trash; their names must be free, and are added by the caller. */
export async function takeOutOfTrash(
  trx: Transaction<Tables>,
  rows: readonly FileRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await insertFiles(trx, rows);
  const ids = rows.map(({ file_id }) => file_id);
  await trx.deleteFrom('trash').where('file_id', 'in', listOf(trx, ids)).execute();
}

/** Stores outcomes in the transaction of the caller. */
export async function writeOutcomes(
  trx: Transaction<Tables>,
  outcomes: readonly DuplicateOutcome[],
): Promise<void> {
  if (outcomes.length === 0) return;
  const outcome = dialectOf(trx).table(OUTCOME_COLUMNS, outcomes);
  await sql`
    UPDATE duplicates SET status = outcome.status, spared_reason = outcome.spared_reason,
      error_code = outcome.error_code, error_message = outcome.error_message
    FROM ${outcome} AS outcome WHERE duplicates.id = outcome.id`.execute(trx);
}

const OUTCOME_COLUMNS = {
  id: 'integer',
  status: 'text',
  spared_reason: 'text',
  error_code: 'text',
  error_message: 'text',
} as const;
