import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnreachable, isBusy } from './database.ts';

/** Pause before the database is tried again, in milliseconds. */
const PAUSE = 5;
/** The same for a database that cannot be reached: PostgreSQL takes a while to start again. */
const LONG_PAUSE = 250;
/** For how long it is tried, in milliseconds. */
const PATIENCE = 60_000;

/**
 * Writes as soon as no other connection writes, on a connection with no busy timeout, or as soon as
 * PostgreSQL is there again. While SQLite waits, it blocks its whole thread, and so all requests; this waits
 * asynchronously.
 *
 * @param write can be repeated after a refusal, such as one transaction
 */
export async function untilFree<T>(write: () => Promise<T>): Promise<T> {
  for (const began = performance.now(); ; ) {
    try {
      return await write();
    } catch (error) {
      if (!isBusy(error) || performance.now() - began > PATIENCE) throw error;
      await sleep(error instanceof DatabaseUnreachable ? LONG_PAUSE : PAUSE);
    }
  }
}
