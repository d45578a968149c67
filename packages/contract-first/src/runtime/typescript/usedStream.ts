/**
 * Streams that have been read give nothing more, and would be uploaded as an empty file.
 *
 * @module
 */

/** @throws TypeError for a stream that something reads or has read from, as `fetch` does */
export function refuseUsedWebStream(stream: ReadableStream<unknown>): void {
  if (stream.locked) refuse('is locked: it was already read, or something else is reading it');
  try {
    // there is no property that tells whether it was read from; this reads nothing of it
    if (globalThis.Response) new Response(stream as ReadableStream<Uint8Array>);
  } catch {
    refuse('was already read');
  }
}

/** What a stream of Node tells of itself. */
type StreamState = {
  readonly destroyed?: boolean;
  readonly errored?: Error | null;
  readonly readable?: boolean;
  readonly readableEnded?: boolean;
  readonly readableDidRead?: boolean;
};

/** The iterators that were uploaded; they do not tell by themselves whether they have been read. */
const read = new WeakSet<object>();

/** @throws TypeError for a stream of Node, or an iterator, that has been read or destroyed */
export function refuseUsedStream(source: AsyncIterable<unknown>): void {
  const { destroyed, errored, readable, readableEnded, readableDidRead }: StreamState =
    Object(source);
  if (errored) refuse(`has failed: ${errored.message}`, errored);
  if (readableDidRead || readableEnded || read.has(source)) refuse('was already read');
  if (destroyed || readable === false) refuse('was destroyed');
}

/** The same chunks; an iterator is remembered as read. */
export async function* readingOnce(source: AsyncIterable<unknown>): AsyncGenerator<unknown> {
  if ('next' in source) read.add(source);
  yield* source;
}

function refuse(why: string, cause?: unknown): never {
  throw new TypeError(`The upload stream ${why}`, { cause });
}
