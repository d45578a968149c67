/**
 * Files that arrive in several parts, until they are whole.
 *
 * @module
 */
import { createHash, type Hash } from 'node:crypto';
import { constants, fstat, ftruncate, open, read } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BlockWriter } from '../../disk/blockWriter.ts';
import { stateOf } from '../../disk/fileState.ts';
import { spotAt } from '../../disk/spot.ts';
import { lstatSpot } from '../../disk/systemCalls.ts';
import { errnoOf } from '../../problemError.ts';
import { type PartialBlob, type PartialBlobs, PartLost, type StagedBlob } from '../blobs.ts';

const openFile = promisify(open);
const truncate = promisify(ftruncate);
const readInto = promisify(read);
const stat = promisify(fstat);

/** How many unfinished hashes are kept, each of a few hundred bytes. */
const MOST_HASHES = 1_000;
/** Bytes read at a time. */
const BLOCK = 1024 * 1024;

/** A hash of the first bytes of a file. */
type Hashed = { readonly hash: Hash; readonly bytes: number };

/**
 * Partial files of a folder. What has arrived of a file is hashed once: the hash is kept between two parts,
 * and only computed from the disk again after a restart of the server.
 */
export class PartialFiles implements PartialBlobs {
  readonly #folder: string;
  /** By name, least recently used first. */
  readonly #hashes = new Map<string, Hashed>();

  /** @param folder disk path */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Disk path of a partial file. */
  placeOf(name: string): string {
    return join(this.#folder, name);
  }

  /**
   * Opens a partial file to append to it; the caller closes it.
   *
   * @param bytes how many are known to be flushed; what follows was left by a crash, and is removed
   * @param turn resolves when the next block may be read
   * @throws PartLost if the file has fewer bytes
   */
  async open(name: string, bytes: number, turn: () => Promise<void>): Promise<PartialFile> {
    const descriptor = await this.#descriptorOf(name, bytes);
    const blocks = new BlockWriter(descriptor);
    try {
      const { size } = await stat(descriptor);
      if (size < bytes) throw new PartLost(`Only ${size} of ${bytes} bytes are left`);
      if (size > bytes) await truncate(descriptor, bytes);
      const known = this.#hashes.get(name);
      this.#hashes.delete(name);
      const hash = known?.bytes === bytes ? known.hash : await hashOf(descriptor, bytes, turn);
      const keep = (hashed: Hashed) => this.#keep(name, hashed);
      return new PartialFile(this.placeOf(name), blocks, { hash, bytes }, keep);
    } catch (error) {
      await blocks.close();
      throw error;
    }
  }

  async remove(name: string): Promise<void> {
    this.#hashes.delete(name);
    await rm(this.placeOf(name), { force: true });
  }

  async #descriptorOf(name: string, bytes: number): Promise<number> {
    const place = this.placeOf(name);
    const { O_APPEND, O_CREAT, O_RDWR } = constants;
    // A file that has bytes already must not be created again.
    const flags = O_APPEND | O_RDWR | (bytes === 0 ? O_CREAT : 0);
    try {
      return await openFile(place, flags, 0o644);
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
      if (bytes > 0) throw new PartLost('The file is gone', { cause: error });
      // Someone has removed the folder while the server was running.
      await mkdir(this.#folder, { recursive: true });
      return openFile(place, flags, 0o644);
    }
  }

  #keep(name: string, hashed: Hashed): void {
    this.#hashes.delete(name);
    this.#hashes.set(name, hashed);
    for (const oldest of this.#hashes.keys()) {
      if (this.#hashes.size <= MOST_HASHES) break;
      this.#hashes.delete(oldest);
    }
  }
}

/** What has arrived of a file, open for more. */
export class PartialFile implements PartialBlob {
  /** Disk path. */
  readonly place: string;
  readonly #blocks: BlockWriter;
  readonly #hash: Hash;
  readonly #keep: (hashed: Hashed) => void;
  #bytes: number;
  #isIntact = true;

  constructor(
    place: string,
    blocks: BlockWriter,
    { hash, bytes }: Hashed,
    keep: (hashed: Hashed) => void,
  ) {
    this.place = place;
    this.#blocks = blocks;
    this.#hash = hash;
    this.#bytes = bytes;
    this.#keep = keep;
  }

  /** How many bytes have arrived; not all of them may be on the disk. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Whether everything could be written so far. */
  get isIntact(): boolean {
    return this.#isIntact;
  }

  async whole(): Promise<StagedBlob & { readonly identity: string }> {
    const { identity } = stateOf(lstatSpot(spotAt(this.place)));
    const sha256 = this.#hash.copy().digest('hex');
    return { place: this.place, size: this.#bytes, sha256, identity };
  }

  /** Appends a chunk, which may be written now or later. @throws NodeJS.ErrnoException */
  async write(chunk: Uint8Array): Promise<void> {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    await this.#checked(this.#blocks.write(chunk));
  }

  /** Waits until everything is on the disk. @throws NodeJS.ErrnoException */
  async flush(): Promise<void> {
    await this.#checked(this.#blocks.end());
  }

  /** Closes the file, even if not everything is written. */
  async close(): Promise<void> {
    await this.#blocks.close();
    // After a failure the hash may be of more bytes than the disk has.
    if (this.#isIntact) this.#keep({ hash: this.#hash, bytes: this.#bytes });
  }

  async #checked(writing: Promise<void>): Promise<void> {
    try {
      await writing;
    } catch (error) {
      this.#isIntact = false;
      throw error;
    }
  }
}

async function hashOf(descriptor: number, bytes: number, turn: () => Promise<void>): Promise<Hash> {
  const hash = createHash('sha256');
  const block = Buffer.allocUnsafe(Math.min(BLOCK, bytes));
  for (let at = 0; at < bytes; ) {
    await turn();
    const { bytesRead } = await readInto(
      descriptor,
      block,
      0,
      Math.min(block.length, bytes - at),
      at,
    );
    if (bytesRead === 0) throw new PartLost(`The file ends at ${at} of ${bytes} bytes`);
    hash.update(block.subarray(0, bytesRead));
    at += bytesRead;
  }
  return hash;
}
