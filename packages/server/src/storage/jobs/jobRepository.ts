/**
 * SQL for the table `jobs`.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import { type Database, listOf, relaxed } from '../database.ts';
import type { JobTable, Tables } from '../tables.ts';

export type JobRow = Selectable<JobTable>;
/** The progress of a job. */
export type JobProgress = Pick<
  JobRow,
  'processed_count' | 'total_count' | 'error_count' | 'updated_ms'
>;
/** Which jobs, and where the page starts: after a job's creation time and id. */
export type JobQuery = {
  readonly root: string;
  readonly status: JobRow['status'] | undefined;
  readonly after: readonly [createdMs: number, jobId: string] | undefined;
  readonly limit: number;
};

/** The jobs: their parameters, states and progress. */
export class JobRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async create(
    job: Pick<JobRow, 'user_id' | 'kind' | 'root' | 'path' | 'methodology' | 'dry_run' | 'options'>,
    now: number,
  ): Promise<JobRow> {
    const row: JobRow = {
      job_id: randomUUID(),
      ...job,
      status: 'pending',
      cancel_requested: 0,
      processed_count: 0,
      total_count: 0,
      error_count: 0,
      created_ms: now,
      updated_ms: now,
      phase_ms: now,
    };
    await this.#db.insertInto('jobs').values(row).execute();
    return row;
  }

  async find(jobId: string): Promise<JobRow | undefined> {
    return this.#db.selectFrom('jobs').selectAll().where('job_id', '=', jobId).executeTakeFirst();
  }

  /** All jobs of a library in any of the states, oldest first. */
  async inState(root: string, ...states: readonly JobRow['status'][]): Promise<JobRow[]> {
    return this.#db
      .selectFrom('jobs')
      .selectAll()
      .where('root', '=', root)
      .where('status', 'in', listOf(this.#db, states))
      .orderBy('created_ms')
      .execute();
  }

  /**
   * A page of the jobs of a library, newest first.
   *
   * @param after where the previous page ended
   */
  async page(query: JobQuery): Promise<JobRow[]> {
    let select = this.#db.selectFrom('jobs').selectAll().where(matching(query));
    if (query.after) {
      const [createdMs, jobId] = query.after;
      select = select.where(sql<boolean>`(created_ms, job_id) < (${createdMs}, ${jobId})`);
    }
    return select
      .orderBy('created_ms', 'desc')
      .orderBy('job_id', 'desc')
      .limit(query.limit)
      .execute();
  }

  async count(query: JobQuery): Promise<number> {
    const { total } = await this.#db
      .selectFrom('jobs')
      .select((e) => e.fn.countAll<number>().as('total'))
      .where(matching(query))
      .executeTakeFirstOrThrow();
    return total;
  }

  /** How many jobs are in each state that occurs. */
  async countByState(): Promise<{ readonly status: JobRow['status']; readonly count: number }[]> {
    return this.#db
      .selectFrom('jobs')
      .select((e) => ['status', e.fn.countAll<number>().as('count')])
      .groupBy('status')
      .execute();
  }

  async update(jobId: string, change: Partial<JobRow>): Promise<void> {
    await this.#db.updateTable('jobs').set(change).where('job_id', '=', jobId).execute();
  }

  /** Stores a job's progress without a flush: a job resumed after a power failure reports it again. */
  async noteProgress(jobId: string, change: JobProgress): Promise<void> {
    await relaxed(this.#db, async (trx) => {
      await trx.updateTable('jobs').set(change).where('job_id', '=', jobId).execute();
    });
  }
}

const matching =
  ({ root, status }: JobQuery) =>
  (e: ExpressionBuilder<Tables, 'jobs'>) =>
    e.and([e('root', '=', root), ...(status ? [e('status', '=', status)] : [])]);
