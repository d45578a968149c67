import { setTimeout } from 'node:timers/promises';

/**
 * Waits for some work, but no longer than a time.
 *
 * @param ms in milliseconds
 * @throws whatever the work throws in that time
 */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const enough = new AbortController();
  try {
    await Promise.race([work, setTimeout(ms, undefined, { signal: enough.signal })]);
  } finally {
    enough.abort();
  }
}
