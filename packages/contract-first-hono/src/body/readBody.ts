/**
 * Reads small bodies with limits on size and time.
 *
 * @module
 */

import type { IncomingMessage } from 'node:http';
import { ProblemError } from '../problems/problemError.ts';

/** How much of a body is read, and for how long. */
export type BodyLimit = {
  readonly bytes: number;
  /** Time limit for the whole body, in milliseconds. */
  readonly time: number;
};

/** Requests whose bodies were read as soon as their last byte was there. */
const read = new WeakSet<IncomingMessage>();

/**
 * A body that has arrived with the head of its request, as small ones do: nothing has to wait for it.
 *
 * @returns undefined if some of it is still to come, or if it is too large
 */
export function arrivedBody(incoming: IncomingMessage, { bytes }: BodyLimit): Buffer | undefined {
  const { complete, destroyed, headers, readableDidRead, readableLength } = incoming;
  // Node.js only calls a request complete after what its last byte has caused.
  const isWhole = complete || Number(headers['content-length']) === readableLength;
  if (!isWhole || destroyed || readableDidRead || readableLength > bytes) return undefined;
  read.add(incoming);
  return incoming.read() ?? Buffer.alloc(0);
}

/** Whether all bytes of a request have been received. */
export const isReceived = (incoming: IncomingMessage): boolean =>
  incoming.complete || read.has(incoming);

/**
 * Reads a small body as a whole. If its Content-Length is too large nothing is read, so a client that
 * waits for 100 Continue need not send it.
 *
 * @throws ProblemError `payload_too_large`, `request_timeout`, or `invalid_request` if it ends early
 */
export function readBody(incoming: IncomingMessage, limit: BodyLimit): Promise<Buffer> {
  if (Number(incoming.headers['content-length']) > limit.bytes) {
    return Promise.reject(tooLarge(limit));
  }
  const arrived = arrivedBody(incoming, limit);
  if (arrived) return Promise.resolve(arrived);
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let length = 0;
    const timer = setTimeout(() => refuse(tooSlow(limit)), limit.time);
    function take(piece: Buffer): void {
      length += piece.length;
      pieces.push(piece);
      if (length > limit.bytes) refuse(tooLarge(limit));
    }
    function finish(): void {
      stop();
      resolve(Buffer.concat(pieces));
    }
    function breakOff(): void {
      refuse(
        new ProblemError(
          'invalid_request',
          'The body ended early: the connection was closed before all of it had arrived',
        ),
      );
    }
    function refuse(problem: ProblemError): void {
      stop();
      incoming.pause();
      reject(problem);
    }
    function stop(): void {
      clearTimeout(timer);
      incoming.off('data', take).off('end', finish).off('close', breakOff).off('error', breakOff);
    }
    if (incoming.destroyed) return breakOff();
    incoming.on('data', take).on('end', finish).on('close', breakOff).on('error', breakOff);
  });
}

const tooLarge = ({ bytes }: BodyLimit): ProblemError =>
  new ProblemError('payload_too_large', `The body exceeds the limit of ${bytes} bytes`);

const tooSlow = ({ time }: BodyLimit): ProblemError =>
  new ProblemError(
    'request_timeout',
    `The body of the request did not arrive within ${time / 1000} seconds`,
  );
