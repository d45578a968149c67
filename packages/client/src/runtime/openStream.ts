import { bytesIn, chunksOf, isAsyncIterable } from './byteStream.ts';
import { fileNameOf, openFile } from './nodeFile.ts';
import { isTagged, type UploadFile } from './uploadSource.ts';
import { readingOnce, refuseUsedStream, refuseUsedWebStream } from './usedStream.ts';

/**
 * Opens what is no blob of the platform: a stream, the file at a path, or a blob of another class.
 *
 * @throws TypeError for a source of another type, or a stream that has been read
 * @throws Error as Node's file system does, where the file at a path cannot be read
 */
export async function openStream(source: unknown): Promise<UploadFile> {
  if (typeof source === 'string') return openFile(source);
  if (isBlob(source)) {
    const content = source.stream ? contentOf(source.stream()) : new Blob([await bytesIn(source)]);
    return { name: source.name, content };
  }
  return { name: fileNameOf(source), content: contentOf(source) };
}

/** A `Blob` or `File` of another realm or of a package. */
function isBlob(source: unknown): source is Partial<File> & Blob {
  return isTagged(source, 'Blob') || isTagged(source, 'File');
}

function contentOf(source: unknown): AsyncIterable<unknown> {
  if (isWebStream(source)) {
    refuseUsedWebStream(source);
    return chunksOf(source);
  }
  if (isAsyncIterable(source)) {
    refuseUsedStream(source);
    return readingOnce(source);
  }
  throw new TypeError(
    'Upload a FormData (that of the platform), File, Blob, ArrayBuffer, Uint8Array, stream, or the path of a file',
  );
}

function isWebStream(source: unknown): source is ReadableStream<unknown> {
  return typeof source === 'object' && source !== null && 'getReader' in source;
}
