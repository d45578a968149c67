/**
 * Requests with `Expect: 100-continue`, whose clients wait before sending the body.
 *
 * @module
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

const waiting = new WeakSet<IncomingMessage>();

/**
 * Sends 100 Continue when the body is first read. Requests that are refused before, for their
 * credentials or size, are answered without their body having been sent (RFC 9110, section 10.1.1).
 */
export function continueWhenRead(request: IncomingMessage, response: ServerResponse): void {
  waiting.add(request);
  const read = request._read;
  request._read = (size) => {
    const isAwaited = waiting.delete(request) && !request.complete;
    // Node.js reads the rest after responding.
    if (isAwaited && !response.headersSent) response.writeContinue();
    read.call(request, size);
  };
}

/** Whether the client still waits for 100 Continue, and has not begun to send on its own. */
export const isHeldBack = (request: IncomingMessage): boolean =>
  waiting.has(request) && request.readableLength === 0;
