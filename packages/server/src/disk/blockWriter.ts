import { closeSync, fsync, writev, writevSync } from 'node:fs';
import { promisify } from 'node:util';

/** How much is written at a time, in bytes: a call for each piece off the network costs more than the disk. */
const BLOCK = 1024 * 1024;
/**
 * Up to which length, in bytes, the last block is written at once: the system only copies it, and to
 * have another thread do that takes longer.
 */
const AT_ONCE = 128 * 1024;

const flush = promisify(fsync);
const write = promisify(writev);

/**
 * Writes what arrives in pieces to a file, many pieces at a time, and one block while the next one
 * is gathered. At most two blocks are in memory.
 */
export class BlockWriter {
  readonly #descriptor: number;
  #pieces: Uint8Array[] = [];
  #gathered = 0;
  #writing: Promise<void> = Promise.resolve();

  /** @param descriptor of an empty file */
  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** Takes a piece; it may be written at once or later. @throws NodeJS.ErrnoException of an earlier piece */
  async write(piece: Uint8Array): Promise<void> {
    this.#pieces.push(piece);
    this.#gathered += piece.length;
    if (this.#gathered < BLOCK) return;
    await this.#writing;
    this.#writing = writeAll(this.#descriptor, this.#taken());
    // Heard by whoever waits for it next.
    this.#writing.catch(() => {});
  }

  /** Waits until all is written and on the disk. @throws NodeJS.ErrnoException */
  async end(): Promise<void> {
    await this.#writing;
    if (this.#gathered > AT_ONCE) await writeAll(this.#descriptor, this.#taken());
    else writeAllAtOnce(this.#descriptor, this.#taken());
    await flush(this.#descriptor);
  }

  /** Closes the file, also where not all is written. */
  async close(): Promise<void> {
    await this.#writing.catch(() => {});
    closeSync(this.#descriptor);
  }

  #taken(): readonly Uint8Array[] {
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#gathered = 0;
    return pieces;
  }
}

/** Writes all of some pieces at the end of what is written. */
async function writeAll(descriptor: number, pieces: readonly Uint8Array[]): Promise<void> {
  for (let rest = pieces; rest.length > 0; ) {
    const { bytesWritten } = await write(descriptor, rest);
    rest = restOf(rest, bytesWritten);
  }
}

function writeAllAtOnce(descriptor: number, pieces: readonly Uint8Array[]): void {
  for (let rest = pieces; rest.length > 0; ) {
    rest = restOf(rest, writevSync(descriptor, rest));
  }
}

/** What is left: the disk takes less where it is nearly full, and says why at the next attempt. */
function restOf(pieces: readonly Uint8Array[], written: number): readonly Uint8Array[] {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return written < length ? [Buffer.concat(pieces).subarray(written)] : [];
}
