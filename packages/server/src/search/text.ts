import { closeSync, read, readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { openQuietly } from '../library/quietly.ts';

const readInto = promisify(read);

/** How much of a file's text is searched, in characters (UTF-16 code units). */
export const MOST_TEXT = 512 * 1024;

/** How much of a text file is read, in bytes; enough for the characters in most scripts. */
const MOST_BYTES = 2 * MOST_TEXT;

/** How much of it is read first, in bytes. */
const HEAD = 4096;

/** A file with a larger share of control characters is not text. */
const MOST_CONTROLS = 0.01;

/**
 * Whether the first bytes of a file show that it is no text; false where they cannot be read.
 *
 * @param isNew whether the file was just made: the system has the bytes in its memory, and to have
 *   another thread read them from there takes three times as long
 */
export async function looksBinary(place: string, isNew: boolean): Promise<boolean> {
  let descriptor: number | undefined;
  try {
    descriptor = openQuietly(place);
    const head = Buffer.alloc(HEAD);
    const length = isNew
      ? readSync(descriptor, head, 0, HEAD, 0)
      : (await readInto(descriptor, head, 0, HEAD, 0)).bytesRead;
    return isBinary(head.subarray(0, length));
  } catch {
    // Whoever reads the whole file hears why not.
    return false;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** The beginning of a text file, or undefined where it is not one. */
export async function readText(handle: FileHandle): Promise<string | undefined> {
  const { size } = await handle.stat();
  const buffer = Buffer.alloc(Math.min(size, MOST_BYTES));
  let length = 0;
  // The first bytes alone: they show of most files that they are no text.
  let end = Math.min(buffer.length, HEAD);
  while (length < end) {
    const { bytesRead } = await handle.read(buffer, length, end - length, length);
    length += bytesRead;
    const read = buffer.subarray(0, length);
    if (bytesRead === 0) end = length;
    else if (isBinary(read)) return undefined;
    else if (length === end) end = buffer.length;
  }
  return decode(buffer.subarray(0, length))?.slice(0, MOST_TEXT);
}

const isUtf16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

/** A text has no NUL, but in UTF-16. */
const isBinary = (bytes: Uint8Array): boolean => !isUtf16(bytes) && bytes.includes(0);

/**
 * The text that bytes stand for: UTF-8, UTF-16 where they begin with its mark, else Windows-1252,
 * which every other text of one byte a character is near to.
 */
export function decode(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (isBinary(bytes)) return undefined;
  const text = decodeUtf8(bytes) ?? new TextDecoder('windows-1252').decode(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is counted
  const controls = text.match(/[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]/g)?.length ?? 0;
  return controls > MOST_CONTROLS * text.length ? undefined : text;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    // As a stream, so that a character which the end cuts off is not held against the rest.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}
