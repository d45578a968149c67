/** Random access to the bytes of files, with limits on what is read. */

import { closeSync, readSync } from 'node:fs';
import { openQuietly } from '../../disk/openFile.ts';

/** Bytes with random access, never read as a whole. */
export type Bytes = {
  /** Number of bytes. */
  readonly size: number;
  /** Returns some of the bytes; fewer at the end, and none outside. */
  at(place: number, length: number): Buffer;
};

/** The most bytes that one call of `at` returns. */
const MOST_AT_ONCE = 64 * 1024;

/**
 * How many reads of a file are allowed, and how many bytes in total. A picture or video whose date is
 * not found within these limits has none.
 */
const MOST_LOOKS = 20_000;
const MOST_BYTES = 8 * 1024 * 1024;

/** Minimum read, since the next field is mostly close. */
const PIECE = 512;

/** Reading further would take more than a date is worth. */
export class TooMuchToRead extends Error {}

/** The bytes of a file on the disk, which is opened only if its beginning is not enough. */
export class FileBytes implements Bytes {
  readonly size: number;
  readonly #place: string;
  readonly #head: Buffer;
  #piece: Buffer = Buffer.alloc(0);
  #pieceAt = 0;
  #descriptor: number | undefined;
  #looks = 0;
  #read = 0;

  /**
   * @param place disk path of the file
   * @param size in bytes
   * @param head its beginning, which nothing else may change meanwhile
   */
  constructor(place: string, size: number, head: Buffer) {
    this.#place = place;
    this.size = size;
    this.#head = head;
  }

  /**
   * @throws TooMuchToRead
   * @throws NodeJS.ErrnoException if the file cannot be read
   */
  at(place: number, length: number): Buffer {
    this.#looks += 1;
    if (this.#looks > MOST_LOOKS) throw new TooMuchToRead();
    if (!isPlace(place, this.size)) return Buffer.alloc(0);
    const wanted = Math.min(length, MOST_AT_ONCE, this.size - place);
    if (place + wanted <= this.#head.length) return this.#head.subarray(place, place + wanted);
    const from = place - this.#pieceAt;
    if (from >= 0 && from + wanted <= this.#piece.length) {
      return this.#piece.subarray(from, from + wanted);
    }
    this.#piece = this.#readAt(place, Math.max(wanted, PIECE));
    this.#pieceAt = place;
    return this.#piece.subarray(0, wanted);
  }

  /** Closes the file, if it was opened. */
  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #readAt(place: number, length: number): Buffer {
    this.#read += length;
    if (this.#read > MOST_BYTES) throw new TooMuchToRead();
    this.#descriptor ??= openQuietly(this.#place);
    // A new buffer, since a caller may still use part of the previous one.
    const into = Buffer.allocUnsafe(length);
    return into.subarray(0, readSync(this.#descriptor, into, 0, length, place));
  }
}

/** A part of some bytes, with offsets from 0. It ends where the whole does. */
export function partOf(whole: Bytes, start: number, length = Number.POSITIVE_INFINITY): Bytes {
  const size = isPlace(start, whole.size) ? Math.min(length, whole.size - start) : 0;
  return {
    size,
    at: (place, wanted) =>
      isPlace(place, size)
        ? whole.at(start + place, Math.min(wanted, size - place))
        : Buffer.alloc(0),
  };
}

/** Exactly as many bytes as requested, or undefined if they are not all there. */
export function exactly(bytes: Bytes, place: number, length: number): Buffer | undefined {
  const found = bytes.at(place, length);
  return found.length === length ? found : undefined;
}

const isPlace = (place: number, size: number): boolean =>
  Number.isSafeInteger(place) && place >= 0 && place < size;
