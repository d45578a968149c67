import type { IncomingHttpHeaders } from 'node:http';
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
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > most) {
    throw new ProblemError(
      'payload_too_large',
      `The body is larger than the limit of ${most} bytes`,
    );
  }
  return Buffer.concat(chunks);
}
