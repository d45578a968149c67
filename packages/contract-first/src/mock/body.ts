import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { ProblemError } from './problemError.ts';

const empty = Buffer.alloc(0);

/** A body that arrives, with the headers of its request. */
export type IncomingBody = AsyncIterable<Buffer> & { readonly headers: IncomingHttpHeaders };

/** The client left before the end of its body, so no response can reach it. */
export class BodyInterrupted extends ProblemError {
  /** What has arrived of the body. */
  readonly received: Buffer;

  constructor(received: Buffer) {
    super('invalid_request', 'The client left before the end of its body');
    this.received = received;
  }
}

/**
 * The whole body of a request.
 *
 * @throws ProblemError `payload_too_large`, once the body has been read and thrown away
 * @throws BodyInterrupted
 */
export async function receive(request: IncomingBody, most: number): Promise<Buffer> {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (encoding === undefined && (length === undefined || length === '0')) return empty;
  const chunks: Buffer[] = [];
  let size = 0;
  const isWhole = await eachChunk(request, (chunk) => {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
    else chunks.length = 0;
  });
  if (!isWhole) throw new BodyInterrupted(Buffer.concat(chunks));
  if (size > most) {
    throw new ProblemError(
      'payload_too_large',
      `The body is larger than the limit of ${most} bytes`,
    );
  }
  const [first = empty] = chunks;
  return chunks.length > 1 ? Buffer.concat(chunks) : first;
}

/** @returns whether the body has ended, rather than the connection */
async function eachChunk(request: IncomingBody, take: (chunk: Buffer) => void): Promise<boolean> {
  if (!(request instanceof Readable)) {
    for await (const chunk of request) take(chunk);
    return true;
  }
  // Its iterator takes longer than everything else that is done with a small body.
  return new Promise((resolve) => {
    request.on('data', take).once('end', () => resolve(true));
    // A broken connection is an error, after which the request closes as well.
    request.once('error', () => {}).once('close', () => resolve(request.readableEnded));
  });
}
