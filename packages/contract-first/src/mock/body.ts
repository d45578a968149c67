import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { ProblemError } from './problemError.ts';

const empty = Buffer.alloc(0);

/** A body that arrives, with the headers of its request. */
export type IncomingBody = AsyncIterable<Buffer> & { readonly headers: IncomingHttpHeaders };

/**
 * The whole body of a request.
 *
 * @throws ProblemError `payload_too_large`, once the body has been read and thrown away
 */
export async function receive(request: IncomingBody, most: number): Promise<Buffer> {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (encoding === undefined && (length === undefined || length === '0')) return empty;
  const chunks: Buffer[] = [];
  let size = 0;
  await eachChunk(request, (chunk) => {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
    else chunks.length = 0;
  });
  if (size > most) {
    throw new ProblemError(
      'payload_too_large',
      `The body is larger than the limit of ${most} bytes`,
    );
  }
  const [first = empty] = chunks;
  return chunks.length > 1 ? Buffer.concat(chunks) : first;
}

async function eachChunk(request: IncomingBody, take: (chunk: Buffer) => void): Promise<void> {
  if (!(request instanceof Readable)) {
    for await (const chunk of request) take(chunk);
    return;
  }
  // Its iterator takes longer than everything else that is done with a small body.
  await new Promise<void>((resolve, reject) => {
    request.on('data', take).once('end', resolve).once('error', reject);
    request.once('close', () => {
      if (!request.readableEnded) reject(new Error('The client left before the end of its body'));
    });
  });
}
