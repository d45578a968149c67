/**
 * The read buffers of each reader thread. Allocated once, since memory outside of the heap is slow to
 * allocate and to free.
 *
 * @module
 */
import { readSync } from 'node:fs';

/** Bytes per read call. A file of up to this size is read by one call. */
export const CHUNK = 1024 * 1024;

export const buffers = [Buffer.allocUnsafeSlow(CHUNK), Buffer.allocUnsafeSlow(CHUNK)] as const;

/**
 * Reads until the requested bytes are there or the file ends; a single call may return fewer.
 *
 * @param from position in the file
 * @param offset position in the buffer
 * @returns the number of bytes read
 */
export function fill(
  descriptor: number,
  buffer: Buffer,
  wanted: number,
  from: number,
  offset = 0,
): number {
  let length = 0;
  while (length < wanted) {
    const more = readSync(descriptor, buffer, offset + length, wanted - length, from + length);
    if (more === 0) break;
    length += more;
  }
  return length;
}
