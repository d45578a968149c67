/**
 * Writes to the journals of jobs, and updates the index with what was moved, in the same transaction.
 *
 * @module
 */
import Sqlite from 'better-sqlite3';
import { type RawBuilder, type Selectable, sql, type Transaction } from 'kysely';
import { folderOf, nameOf, prefixOf } from '../../files/path.ts';
import { sortKeyOf } from '../../files/sortKey.ts';
import type { ChangeTable, Tables, TouchedFolderTable } from '../sqlite/tables.ts';

export type TouchedFolderRow = Selectable<TouchedFolderTable>;

/** The outcome of a change, as far as known. */
export type Outcome = Pick<
  Selectable<ChangeTable>,
  'id' | 'status' | 'to_path' | 'to_version' | 'back_version' | 'error_code' | 'error_message'
>;

/** Something that has got another path. */
export type Moved = {
  /** The file's id; empty for a folder with all its content. */
  readonly fileId: string;
  readonly from: string;
  readonly to: string;
};

/** What is written to a job's journal at once. */
export type JournalEntry = {
  /** Changes of which only the status is new. */
  readonly statuses?: readonly Pick<Outcome, 'id' | 'status'>[];
  /** Changes of which more than the status is new. */
  readonly outcomes?: readonly Outcome[];
  /** Moves that the index has to follow, in order. */
  readonly moved?: readonly Moved[];
  readonly folders?: readonly Omit<TouchedFolderRow, 'job_id'>[];
};

type Writer = Transaction<Tables>;

/** Writes the states of a job's changes and folders, and the new paths of what was moved. */
export async function writeEntry(
  trx: Writer,
  jobId: string,
  { statuses = [], outcomes = [], moved = [], folders = [] }: JournalEntry,
): Promise<void> {
  for (const [status, changes] of Map.groupBy(statuses, (each) => each.status)) {
    await writeStatus(trx, status, changes);
  }
  if (outcomes.length > 0) await writeOutcomes(trx, outcomes);
  // Files between two folders in the list are moved between them.
  let files: Moved[] = [];
  for (const each of moved) {
    if (each.fileId) {
      files.push(each);
      continue;
    }
    await moveFiles(trx, files);
    files = [];
    await moveFolder(trx, each);
  }
  await moveFiles(trx, files);
  if (folders.length > 0) await writeFolders(trx, jobId, folders);
}

/** A change of which only the status is new has no error. */
async function writeStatus(
  trx: Writer,
  status: Outcome['status'],
  changes: readonly Pick<Outcome, 'id'>[],
): Promise<void> {
  const ids = JSON.stringify(changes.map(({ id }) => id));
  await sql`UPDATE changes SET status = ${status}, error_code = NULL, error_message = NULL
    WHERE id IN (SELECT value FROM json_each(${ids}))`.execute(trx);
}

/** One statement for all: one for each takes longer than the moves. */
async function writeOutcomes(trx: Writer, outcomes: readonly Outcome[]): Promise<void> {
  const values = JSON.stringify(outcomes);
  await sql`
    UPDATE changes SET
      status = outcome.value ->> 'status',
      to_path = outcome.value ->> 'to_path',
      to_version = outcome.value ->> 'to_version',
      back_version = outcome.value ->> 'back_version',
      error_code = outcome.value ->> 'error_code',
      error_message = outcome.value ->> 'error_message'
    FROM json_each(${values}) AS outcome
    WHERE changes.id = outcome.value ->> 'id'`.execute(trx);
}

async function moveFiles(trx: Writer, files: readonly Moved[]): Promise<void> {
  if (files.length === 0) return;
  // For a file that was moved twice, only the last path counts.
  const places = new Map(files.map(({ fileId, to }) => [fileId, to]));
  const values = JSON.stringify(
    [...places].map(([fileId, path]) => {
      const name = nameOf(path);
      return [fileId, path, folderOf(path), name, sortKeyOf(name)];
    }),
  );
  const taken = sql`present = 1 AND path IN (SELECT value ->> 1 FROM json_each(${values}))`;
  // Usually all files are present and their new paths free. Then nothing else of their rows is written,
  // because every affected index would have to be updated too.
  try {
    if ((await place(trx, values, sql`present = 1`)) === places.size) return;
  } catch (error) {
    // SQLite has undone the statement, but not the transaction.
    if (!isTaken(error)) throw error;
  }
  // First all of them are unset, so that two files can swap paths.
  await sql`UPDATE files SET present = 0
    WHERE file_id IN (SELECT value ->> 0 FROM json_each(${values}))`.execute(trx);
  // A listing in between may have given the new path an id of its own.
  await sql`DELETE FROM files WHERE ${taken}`.execute(trx);
  await place(trx, values, sql`present = 0`);
  await sql`UPDATE files SET present = 1
    WHERE file_id IN (SELECT value ->> 0 FROM json_each(${values}))`.execute(trx);
}

/** Whether SQLite reports that another row has one of the paths. */
const isTaken = (error: unknown): boolean =>
  error instanceof Sqlite.SqliteError && error.code === 'SQLITE_CONSTRAINT_UNIQUE';

/** Writes the new paths of those files that are in a state. @returns how many */
async function place(trx: Writer, values: string, state: RawBuilder<unknown>): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE files SET path = place.value ->> 1, folder = place.value ->> 2,
      name = place.value ->> 3, sort_key = place.value ->> 4
    FROM json_each(${values}) AS place
    WHERE files.file_id = place.value ->> 0 AND ${state}`.execute(trx);
  return Number(numAffectedRows);
}

/** Updates the paths of everything in a folder in one statement. */
async function moveFolder(trx: Writer, { from, to }: Moved): Promise<void> {
  const [old, now] = [prefixOf(from), prefixOf(to)];
  /** The new path of a column; SQLite counts characters, so characters are counted here too. */
  const moved = (column: string, prefix: string, before: string) =>
    sql`${prefix} || substr(${sql.ref(column)}, ${[...before].length + 1})`;
  /** Everything with the prefix "/a/": up to the character after "/", which is "0". */
  const lyingIn = (prefix: string) =>
    sql`present = 1 AND path >= ${prefix} AND path < ${`${prefix.slice(0, -1)}0`}`;
  // A listing in between may have given files new ids at their new paths.
  await sql`DELETE FROM files WHERE ${lyingIn(now)} AND ${moved('path', old, now)}
    IN (SELECT path FROM files WHERE ${lyingIn(old)})`.execute(trx);
  // Files marked as missing meanwhile are found by their identity on the disk.
  await sql`
    UPDATE files SET
      path = ${moved('path', now, old)},
      folder = ${to} || substr(folder, ${[...from].length + 1})
    WHERE ${lyingIn(old)}`.execute(trx);
}

async function writeFolders(
  trx: Writer,
  jobId: string,
  folders: readonly Omit<TouchedFolderRow, 'job_id'>[],
): Promise<void> {
  const columns = [
    'path',
    'state',
    'identity',
    'mode',
    'uid',
    'gid',
    'accessed_ns',
    'modified_ns',
    'left_ns',
  ] as const satisfies readonly (keyof TouchedFolderRow)[];
  const values = JSON.stringify(folders.map((row) => columns.map((column) => row[column])));
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const fields = sql.join(columns.map((_, n) => sql`value ->> ${sql.lit(n)}`));
  await sql`INSERT OR REPLACE INTO touched_folders (job_id, ${names})
    SELECT ${jobId}, ${fields} FROM json_each(${values})`.execute(trx);
}
