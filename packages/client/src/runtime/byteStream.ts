/**
 * The chunks of a stream as bytes; text becomes UTF-8.
 *
 * @throws TypeError for a chunk that is neither
 */
export async function* bytesOf(content: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const chunk of content) {
    if (typeof chunk === 'string') yield encoder.encode(chunk);
    else if (chunk instanceof Uint8Array) yield chunk;
    else throw new TypeError('A stream to be uploaded must give bytes');
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
