import { UsageError } from './usage.ts';

export function isAsyncIterable(source: unknown): source is AsyncIterable<unknown> {
  return typeof source === 'object' && source !== null && Symbol.asyncIterator in source;
}

/**
 * A chunk of a stream, as text or bytes; it may come from another realm, as those of Node do in Jest.
 *
 * @throws UsageError for a chunk that is neither
 */
export function checkChunk(chunk: unknown): string | Uint8Array {
  if (typeof chunk === 'string' || chunk instanceof Uint8Array) return chunk;
  if (!ArrayBuffer.isView(chunk)) throw new UsageError('An upload stream must yield bytes or text');
  return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

/**
 * The chunks of a stream as bytes; text becomes UTF-8.
 *
 * @throws UsageError for a chunk that is neither
 */
export async function* bytesOf(content: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const each of content) {
    const chunk = checkChunk(each);
    yield typeof chunk === 'string' ? encoder.encode(chunk) : chunk;
  }
}

/** A web stream of what a generator yields, which is ended when the stream is cancelled. */
export function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}

/** What a web stream gives, on browsers too that cannot iterate over one. */
export async function* chunksOf<Chunk>(stream: ReadableStream<Chunk>): AsyncGenerator<Chunk> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // frees what the stream reads from where the upload ends early; else it does nothing
    await reader.cancel().catch(() => {});
  }
}

/** What blobs of all classes have; those of the jsdom of Jest 30 have neither method. */
export type AnyBlob = {
  stream?(): ReadableStream<Uint8Array>;
  arrayBuffer?(): Promise<ArrayBuffer>;
};

/** All bytes of a blob of any class. */
export async function bytesIn(blob: AnyBlob): Promise<Uint8Array<ArrayBuffer>> {
  if (blob.arrayBuffer) return new Uint8Array(await blob.arrayBuffer());
  const { FileReader } = globalThis as unknown as { FileReader: new () => BlobReader };
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob);
  });
}

/** As much of `FileReader` as is used here: the types of Node do not have it. */
type BlobReader = {
  readonly result: ArrayBuffer;
  readonly error: unknown;
  onload: () => void;
  onerror: () => void;
  readAsArrayBuffer(blob: AnyBlob): void;
};
