/**
 * Collects the bytes of one part on the local disk until the part is uploaded, so that memory does not grow with
 * the number of uploads, and a part can be sent again.
 *
 * @module
 */
import { createHash, type Hash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from '../../problemError.ts';
import type { Body } from './bucketRequests.ts';

/** Bytes collected in memory before they are written. */
const BLOCK = 512 * 1024;

/** Disk folder of parts; what is in it after a crash is not needed. */
export class SpoolFolder {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Creates the folder, or empties it. */
  static async open(folder: string): Promise<SpoolFolder> {
    await mkdir(folder, { recursive: true });
    const left = await readdir(folder);
    await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
    return new SpoolFolder(folder);
  }

  /** Begins a part; the caller closes it. */
  begin(): PartSpool {
    return new PartSpool(this.#folder);
  }
}

/** The bytes of a part. A small part stays in memory. */
export class PartSpool {
  readonly #folder: string;
  readonly #hash = createHash('sha256');
  #chunks: Uint8Array[] = [];
  #inMemory = 0;
  #size = 0;
  #file: { readonly path: string; readonly handle: FileHandle } | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** In bytes. */
  get size(): number {
    return this.#size;
  }

  /** Appends a chunk, which must not be changed afterwards. @throws NodeJS.ErrnoException */
  async write(chunk: Uint8Array): Promise<void> {
    this.#hash.update(chunk);
    this.#size += chunk.length;
    this.#chunks.push(chunk);
    this.#inMemory += chunk.length;
    if (this.#inMemory >= BLOCK) await this.#spill();
  }

  /** What was written so far, to be sent. Nothing may be written afterwards until it is sent. */
  async body(): Promise<Body> {
    const [size, sha256] = [this.#size, this.#hash.copy().digest('hex')];
    if (!this.#file) {
      const bytes = Buffer.concat(this.#chunks);
      return { size, sha256, open: () => bytes };
    }
    await this.#spill();
    const { path } = this.#file;
    // Without the descriptor, which a stream would close.
    return {
      size,
      sha256,
      open: () => createReadStream(path, { end: size - 1, highWaterMark: BLOCK }),
    };
  }

  /** The state of its hash, to be continued with what follows it. */
  hash(): Hash {
    return this.#hash.copy();
  }

  /** Removes the part. */
  async close(): Promise<void> {
    this.#chunks = [];
    const file = this.#file;
    this.#file = undefined;
    if (!file) return;
    await file.handle.close();
    await rm(file.path, { force: true });
  }

  async #spill(): Promise<void> {
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#inMemory = 0;
    this.#file ??= await this.#create();
    let rest: Uint8Array = Buffer.concat(chunks);
    while (rest.length > 0) {
      const { bytesWritten } = await this.#file.handle.write(rest);
      rest = rest.subarray(bytesWritten);
    }
  }

  async #create() {
    const path = join(this.#folder, randomUUID());
    try {
      return { path, handle: await open(path, 'wx', 0o600) };
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
      // Someone has removed the folder while the server was running.
      await mkdir(this.#folder, { recursive: true });
      return { path, handle: await open(path, 'wx', 0o600) };
    }
  }
}
