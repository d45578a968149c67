import { closeSync, readSync } from 'node:fs';
import { openQuietly } from '../../disk/openFile.ts';

/** Bytes that are read by their place, and never as a whole. */
export type Bytes = {
  /** How many there are. */
  readonly size: number;
  /** Some of them; fewer where they end, and none outside of them. */
  at(place: number, length: number): Buffer;
};

/** The most bytes that one call of `at` gives. */
const MOST_AT_ONCE = 64 * 1024;

/**
 * How often one file is looked into at most, and how much of it is read. A picture or a video whose date
 * is not found by then has none.
 */
const MOST_LOOKS = 20_000;
const MOST_BYTES = 8 * 1024 * 1024;

/** Read at a time where less is asked for: the next field is mostly close by. */
const PIECE = 512;

/** That more would have to be read of a file than a date is worth. */
export class TooMuchToRead extends Error {}

/** The bytes of a file on the disk, opened only where its beginning is not enough. */
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
   * @param place the file's place on the disk
   * @param size in bytes
   * @param head its beginning, which nobody changes meanwhile
   */
  constructor(place: string, size: number, head: Buffer) {
    this.#place = place;
    this.size = size;
    this.#head = head;
  }

  /**
   * @throws TooMuchToRead
   * @throws NodeJS.ErrnoException where the file cannot be read
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
    // Never into the piece before, of which a caller may still hold a part.
    const into = Buffer.allocUnsafe(length);
    return into.subarray(0, readSync(this.#descriptor, into, 0, length, place));
  }
}

/** A part of some bytes, with places of its own from 0 on; it ends where the whole does. */
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

/** Some bytes of a length, or undefined where they are not all there. */
export function exactly(bytes: Bytes, place: number, length: number): Buffer | undefined {
  const found = bytes.at(place, length);
  return found.length === length ? found : undefined;
}

const isPlace = (place: number, size: number): boolean =>
  Number.isSafeInteger(place) && place >= 0 && place < size;
