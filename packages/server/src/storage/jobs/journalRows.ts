/**
 * Writes to the journals of jobs, and updates the index with what was moved, in the same transaction.
 *
 * @module
 */
import { type RawBuilder, type Selectable, sql, type Transaction } from 'kysely';
import { folderOf, nameOf, prefixOf } from '../../files/path.ts';
import { sortKeyOf } from '../../files/sortKey.ts';
import { type ColumnType, dialectOf, listOf, numberListOf } from '../database.ts';
import { isBelow } from '../files/below.ts';
import type { ChangeTable, Tables, TouchedFolderTable } from '../tables.ts';

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
  const ids = changes.map(({ id }) => id);
  await sql`UPDATE changes SET status = ${status}, error_code = NULL, error_message = NULL
    WHERE id IN ${numberListOf(trx, ids)}`.execute(trx);
}

/** One statement for all: one for each takes longer than the moves. */
async function writeOutcomes(trx: Writer, outcomes: readonly Outcome[]): Promise<void> {
  const outcome = dialectOf(trx).table(OUTCOME_COLUMNS, outcomes);
  await sql`
    UPDATE changes SET
      status = outcome.status, to_path = outcome.to_path,
      to_version = outcome.to_version, back_version = outcome.back_version,
      error_code = outcome.error_code, error_message = outcome.error_message
    FROM ${outcome} AS outcome
    WHERE changes.id = outcome.id`.execute(trx);
}

const OUTCOME_COLUMNS = {
  id: 'integer',
  status: 'text',
  to_path: 'text',
  to_version: 'text',
  back_version: 'text',
  error_code: 'text',
  error_message: 'text',
} as const satisfies Record<keyof Outcome, ColumnType>;

async function moveFiles(trx: Writer, files: readonly Moved[]): Promise<void> {
  if (files.length === 0) return;
  // For a file that was moved twice, only the last path counts.
  const places = new Map(files.map(({ fileId, to }) => [fileId, to]));
  const ids = listOf(trx, [...places.keys()]);
  const taken = sql`present = 1 AND path IN ${listOf(trx, [...places.values()])}`;
  const placed = dialectOf(trx).table(
    { file_id: 'text', path: 'text', folder: 'text', name: 'text', sort_key: 'text' },
    [...places].map(([fileId, path]) => {
      const name = nameOf(path);
      return { file_id: fileId, path, folder: folderOf(path), name, sort_key: sortKeyOf(name) };
    }),
  );
  // Usually all files are present and their new paths free. Then nothing else of their rows is written,
  // because every affected index would have to be updated too.
  const placedAll = await dialectOf(trx).ifFree(trx, () => place(trx, placed, sql`present = 1`));
  if (placedAll === places.size) return;
  // First all of them are unset, so that two files can swap paths.
  await sql`UPDATE files SET present = 0 WHERE file_id IN ${ids}`.execute(trx);
  // A listing in between may have given the new path an id of its own.
  await sql`DELETE FROM files WHERE ${taken}`.execute(trx);
  await place(trx, placed, sql`present = 0`);
  await sql`UPDATE files SET present = 1 WHERE file_id IN ${ids}`.execute(trx);
}

/** Writes the new paths of those files that are in a state. @returns how many */
async function place(
  trx: Writer,
  placed: RawBuilder<unknown>,
  state: RawBuilder<unknown>,
): Promise<number> {
  const { numAffectedRows } = await sql`
    UPDATE files SET path = placed.path, folder = placed.folder,
      name = placed.name, sort_key = placed.sort_key
    FROM ${placed} AS placed
    WHERE files.file_id = placed.file_id AND ${state}`.execute(trx);
  return Number(numAffectedRows);
}

/** Updates the paths of everything in a folder in one statement. */
async function moveFolder(trx: Writer, { from, to }: Moved): Promise<void> {
  const [old, now] = [prefixOf(from), prefixOf(to)];
  /** The new path of a column; SQL counts characters, so characters are counted here too. */
  const moved = (column: string, prefix: string, before: string) =>
    sql`${prefix} || substr(${sql.ref(column)}, ${[...before].length + 1})`;
  const presentIn = (folder: string) => sql`present = 1 AND ${isBelow('path', folder)}`;
  // A listing in between may have given files new ids at their new paths.
  await sql`DELETE FROM files WHERE ${presentIn(to)} AND ${moved('path', old, now)}
    IN (SELECT path FROM files WHERE ${presentIn(from)})`.execute(trx);
  // Files marked as missing meanwhile are found by their identity on the disk.
  await sql`
    UPDATE files SET
      path = ${moved('path', now, old)},
      folder = ${to} || substr(folder, ${[...from].length + 1})
    WHERE ${presentIn(from)}`.execute(trx);
}

async function writeFolders(
  trx: Writer,
  jobId: string,
  folders: readonly Omit<TouchedFolderRow, 'job_id'>[],
): Promise<void> {
  // A folder may be in the list twice, of which the last counts; a statement may only write a row once.
  const latest = new Map(folders.map((row) => [row.path, row]));
  const given = dialectOf(trx).table(FOLDER_COLUMNS, [...latest.values()]);
  const columns = Object.keys(FOLDER_COLUMNS).map((column) => sql.ref(column));
  const changes = columns.map((column) => sql`${column} = excluded.${column}`);
  // The condition keeps SQLite from reading ON CONFLICT as part of a join.
  await sql`INSERT INTO touched_folders (job_id, ${sql.join(columns)})
    SELECT ${jobId}, ${sql.join(columns)} FROM ${given} AS given WHERE true
    ON CONFLICT (job_id, path) DO UPDATE SET ${sql.join(changes)}`.execute(trx);
}

const FOLDER_COLUMNS = {
  path: 'text',
  state: 'text',
  identity: 'text',
  mode: 'integer',
  uid: 'integer',
  gid: 'integer',
  accessed_ns: 'text',
  modified_ns: 'text',
  left_ns: 'text',
} as const satisfies Record<Exclude<keyof TouchedFolderRow, 'job_id'>, ColumnType>;
