/**
 * Writes what a batch of a job does to the tree of object mode: a few statements, however many files it moves.
 *
 * @module
 */
import { sql, type Transaction } from 'kysely';
import { childOf, folderOf, foldName, nameOf } from '../../files/path.ts';
import { type Database, dialectOf, listOf } from '../database.ts';
import type { EntryRow } from '../objects/entryRepository.ts';
import type { Tables } from '../tables.ts';
import type { TouchedFolderRow } from './journalRows.ts';

type Writer = Transaction<Tables>;

const COLUMN_TYPES = {
  folder: 'text',
  folded_name: 'text',
  name: 'text',
  file_id: 'text',
  created_ms: 'integer',
  modified_ms: 'integer',
} as const;
const COLUMNS = Object.keys(COLUMN_TYPES) as (keyof EntryRow)[];

const keysOf = (trx: Writer, paths: readonly string[]) =>
  dialectOf(trx).table(
    { folder: 'text', folded_name: 'text', name: 'text', path: 'text' },
    paths.map((path) => {
      const name = nameOf(path);
      return { folder: folderOf(path), folded_name: foldName(name), name, path };
    }),
  );

/** Adds names, which must be free. */
export async function addEntries(trx: Writer, rows: readonly EntryRow[]): Promise<void> {
  if (rows.length > 0) await dialectOf(trx).insert(trx, 'entries', COLUMNS, rows);
}

/** Replaces names by others: first the old ones are removed, so that two files can swap theirs. */
export async function replaceEntries(
  trx: Writer,
  before: readonly string[],
  after: readonly EntryRow[],
): Promise<void> {
  if (before.length > 0) {
    await sql`DELETE FROM entries USING ${keysOf(trx, before)} AS gone
      WHERE entries.folder = gone.folder AND entries.folded_name = gone.folded_name`.execute(trx);
  }
  await addEntries(trx, after);
}

/** A folder that was removed, and its times. */
export type RemovedFolder = {
  readonly path: string;
  readonly created_ms: number;
  readonly modified_ms: number;
};

/** Removes those of some folders that are empty; none of them may be in another one. */
export async function removeEmpty(
  trx: Writer,
  paths: readonly string[],
): Promise<readonly RemovedFolder[]> {
  const { rows } = await sql<RemovedFolder>`
    DELETE FROM entries USING ${keysOf(trx, paths)} AS given
    WHERE entries.folder = given.folder AND entries.folded_name = given.folded_name
      AND entries.name = given.name AND entries.file_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM entries AS child WHERE child.folder = given.path)
    RETURNING given.path, entries.created_ms, entries.modified_ms`.execute(trx);
  return rows;
}

/** The folders that a job has created or removed, among some paths or all. */
export async function touchedFolders(
  db: Database | Writer,
  jobId: string,
  states: readonly TouchedFolderRow['state'][],
  paths?: readonly string[],
): Promise<TouchedFolderRow[]> {
  let select = db
    .selectFrom('touched_folders')
    .selectAll()
    .where('job_id', '=', jobId)
    .where('state', 'in', listOf(db, states));
  if (paths) select = select.where('path', 'in', listOf(db, paths));
  return select.orderBy('path').execute();
}

/** What is stored of a folder that a job has created. */
export const createdFolder = (path: string): Omit<TouchedFolderRow, 'job_id'> => ({
  ...{ path, state: 'made', identity: null, modified_ns: null },
  ...NOT_ON_DISK,
});

/** What is stored of a folder that a job has removed, so that it is restored with its times. */
export const removedFolder = ({
  path,
  created_ms: created,
  modified_ms: modified,
}: RemovedFolder): Omit<TouchedFolderRow, 'job_id'> => ({
  ...{ path, state: 'removed', identity: String(created), modified_ns: `${modified}000000` },
  ...NOT_ON_DISK,
});

/** The times of a folder stored by {@link removedFolder}. */
export const timesOf = ({
  identity,
  modified_ns: modified,
}: Pick<TouchedFolderRow, 'identity' | 'modified_ns'>): Pick<
  EntryRow,
  'created_ms' | 'modified_ms'
> => ({ created_ms: Number(identity), modified_ms: Number(modified?.slice(0, -6)) });

const NOT_ON_DISK = { mode: null, uid: null, gid: null, accessed_ns: null, left_ns: null } as const;

/** The folders on the way to a path, topmost first, without the root. */
export function foldersTo(path: string): string[] {
  const folders: string[] = [];
  for (let at = folderOf(path); at !== '/'; at = folderOf(at)) folders.unshift(at);
  return folders;
}

export const pathOf = ({ folder, name }: Pick<EntryRow, 'folder' | 'name'>): string =>
  childOf(folder, name);
