import { chunksOf } from './byteStream.ts';
import { fileNameOf, openFile } from './nodeFile.ts';
import type { UploadFile } from './uploadSource.ts';

/**
 * Opens what is no blob: a stream, or the file at a path.
 *
 * @throws TypeError for a source of another type
 * @throws Error as Node's file system does, where the file at a path cannot be read
 */
export async function openStream(source: unknown): Promise<UploadFile> {
  if (typeof source === 'string') return openFile(source);
  return { name: fileNameOf(source), content: contentOf(source) };
}

function contentOf(source: unknown): AsyncIterable<unknown> {
  if (source instanceof ReadableStream) return chunksOf(source);
  if (isAsyncIterable(source)) return source;
  throw new TypeError('Upload a FormData, File, Blob, Uint8Array, stream, or the path of a file');
}

function isAsyncIterable(source: unknown): source is AsyncIterable<unknown> {
  return typeof source === 'object' && source !== null && Symbol.asyncIterator in source;
}
