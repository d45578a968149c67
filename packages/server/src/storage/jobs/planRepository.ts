/**
 * SQL for the plans and journals of jobs: the tables `changes`, `folders`, `kept` and `touched_folders`.
 *
 * @module
 */
import { type Selectable, sql } from 'kysely';
import { type Database, flushedAside, insertRows, listOf } from '../database.ts';
import type { ChangeTable, FolderTable } from '../tables.ts';
import { type JournalEntry, type TouchedFolderRow, writeEntry } from './journalRows.ts';
import { writeMoves } from './planMoves.ts';

export type ChangeRow = Selectable<ChangeTable>;
const journalColumns = [
  'id',
  'job_id',
  'file_id',
  'action',
  'from_path',
  'to_path',
  'version',
  'to_version',
  'back_version',
] as const satisfies readonly (keyof ChangeRow)[];
/** The columns needed to make or undo a change; the reason for it is not read. */
export type JournalRow = Pick<ChangeRow, (typeof journalColumns)[number]>;
export type FolderRow = Selectable<FolderTable>;
const changeColumns = [
  'file_id',
  'action',
  'from_path',
  'to_path',
  'reason',
  'confidence',
  'needs_review',
  'version',
] as const satisfies readonly (keyof ChangeRow)[];
export type NewChange = Pick<ChangeRow, (typeof changeColumns)[number]>;
const keptColumns = ['path', 'reason'] as const;
export type KeptItem = { readonly path: string; readonly reason: string };

/**
 * Writes entries to a job's journal in one transaction, after those of earlier calls, and resolves when they
 * are flushed.
 */
export type WriteJournal = (jobId: string, entries: readonly JournalEntry[]) => Promise<void>;

/** Rows per statement. */
const BATCH = 500;
/** Changes read at once if only their paths are needed. */
const PAGE = 5_000;
/** The most items stored that a scan has left alone. */
const MOST_KEPT = 1_000;

/** The plans of jobs (changes, folders, what stays) and the journals of their execution. */
export class PlanRepository {
  readonly #db: Database;
  readonly #write: WriteJournal;

  /** @param write writes journals; by default, on the same connection */
  constructor(db: Database, write: WriteJournal = (jobId, entries) => written(db, jobId, entries)) {
    this.#db = db;
    this.#write = write;
  }

  /** Deletes the plan of an earlier scan of a job. */
  async clearPlan(jobId: string): Promise<void> {
    for (const table of ['changes', 'kept', 'folders', 'touched_folders'] as const) {
      await this.#db.deleteFrom(table).where('job_id', '=', jobId).execute();
    }
  }

