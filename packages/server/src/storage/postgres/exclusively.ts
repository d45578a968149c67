import pg from 'pg';
import { clientConfig } from './database.ts';
import { faultOf } from './faults.ts';

/** Key of the advisory lock that a server holds while it prepares what all servers share. */
export const START_LOCK = 6_171_180_003;

/** How long another server may take, in milliseconds. */
const PATIENCE = 60_000;

/**
 * Runs what only one server on a database may do at a time.
 *
 * @throws DatabaseUnreachable, an error of `pg` such as one of the lock, or what `work` throws
 */
export async function exclusively<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client(clientConfig(url));
  client.on('error', () => {});
  try {
    try {
      await client.connect();
      await client.query(`SET lock_timeout = ${PATIENCE}; SELECT pg_advisory_lock(${START_LOCK})`);
    } catch (error) {
      throw faultOf(error);
    }
    return await work();
  } finally {
    // The lock ends with the connection.
    await client.end().catch(() => {});
  }
}
