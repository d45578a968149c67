/** The longest time that `setTimeout` can wait; any longer, and it would not wait at all. */
export const longest: number = 2 ** 31 - 1;

/**
 * Waits, unless a signal ends it.
 *
 * @param time in milliseconds
 * @throws the reason of the signal
 */
export function pause(time: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener('abort', end);
        resolve();
      },
      Math.min(time, longest),
    );
    if (signal?.aborted) end();
    else signal?.addEventListener('abort', end, { once: true });
  });
}