  /**
   * Adds changes to a plan. They are not one transaction, which would block all other writers; the plan is
   * complete once its job is `planned`.
   */
  async addChanges(jobId: string, changes: readonly NewChange[]): Promise<void> {
    const fixed = { job_id: jobId, status: 'planned' };
    await insertRows(this.#db, 'changes', changeColumns, changes, fixed);
  }

  /** Adds folders that a plan affects. */
  async addFolders(jobId: string, folders: readonly Omit<FolderRow, 'job_id'>[]): Promise<void> {
    for (let at = 0; at < folders.length; at += BATCH) {
      const rows = folders.slice(at, at + BATCH);
      await this.#db
        .insertInto('folders')
        .values(rows.map((row) => ({ ...row, job_id: jobId })))
        .execute();
    }
  }

  /** Stores what a scan has left alone, up to the first thousand items. */
  async addKept(jobId: string, kept: readonly KeptItem[]): Promise<void> {
    if (kept.length === 0) return;
    const { count } = await this.#db
      .selectFrom('kept')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('job_id', '=', jobId)
      .executeTakeFirstOrThrow();
    const rows = kept.slice(0, Math.max(0, MOST_KEPT - count));
    await insertRows(this.#db, 'kept', keptColumns, rows, { job_id: jobId });
  }

  /** A page of a job's changes after an id, in the order of the plan. */
  async changes(jobId: string, after: number, limit: number): Promise<ChangeRow[]> {
    return this.#db
      .selectFrom('changes')
      .selectAll()
      .where('job_id', '=', jobId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute();
  }

  /** The next changes of a job in a state after an id, in the order of the plan. */
  async changesInState(
    jobId: string,
    status: ChangeRow['status'],
    after: number,
    limit: number,
  ): Promise<JournalRow[]> {
    return this.#db
      .selectFrom('changes')
      .select(journalColumns)
      .where('job_id', '=', jobId)
      .where('status', '=', status)
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit)
      .execute();
  }

  /**
   * Gives all changes that an intent covers (see `ChangeTable`) the state of that intent, so that
   * {@link changesInState} finds them.
   */
  async spreadIntents(jobId: string): Promise<void> {
    await sql`UPDATE changes SET status = 'moving'
      WHERE job_id = ${jobId} AND status = 'planned' AND id < (
        SELECT max(id) FROM changes WHERE job_id = ${jobId} AND status = 'moving'
      )`.execute(this.#db);
    await sql`UPDATE changes SET status = 'undoing'
      WHERE job_id = ${jobId} AND status = 'done' AND id > (
        SELECT min(id) FROM changes WHERE job_id = ${jobId} AND status = 'undoing'
      )`.execute(this.#db);
  }

  /** The executed changes of a job before an id, last one first. */
  async lastDone(jobId: string, before: number, limit: number): Promise<JournalRow[]> {
    return this.#db
      .selectFrom('changes')
      .select(journalColumns)
      .where('job_id', '=', jobId)
      .where('status', '=', 'done')
      .where('id', '<', before)
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
  }

  /** The moves of a job that begin at one of some paths, and have not been executed. */
  async movesFrom(jobId: string, paths: readonly string[]): Promise<ChangeRow[]> {
    return this.#db
      .selectFrom('changes')
      .selectAll()
      .where('job_id', '=', jobId)
      .where('status', 'in', ['planned', 'excluded'])
      .where('from_path', 'in', listOf(this.#db, paths))
      .execute();
  }

  /** Replaces moves of a plan by others from the same paths, and updates the counts of folders. */
  async changeMoves(jobId: string, moves: readonly ChangeRow[]): Promise<void> {
    await this.#db.transaction().execute((trx) => writeMoves(trx, jobId, moves));
  }

  async countChanges(jobId: string): Promise<number> {
    const { total, excluded } = await this.tally(jobId);
    return total + excluded;
  }

  /** Counts of a job's changes: all but the excluded ones, planned, done, failed and excluded. */
  async tally(jobId: string): Promise<{
    total: number;
    planned: number;
    done: number;
    failed: number;
    excluded: number;
  }> {
    const counts = await this.#db
      .selectFrom('changes')
      .select((e) => ['status', e.fn.countAll<number>().as('count')])
      .where('job_id', '=', jobId)
      .groupBy('status')
      .execute();
    const sum = (...states: readonly ChangeRow['status'][]) =>
      counts
        .filter(({ status }) => states.includes(status))
        .reduce((total, { count }) => total + count, 0);
    const excluded = sum('excluded');
    return {
      excluded,
      total: counts.reduce((total, { count }) => total + count, 0) - excluded,
      planned: sum('planned', 'moving'),
      done: sum('done', 'undoing'),
      failed: sum('failed'),
    };
  }

  /** Writes to a job's journal in one transaction, and waits for the flush without blocking the thread. */
  async record(jobId: string, ...entries: readonly JournalEntry[]): Promise<void> {
    await this.#write(jobId, entries);
  }

  /** The folders in which a job has changed something, or was about to. */
  async touchedFolders(jobId: string): Promise<TouchedFolderRow[]> {
    return this.#db
      .selectFrom('touched_folders')
      .selectAll()
      .where('job_id', '=', jobId)
      .orderBy('path')
      .execute();
  }

  /** The old and new paths of a job's executed changes, a page at a time. */
  async *madeChanges(
    jobId: string,
  ): AsyncGenerator<readonly Pick<ChangeRow, 'from_path' | 'to_path'>[]> {
    for (let after = 0; ; ) {
      const page = await this.#db
        .selectFrom('changes')
        .select(['id', 'from_path', 'to_path'])
        .where('job_id', '=', jobId)
        .where('status', '=', 'done')
        .where('id', '>', after)
        .orderBy('id')
        .limit(PAGE)
        .execute();
      const last = page.at(-1);
      if (!last) return;
      after = last.id;
      yield page;
    }
  }

  async kept(jobId: string): Promise<KeptItem[]> {
    return this.#db
      .selectFrom('kept')
      .select(['path', 'reason'])
      .where('job_id', '=', jobId)
      .orderBy('id')
      .execute();
  }

  async folders(jobId: string): Promise<FolderRow[]> {
    return this.#db
      .selectFrom('folders')
      .selectAll()
      .where('job_id', '=', jobId)
      .orderBy('path')
      .execute();
  }
}

const written: (db: Database, ...entry: Parameters<WriteJournal>) => Promise<void> = (
  db,
  jobId,
  entries,
) =>
  flushedAside(db, async (trx) => {
    for (const entry of entries) await writeEntry(trx, jobId, entry);
  });
