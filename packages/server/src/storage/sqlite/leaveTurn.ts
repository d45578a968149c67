import { setTimeout as sleep } from 'node:timers/promises';

/** The longest pause, in milliseconds: connections waiting for SQLite's lock retry at least this often. */
const LONGEST = 100;

/**
 * Writes, then pauses for as long as the write took. SQLite does not wake connections that wait for its
 * lock; they retry from time to time. Between writes without a pause, the thread that answers requests
 * would find no gap for seconds.
 */
export async function leavingTurn<T>(write: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await write();
  await sleep(Math.min(LONGEST, performance.now() - started));
  return result;
}
