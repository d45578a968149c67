import { type ApiError, ConnectionError } from './errors.ts';
import type { Operation } from './operation.ts';
import { secondsToWait } from './retryAfter.ts';

/** Methods that do no more when they come twice (RFC 9110, section 9.2.2; QUERY by its draft). */
const idempotent = /^(GET|HEAD|OPTIONS|TRACE|PUT|DELETE|QUERY)$/;

/** The bounds of the wait before the first attempts that nobody has given a time for, in ms. */
const [shortest, longest] = [500, 8_000];

/**
 * How many milliseconds to wait before an operation is tried again: as long as the server says,
 * else at random up to a time that doubles with each attempt (full jitter), so that many clients
 * do not come back all at once.
 *
 * @param attempt the one that has failed, from 1
 * @param retriedProblems codes of problems that do not last
 * @returns undefined where it must not be tried again, or would not help
 */
export function timeBeforeRetry(
  operation: Operation,
  error: ApiError,
  attempt: number,
  retriedProblems: readonly string[] = [],
): number | undefined {
  const { status = 0 } = error;
  const isSafe = operation.idempotencyKey || idempotent.test(operation.method);
  const isPassing =
    error instanceof ConnectionError ||
    status === 408 ||
    status >= 500 ||
    retriedProblems.includes(error.slug ?? '');
  // a 429 has changed nothing, so any method can be retried
  if (status !== 429 && !(isSafe && isPassing)) return undefined;
  const seconds = secondsToWait(error.headers, status === 429);
  if (seconds !== undefined) return seconds * 1000;
  return Math.random() * Math.min(longest, shortest * 2 ** (attempt - 1));
}
