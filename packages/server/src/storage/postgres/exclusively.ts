import pg from 'pg';
import { clientConfig } from './database.ts';
import { faultOf } from './faults.ts';

/** Key of the advisory lock that a server holds while it prepares what all servers share. */
export const START_LOCK = 6_171_180_003;

/** Key of the advisory lock that a server holds while it removes objects. */
export const GARBAGE_LOCK = 6_171_180_010;

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

/**
 * Runs work unless another server runs work with the same lock now.
 *
 * @param lock the key of an advisory lock
 * @throws DatabaseUnreachable, an error of `pg`, or what `work` throws
 */
export async function unlessOther(
  url: string,
  lock: number,
  work: () => Promise<void>,
): Promise<void> {
  const client = new pg.Client(clientConfig(url));
  client.on('error', () => {});
  try {
    let isFree: boolean;
    try {
      await client.connect();
      const { rows } = await client.query(`SELECT pg_try_advisory_lock(${lock}) AS taken`);
      isFree = rows[0]?.taken === true;
    } catch (error) {
      throw faultOf(error);
    }
    if (isFree) await work();
  } finally {
    // The lock ends with the connection.
    await client.end().catch(() => {});
  }
}
