/**
 * Inspects files of which only pieces are at hand, such as objects in a remote store. What reads them is synchronous
 * or cannot wait, so it starts again when a missing piece was fetched: most files need no piece but the first.
 *
 * @module
 */
import { AbstractTokenizer, EndOfStreamError, type IReadChunkOptions } from 'strtok3';
import { type Bytes, TooMuchToRead } from '../dates/fileBytes.ts';
import type { Needs } from '../methodologies/methodologies.ts';
import type { Content } from './fileTable.ts';
import { HEAD, inspectBytes } from './inspect.ts';

/** Some bytes of a file. */
export type Piece = { readonly at: number; readonly bytes: Uint8Array };

/** A file to inspect. */
export type PiecesToInspect = {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** The first one begins at 0. */
  readonly pieces: readonly Piece[];
  /** Whether there will be no more of them; then the file is judged by these. */
  readonly areAll: boolean;
};

/** Bytes that are needed to go on. */
export type Wanted = { readonly at: number; readonly length: number };

/** Inspects a file as closely as a methodology needs, or tells what has to be fetched first. */
export async function inspectPieces(
  { name, size, pieces, areAll }: PiecesToInspect,
  needs: Needs,
): Promise<{ readonly content: Content } | { readonly wanted: Wanted }> {
  const bytes = new PieceBytes(size, pieces);
  const head = bytes.at(0, HEAD);
  const whole = { tokenizer: async () => new PieceTokenizer(bytes), bytes: () => bytes };
  try {
    const content = await inspectBytes({ name, size, head }, needs, whole);
    // A parser may have taken the missing piece for damage.
    if (!bytes.wanted || areAll) return { content };
  } catch (error) {
    if (!bytes.wanted || areAll) throw error;
  }
  return { wanted: bytes.wanted };
}

/** The bytes at hand. Reading others fails, and they are recorded as wanted. */
class PieceBytes implements Bytes {
  readonly size: number;
  readonly #pieces: readonly Piece[];
  #wanted: Wanted | undefined;

  constructor(size: number, pieces: readonly Piece[]) {
    this.size = size;
    this.#pieces = pieces;
  }

  /** The first bytes that were missing. */
  get wanted(): Wanted | undefined {
    return this.#wanted;
  }

  /** @throws TooMuchToRead if they are not at hand */
  at(place: number, length: number): Buffer {
    if (!Number.isSafeInteger(place) || place < 0 || place >= this.size) return Buffer.alloc(0);
    const wanted = Math.min(length, MOST_AT_ONCE, this.size - place);
    for (const { at, bytes } of this.#pieces) {
      const from = place - at;
      if (from >= 0 && from + wanted <= bytes.length) {
        return Buffer.from(bytes.buffer, bytes.byteOffset + from, wanted);
      }
    }
    this.#wanted ??= { at: place, length: wanted };
    throw new TooMuchToRead();
  }

  close(): void {}
}

/** The most bytes that one call returns. */
const MOST_AT_ONCE = 64 * 1024;

/** Bytes as `file-type` reads them. */
class PieceTokenizer extends AbstractTokenizer {
  readonly fileInfo: { readonly size: number };
  readonly #bytes: PieceBytes;

  constructor(bytes: PieceBytes) {
    super();
    this.#bytes = bytes;
    this.fileInfo = { size: bytes.size };
  }

  supportsRandomAccess(): boolean {
    return true;
  }

  setPosition(position: number): void {
    this.position = position;
  }

  async readBuffer(into: Uint8Array, options?: IReadChunkOptions): Promise<number> {
    const { position } = this.normalizeOptions(into, options);
    const length = await this.peekBuffer(into, options);
    this.position = position + length;
    return length;
  }

  async peekBuffer(into: Uint8Array, options?: IReadChunkOptions): Promise<number> {
    const { position, length, mayBeLess } = this.normalizeOptions(into, options);
    let done = 0;
    while (done < length) {
      const some = this.#read(position + done, length - done);
      if (some.length === 0) break;
      into.set(some, done);
      done += some.length;
    }
    if (!mayBeLess && done < length) throw new EndOfStreamError();
    return done;
  }

  /** Missing bytes look like the end of the file: `file-type` then gives up. */
  #read(position: number, length: number): Buffer {
    try {
      return this.#bytes.at(position, length);
    } catch (error) {
      if (error instanceof TooMuchToRead) throw new EndOfStreamError();
      throw error;
    }
  }
}
