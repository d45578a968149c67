import { type AnyBlob, bytesIn, chunksOf, isAsyncIterable } from './byteStream.ts';
import { fileNameOf, openFile } from './nodeFile.ts';
import { isTagged, type UploadFile } from './uploadFile.ts';
import { readingOnce, refuseUsedStream, refuseUsedWebStream } from './usedStream.ts';

/**
 * Opens what is no blob of the platform: a stream, the file at a path, or a blob of another class.
 *
 * @throws TypeError for a source of another type, or a stream that has been read
 * @throws Error as Node's file system does, where the file at a path cannot be read
 */
export async function openStream(source: unknown): Promise<UploadFile> {
  if (typeof source === 'string') {
    const { name, content } = await openFile(source);
    return { name, content: await adoptBlob(content) };
  }
  if (isBlob(source)) return { name: source.name, content: await adoptBlob(source) };
  return { name: fileNameOf(source), content: contentOf(source) };
}

/** A `Blob` or `File` of another realm or of a package. */
function isBlob(source: unknown): source is AnyBlob & { readonly name: string | undefined } {
  return isTagged(source, 'Blob') || isTagged(source, 'File');
}

/** What the platform can send of a blob; that of Node is none of its own where jsdom simulates a page. */
async function adoptBlob(blob: AnyBlob): Promise<UploadFile['content']> {
  if (blob instanceof Blob) return blob;
  return blob.stream ? contentOf(blob.stream()) : new Blob([await bytesIn(blob)]);
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
    'Upload a FormData (the one of the platform), File, Blob, ArrayBuffer, Uint8Array, stream or file path',
  );
}

function isWebStream(source: unknown): source is ReadableStream<unknown> {
  return typeof source === 'object' && source !== null && 'getReader' in source;
}
