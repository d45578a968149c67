/**
 * What each thread that reads files reads into; made once, since memory outside the heap is slow
 * to come and to go.
 *
 * @module
 */
import { readSync } from 'node:fs';

/** How much is read at once, in bytes; a file of up to this size is read by one call. */
export const CHUNK = 1024 * 1024;

export const buffers = [Buffer.allocUnsafeSlow(CHUNK), Buffer.allocUnsafeSlow(CHUNK)] as const;

/**
 * Reads until so many bytes are there or the file has ended; one call may return less.
 *
 * @param from where in the file to begin
 * @param offset where in the buffer to begin
 * @returns how many bytes were read
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
