/**
 * Clients that send the head of a request with `Expect: 100-continue`, and wait with its body.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

const waiting = new WeakSet<IncomingMessage>();

/**
 * Tells the client to go on (100) when somebody begins to read the body. What is refused before, for
 * its credentials or its size, is so answered without having been sent (RFC 9110, section 10.1.1).
 */
export function continueWhenRead(request: IncomingMessage, response: ServerResponse): void {
  waiting.add(request);
  const read = request._read;
  request._read = (size) => {
    const isAwaited = waiting.delete(request) && !request.complete;
    // Node.js reads what is left once it has answered.
    if (isAwaited && !response.headersSent) response.writeContinue();
    read.call(request, size);
  };
}

/** Whether a client has not been told to go on, and has not begun by itself. */
export const isHeldBack = (request: IncomingMessage): boolean =>
  waiting.has(request) && request.readableLength === 0;
