import { retriedProblems } from '../generated/operations.ts';
import { ConnectionError, type FileOrganizerError } from './errors.ts';
import type { Operation } from './operation.ts';
import { secondsToWait } from './retryAfter.ts';

/** Methods that may do more when they come twice; no other does (RFC 9110, section 9.2.2). */
const repeating = /^(POST|PATCH)$/;

/** The bounds of the wait before the first attempts that nobody has given a time for, in ms. */
const [shortest, longest] = [500, 8_000];

/**
 * How many milliseconds to wait before an operation is tried again: as long as the server says,
 * else at random up to a time that doubles with each attempt (full jitter), so that many clients
 * do not come back all at once.
 *
 * @param attempt the one that has failed, from 1
 * @returns undefined where it must not be tried again, or would not help
 */
export function timeBeforeRetry(
  operation: Operation,
  error: FileOrganizerError,
  attempt: number,
): number | undefined {
  const { code = 0 } = error;
  const isSafe = operation.keyed || !repeating.test(operation.method);
  const isPassing =
    error instanceof ConnectionError ||
    code === 408 ||
    code >= 500 ||
    retriedProblems.includes(error.slug ?? '');
  // a 429 has done nothing yet, whatever the method
  if (code !== 429 && !(isSafe && isPassing)) return undefined;
  const seconds = secondsToWait(error.headers, code === 429);
  if (seconds !== undefined) return seconds * 1000;
  return Math.random() * Math.min(longest, shortest * 2 ** (attempt - 1));
}
