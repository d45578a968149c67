import { setTimeout as sleep } from 'node:timers/promises';

/** The longest rest, in milliseconds: whoever waits for SQLite looks again at least this often. */
const LONGEST = 100;

/**
 * Writes something, and then rests for as long as it took. SQLite wakes nobody who waits for the
 * database, who only looks again from time to time: between writes that follow each other without
 * a pause, the thread that answers requests would find no gap for seconds.
 */
export async function leavingTurn<T>(write: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await write();
  await sleep(Math.min(LONGEST, performance.now() - started));
  return result;
}
