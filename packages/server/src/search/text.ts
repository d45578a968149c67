/** Reads the text of plain text files for the search index. */

import { closeSync, read, readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { openQuietlyBeneath } from '../disk/openFile.ts';
import { decode, isBinary } from './decode.ts';

const readInto = promisify(read);

/** How much of a file's text is searchable, in characters (UTF-16 code units). */
export const MOST_TEXT = 512 * 1024;

/** How much of a text file is read, in bytes; enough for the characters in most scripts. */
export const MOST_BYTES = 2 * MOST_TEXT;

/** How much of it is read first, in bytes. */
const HEAD = 4096;

/** Bytes per read, and the limit for reading through a hole. */
const CHUNK = 128 * 1024;
const MOST_READ = 64 * 1024 * 1024;

/**
 * Whether the first bytes of a file show that it is not text; false if they cannot be read.
 *
 * @param root disk path of the library
 * @param isNew whether the file was just created: its bytes are in the system's cache then, and
 *   reading them in another thread would take three times as long
 */
export async function looksBinary(root: string, path: string, isNew: boolean): Promise<boolean> {
  let descriptor: number | undefined;
  try {
    descriptor = openQuietlyBeneath(root, path);
    const head = Buffer.alloc(HEAD);
    const length = isNew
      ? readSync(descriptor, head, 0, HEAD, 0)
      : (await readInto(descriptor, head, 0, HEAD, 0)).bytesRead;
    return isBinary(head.subarray(0, length));
  } catch {
    // Reading the whole file reports the error.
    return false;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/**
 * The beginning of a text file, or undefined if it is not text. Holes are skipped: a log that is
 * truncated while being written begins with one.
 */
export async function readText(handle: FileHandle): Promise<string | undefined> {
  const { size } = await handle.stat();
  const kept: Buffer[] = [];
  let length = 0;
  for (let at = 0; at < Math.min(size, MOST_READ) && length < MOST_BYTES; ) {
    // Few bytes first, which show for most files that they are not text.
    const chunk = Buffer.allocUnsafe(Math.min(size - at, at === 0 ? HEAD : CHUNK));
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) break;
    const read = chunk.subarray(0, bytesRead);
    if (at === 0 && isBinary(read)) return undefined;
    at += bytesRead;
    if (isHole(read)) continue;
    kept.push(read);
    length += bytesRead;
  }
  return decode(Buffer.concat(kept).subarray(0, MOST_BYTES))?.slice(0, MOST_TEXT);
}

/**
 * The text of bytes with which a file begins, at most {@link MOST_BYTES}; undefined if they are not text.
 */
export function textIn(bytes: Buffer): string | undefined {
  if (isBinary(bytes.subarray(0, HEAD))) return undefined;
  return decode(bytes)?.slice(0, MOST_TEXT);
}

const isHole = (bytes: Buffer): boolean => bytes.equals(zeros.subarray(0, bytes.length));
const zeros = Buffer.alloc(CHUNK);
