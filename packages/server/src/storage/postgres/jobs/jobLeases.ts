/**
 * SQL for the table `job_leases`. Single statements that do not wait for the turn of transactions that write: a lease
 * must be renewed while another server writes for seconds. What locks are needed, PostgreSQL takes on the row.
 *
 * @module
 */
import pg from 'pg';
import { clientConfig } from '../database.ts';
import { faultOf } from '../faults.ts';
import { NOW_MS } from '../fence.ts';

/** States of a job that a server has to run. */
export const ACTIVE = "('pending', 'scanning', 'executing', 'rolling_back')";

/** One renews, one looks for jobs. Not shared with requests, which may use up all of theirs. */
const MOST_CONNECTIONS = 2;

/** A lease of this server. */
export type HeldLease = { readonly jobId: string; readonly epoch: number };

/** Takes a lease that no server has: of a job only in one of some states. */
const TAKE = `
INSERT INTO job_leases AS lease (job_id, owner, epoch, expires_ms)
SELECT $1::text, $2::text, 1, ${NOW_MS} + $3::bigint
WHERE $4::text[] IS NULL
  OR EXISTS (SELECT 1 FROM jobs WHERE jobs.job_id = $1::text AND status = ANY ($4::text[]))
ON CONFLICT (job_id) DO UPDATE
  SET owner = excluded.owner, epoch = lease.epoch + 1, expires_ms = excluded.expires_ms
  WHERE lease.expires_ms <= ${NOW_MS}
RETURNING epoch`;

/** Also returns which jobs are to be cancelled. A lease without a job is not. */
const RENEW = `
UPDATE job_leases AS lease SET expires_ms = greatest(lease.expires_ms, ${NOW_MS} + $3::bigint)
FROM unnest($1::text[], $2::bigint[]) AS mine (job_id, epoch)
WHERE lease.job_id = mine.job_id AND lease.epoch = mine.epoch
RETURNING lease.job_id, EXISTS (
  SELECT 1 FROM jobs WHERE jobs.job_id = lease.job_id AND cancel_requested = 1) AS cancelled`;

/** The next epoch, so that nothing can be written under the ended lease. */
const END = `
UPDATE job_leases SET expires_ms = 0, epoch = epoch + 1 WHERE job_id = $1 AND epoch = $2`;

const DUE = `
SELECT jobs.job_id FROM jobs LEFT JOIN job_leases AS lease ON lease.job_id = jobs.job_id
WHERE jobs.root = $1 AND jobs.status IN ${ACTIVE}
  AND (lease.job_id IS NULL OR lease.expires_ms <= ${NOW_MS})
ORDER BY jobs.created_ms LIMIT 100`;

/** Leases in PostgreSQL, by its clock. */
export class JobLeases {
  readonly #pool: pg.Pool;

  constructor(url: string) {
    this.#pool = new pg.Pool({ ...clientConfig(url), max: MOST_CONNECTIONS });
    // An idle connection that breaks leaves the pool; the next statement opens another.
    this.#pool.on('error', () => {});
  }

  /**
   * Takes a lease.
   *
   * @param leaseMs for how long, in milliseconds
   * @param states that the job must have, if it is the lease of a job
   * @returns its epoch; undefined if another server has it, or the job is in no such state
   */
  async take(
    jobId: string,
    owner: string,
    leaseMs: number,
    states: readonly string[] | null,
  ): Promise<number | undefined> {
    const [row] = await this.#run<{ epoch: number }>(TAKE, [jobId, owner, leaseMs, states]);
    return row?.epoch;
  }

  /**
   * Renews leases.
   *
   * @returns those that this server still has, and whether their jobs are to be cancelled
   */
  async renew(
    held: readonly HeldLease[],
    leaseMs: number,
  ): Promise<ReadonlyMap<string, { readonly isCancelled: boolean }>> {
    const [ids, epochs] = [held.map(({ jobId }) => jobId), held.map(({ epoch }) => epoch)];
    const rows = await this.#run<{ job_id: string; cancelled: boolean }>(RENEW, [
      ...[ids, epochs, leaseMs],
    ]);
    return new Map(rows.map(({ job_id, cancelled }) => [job_id, { isCancelled: cancelled }]));
  }

  /** Ends a lease, so that another server can take it at once. */
  async end({ jobId, epoch }: HeldLease): Promise<void> {
    await this.#run(END, [jobId, epoch]);
  }

  /** The ids of those jobs of a library that are to be run and that no server has, oldest first. */
  async due(root: string): Promise<string[]> {
    const rows = await this.#run<{ job_id: string }>(DUE, [root]);
    return rows.map(({ job_id }) => job_id);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #run<Row extends pg.QueryResultRow>(
    text: string,
    values: readonly unknown[],
  ): Promise<Row[]> {
    try {
      return (await this.#pool.query<Row>(text, [...values])).rows;
    } catch (error) {
      throw faultOf(error);
    }
  }
}
