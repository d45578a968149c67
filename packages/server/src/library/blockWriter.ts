import type { FileHandle } from 'node:fs/promises';

/** How much is written at a time, in bytes: a call for each piece off the network costs more than the disk. */
const BLOCK = 1024 * 1024;

/**
 * Writes what arrives in pieces to a file, many pieces at a time, and one block while the next one
 * is gathered. At most two blocks are in memory.
 */
export class BlockWriter {
  readonly #handle: FileHandle;
  #pieces: Uint8Array[] = [];
  #gathered = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Takes a piece; it may be written at once or later. @throws NodeJS.ErrnoException of an earlier piece */
  async write(piece: Uint8Array): Promise<void> {
    this.#pieces.push(piece);
    this.#gathered += piece.length;
    if (this.#gathered >= BLOCK) await this.#flush();
  }

  /** Waits until all is written. @throws NodeJS.ErrnoException */
  async end(): Promise<void> {
    await this.#flush();
    await this.#writing;
  }

  /** Writes what is gathered, once the block before it is written. */
  async #flush(): Promise<void> {
    await this.#writing;
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#gathered = 0;
    this.#writing = writeAll(this.#handle, pieces);
    // Heard by whoever waits for it next.
    this.#writing.catch(() => {});
  }
}

/** Writes all of some pieces at the end of what is written; `writev` may take less where the disk is nearly full. */
async function writeAll(handle: FileHandle, pieces: readonly Uint8Array[]): Promise<void> {
  if (pieces.length === 0) return;
  const { bytesWritten } = await handle.writev(pieces);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  // Goes on until all is written or the disk says why not.
  if (bytesWritten < length) await handle.writeFile(Buffer.concat(pieces).subarray(bytesWritten));
}
