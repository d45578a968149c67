import { setTimeout } from 'node:timers/promises';

/**
 * Waits for some work, but only for a limited time.
 *
 * @param ms in milliseconds
 * @throws any error of the work in that time
 */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const enough = new AbortController();
  try {
    await Promise.race([work, setTimeout(ms, undefined, { signal: enough.signal })]);
  } finally {
    enough.abort();
  }
}
