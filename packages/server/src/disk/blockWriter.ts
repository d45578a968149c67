import { closeSync, fsync, writev, writevSync } from 'node:fs';
import { promisify } from 'node:util';

/** Bytes written at a time: a call for each chunk from the network costs more than the disk does. */
const BLOCK = 1024 * 1024;
/**
 * Up to this length in bytes, the last block is written synchronously: the system only copies it, and
 * handing that to another thread takes longer.
 */
const AT_ONCE = 128 * 1024;

const flush = promisify(fsync);
const write = promisify(writev);

/**
 * Writes small chunks to a file in large blocks, one block while the next is collected. At most two blocks
 * are in memory.
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

  /** Adds a chunk, which may be written now or later. @throws NodeJS.ErrnoException of an earlier chunk */
  async write(piece: Uint8Array): Promise<void> {
    this.#pieces.push(piece);
    this.#gathered += piece.length;
    if (this.#gathered < BLOCK) return;
    await this.#writing;
    this.#writing = writeAll(this.#descriptor, this.#taken());
    // The next caller that awaits it gets the error.
    this.#writing.catch(() => {});
  }

  /** Waits until everything is written and flushed. @throws NodeJS.ErrnoException */
  async end(): Promise<void> {
    await this.#writing;
    if (this.#gathered > AT_ONCE) await writeAll(this.#descriptor, this.#taken());
    else writeAllAtOnce(this.#descriptor, this.#taken());
    await flush(this.#descriptor);
  }

  /** Closes the file, even if not everything is written. */
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

/** Appends all of the chunks. */
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

/**
 * The bytes that were not written: a nearly full disk takes fewer, and the next attempt fails with the
 * reason.
 */
function restOf(pieces: readonly Uint8Array[], written: number): readonly Uint8Array[] {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return written < length ? [Buffer.concat(pieces).subarray(written)] : [];
}
