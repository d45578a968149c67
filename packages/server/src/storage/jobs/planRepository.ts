import { type Selectable, sql, type Transaction } from 'kysely';
import { type Committed, committed, type Database } from '../sqlite/database.ts';
import type { ChangeTable, FolderTable, Tables } from '../sqlite/tables.ts';
import { type JournalEntry, type TouchedFolderRow, writeEntry } from './journalRows.ts';

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
/** What it takes to make a change or to undo it; why it was planned is not read for that. */
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
export type KeptItem = { readonly path: string; readonly reason: string };

/** How many rows go into one statement. */
const BATCH = 500;
/** How many changes are read at once where only their paths are wanted. */
const PAGE = 5_000;
/** How many of the things that a scan left alone are kept. */
const MOST_KEPT = 1_000;

/** The plans of jobs (changes, folders, what stays) and the journals of carrying them out. */
export class PlanRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Forgets what an earlier scan of a job has planned. */
  async clearPlan(jobId: string): Promise<void> {
    for (const table of ['changes', 'kept', 'folders', 'touched_folders'] as const) {
      await this.#db.deleteFrom(table).where('job_id', '=', jobId).execute();
    }
  }

  /**
   * Adds changes to a plan, which is whole once its job is `planned`: in one transaction, all else
   * would have to wait for it.
   */
  async addChanges(jobId: string, changes: readonly NewChange[]): Promise<void> {
    if (changes.length === 0) return;
    const names = sql.join(changeColumns.map((column) => sql.ref(column)));
    const fields = sql.join(changeColumns.map((_, n) => sql`value ->> ${sql.lit(n)}`));
    const values = JSON.stringify(changes.map((row) => changeColumns.map((column) => row[column])));
    await sql`INSERT INTO changes (job_id, status, ${names})
      SELECT ${jobId}, 'planned', ${fields} FROM json_each(${values})`.execute(this.#db);
  }

  /** Adds folders that a plan touches. */
  async addFolders(jobId: string, folders: readonly Omit<FolderRow, 'job_id'>[]): Promise<void> {
    for (let at = 0; at < folders.length; at += BATCH) {
      const rows = folders.slice(at, at + BATCH);
      await this.#db
        .insertInto('folders')
        .values(rows.map((row) => ({ ...row, job_id: jobId })))
        .execute();
    }
  }

  /** Notes what a scan has left alone: the first thousand things. */
  async addKept(jobId: string, kept: readonly KeptItem[]): Promise<void> {
    if (kept.length === 0) return;
    const { count } = await this.#db
      .selectFrom('kept')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('job_id', '=', jobId)
      .executeTakeFirstOrThrow();
    const rows = kept.slice(0, Math.max(0, MOST_KEPT - count));
    if (rows.length === 0) return;
    const values = JSON.stringify(rows.map(({ path, reason }) => [path, reason]));
    await sql`INSERT INTO kept (job_id, path, reason)
      SELECT ${jobId}, value ->> 0, value ->> 1 FROM json_each(${values})`.execute(this.#db);
  }

  /** A page of a job's changes, in the order of the plan, after a change's id. */
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

  /** The next changes of a job in a state after a change's id, in the order of the plan. */
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

  /** The made changes of a job before a change's id, the last one first. */
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

  async countChanges(jobId: string): Promise<number> {
    return (await this.tally(jobId)).total;
  }

  /** How many changes of a job there are, made, failed and still to come. */
  async tally(
    jobId: string,
  ): Promise<{ total: number; planned: number; done: number; failed: number }> {
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
    return {
      total: counts.reduce((total, { count }) => total + count, 0),
      planned: sum('planned', 'moving'),
      done: sum('done', 'undoing'),
      failed: sum('failed'),
    };
  }

  /** Writes to a job's journal, in one transaction, and waits until it is on the disk. */
  async record(jobId: string, ...entries: readonly JournalEntry[]): Promise<void> {
    await this.#db.transaction().execute(writing(jobId, entries));
  }

  /** The same, and goes on while the disk takes it in. */
  async recordAside(
    jobId: string,
    ...entries: readonly JournalEntry[]
  ): Promise<Pick<Committed<void>, 'kept'>> {
    return committed(this.#db, writing(jobId, entries));
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

  /** The paths of the changes of a job that are made, before and after, a page at a time. */
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

const writing =
  (jobId: string, entries: readonly JournalEntry[]) => async (trx: Transaction<Tables>) => {
    for (const entry of entries) await writeEntry(trx, jobId, entry);
  };
