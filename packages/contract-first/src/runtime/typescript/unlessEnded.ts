import type { Deadline } from './deadline.ts';

/**
 * Waits for work that continues when a call ends, because other calls wait for it too.
 *
 * @throws AbortError or TimeoutError when the call ends
 */
export function unlessEnded<Result>(deadline: Deadline, work: Promise<Result>): Promise<Result> {
  const { signal } = deadline;
  return new Promise((resolve, reject) => {
    const end = () => reject(deadline.explain(signal.reason, ''));
    if (signal.aborted) end();
    // the signal of a call lives no longer than the call
    signal.addEventListener('abort', end);
    work.then(resolve, reject);
  });
}
