import { fileNameOf, openFile } from './nodeFile.ts';

/** A file that is ready to be sent: as a blob, or as a stream where its size is not known. */
export type UploadFile = {
  /** Undefined where the source has none. */
  readonly name: string | undefined;
  readonly content: Blob | AsyncIterable<unknown>;
};

/**
 * Opens what is to be uploaded.
 *
 * @param filename takes precedence over the name that the source has itself
 * @throws TypeError for a source of another type
 * @throws Error as Node's file system does, where the file at a path cannot be read
 */
export async function openSource(source: unknown, filename?: string): Promise<UploadFile> {
  if (typeof source === 'string') {
    const { name, content } = await openFile(source);
    return { name: filename ?? name, content };
  }
  if (source instanceof File) return { name: filename ?? source.name, content: source };
  const content = contentOf(source);
  return { name: filename ?? fileNameOf(source), content };
}

function contentOf(source: unknown): UploadFile['content'] {
  if (source instanceof Blob) return source;
  if (source instanceof ArrayBuffer) return new Blob([source]);
  if (source instanceof Uint8Array) {
    // a view of shared memory is the one kind that Blob does not take; it says so itself
    return new Blob([source as Uint8Array<ArrayBuffer>]);
  }
  // not every browser can iterate over a stream
  if (source instanceof ReadableStream) return chunksOf(source);
  if (isAsyncIterable(source)) return source;
  throw new TypeError('Upload a FormData, File, Blob, Uint8Array, stream, or the path of a file');
}

function isAsyncIterable(source: unknown): source is AsyncIterable<unknown> {
  return typeof source === 'object' && source !== null && Symbol.asyncIterator in source;
}

async function* chunksOf(stream: ReadableStream<unknown>): AsyncGenerator<unknown> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
  } finally {
    // frees what the stream reads from where the upload ends early; else it does nothing
    await reader.cancel().catch(() => {});
  }
}
