import type { PoolClient } from 'pg';
import { type Fence, LeaseLost } from '../database.ts';

/** PostgreSQL's time now, in milliseconds since 1970: clocks of servers differ. */
export const NOW_MS = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

/** Locks the row until the transaction ends, so that no server takes over meanwhile. */
const RENEW = `UPDATE job_leases SET expires_ms = greatest(expires_ms, ${NOW_MS} + $3)
  WHERE job_id = $1 AND epoch = $2`;

/**
 * Checks the lease of a transaction that has just begun, and renews it.
 *
 * @throws LeaseLost
 */
export async function pass(client: PoolClient, { jobId, epoch, leaseMs }: Fence): Promise<void> {
  const { rowCount } = await client.query(RENEW, [jobId, epoch, leaseMs]);
  if (rowCount === 1) return;
  await client.query('ROLLBACK');
  throw new LeaseLost(`Another server has taken over ${jobId}`);
}
