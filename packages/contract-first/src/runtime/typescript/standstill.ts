import { ConnectionError, TimeoutError } from './errors.ts';
import { longest } from './pause.ts';

/**
 * The same answer, whose body ends with an error where nothing of it arrives for a time, or where
 * the connection breaks. Time that its reader takes does not count.
 *
 * @param timeout in milliseconds
 */
export function watched(response: Response, timeout: number): Response {
  // without streams, as in Jest's jsdom, it is the answer of a fetch that has none either
  if (!response.body || !globalThis.ReadableStream) return response;
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const late = new Promise<never>((_, reject) => {
        if (timeout > longest) return;
        const error = new TimeoutError(`No more of the body arrived within ${timeout} ms`, {});
        timer = setTimeout(() => reject(error), timeout);
      });
      try {
        const { done, value } = await Promise.race([reader.read(), late]);
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (cause) {
        void reader.cancel(cause).catch(() => {});
        controller.error(
          isNamed(cause)
            ? cause
            : new ConnectionError('The connection was lost before the whole body arrived', {
                cause,
              }),
        );
      } finally {
        clearTimeout(timer);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return new Response(body, response);
}

/** Whether an error tells by itself what it is: a time that is over, or the caller's signal. */
function isNamed(error: unknown): boolean {
  return (
    error instanceof TimeoutError || (error instanceof DOMException && error.name === 'AbortError')
  );
}
