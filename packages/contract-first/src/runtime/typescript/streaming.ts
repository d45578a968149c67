/**
 * What only streams, files of the disk and progress need: a part of its own, loaded by the first
 * upload that needs it, so that a page which uploads forms and files does without.
 *
 * @module
 */
import { bytesOf, checkChunk, chunksOf, streamOf } from './byteStream.ts';
import type { FormPart } from './formPart.ts';
import { isPage } from './page.ts';

export { adoptResponse, sendForeign } from './foreignFetch.ts';
export { openStream } from './openStream.ts';
export { sendWithProgress } from './progress.ts';

/**
 * The body that a stream makes; text in it becomes UTF-8. Browsers send streams by HTTP/2 only, or
 * not at all; there, it is collected first.
 */
export async function bodyOf(
  content: AsyncIterable<unknown>,
): Promise<Blob | ReadableStream<Uint8Array>> {
  if (!isPage()) return streamOf(bytesOf(content));
  const chunks: (string | Uint8Array<ArrayBuffer>)[] = [];
  // shared memory, which Blob does not take, it refuses by itself
  for await (const chunk of content) chunks.push(checkChunk(chunk) as Uint8Array<ArrayBuffer>);
  return new Blob(chunks);
}

/**
 * A form as it is read, where not all of its parts have a size.
 *
 * @param heads what comes before each of its parts
 */
export async function* formOf(
  parts: readonly FormPart[],
  heads: readonly string[],
  tail: string,
): AsyncGenerator<unknown> {
  for (const [at, { content }] of parts.entries()) {
    yield heads[at];
    if (typeof content === 'string') yield content;
    else yield* content instanceof Blob ? chunksOf(content.stream()) : content;
    yield '\r\n';
  }
  yield tail;
}
