import { setTimeout as sleep } from 'node:timers/promises';
import { isBusy } from './database.ts';

/** How long to wait before the database is tried again, in milliseconds. */
const PAUSE = 5;
/** How long it is tried at the most, in milliseconds. */
const PATIENCE = 60_000;

/**
 * Writes something as soon as nobody else writes, on a connection that does not wait for them. While
 * SQLite waits, its whole thread does, and with it whoever has asked for something; this only waits
 * itself.
 *
 * @param write what can be begun again after a refusal, such as one transaction
 */
export async function untilFree<T>(write: () => Promise<T>): Promise<T> {
  for (const began = performance.now(); ; ) {
    try {
      return await write();
    } catch (error) {
      if (!isBusy(error) || performance.now() - began > PATIENCE) throw error;
      await sleep(PAUSE);
    }
  }
}
