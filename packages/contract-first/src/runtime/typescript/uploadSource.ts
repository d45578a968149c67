import { streaming } from './loadStreaming.ts';
import { isTagged, type UploadFile } from './uploadFile.ts';

type NodeStream = { on?(event: 'error', listener: () => void): unknown; pause?(): unknown };

/**
 * Opens what is to be uploaded.
 *
 * @throws TypeError for a source of another type, or one whose bytes are gone
 * @throws Error as Node's file system does, where the file at a path cannot be read
 */
export async function openSource(source: unknown): Promise<UploadFile> {
  if (source instanceof Blob) {
    return { name: source instanceof File ? source.name : undefined, content: source };
  }
  const bytes = bytesOf(source);
  // a view of shared memory is the one kind that Blob does not take; it says so itself
  if (bytes) return { name: undefined, content: new Blob([bytes as Uint8Array<ArrayBuffer>]) };
  // Until it is read, a stream of Node must not fail, which would end the process, nor flow for
  // another listener, which would be the only one to get what comes meanwhile.
  const stream = source as NodeStream | null | undefined;
  stream?.on?.('error', () => {});
  stream?.pause?.();
  return (await streaming()).openStream(source);
}

/** @throws TypeError for memory that was transferred: it would be empty */
function bytesOf(source: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(source)) {
    return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  }
  return isTagged(source, 'ArrayBuffer') ? new Uint8Array(source as ArrayBuffer) : undefined;
}
