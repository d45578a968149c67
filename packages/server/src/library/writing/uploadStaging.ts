/**
 * Receives uploads outside of the library until they are complete.
 *
 * @module
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, open } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { BlockWriter } from '../../disk/blockWriter.ts';
import { errnoOf, ProblemError } from '../../problemError.ts';
import type { Blobs, StagedBlob } from '../blobs.ts';
import { collectAfter } from './collectAfter.ts';
import { SmallFiles } from './smallFiles.ts';
import { startOfStream } from './startOfStream.ts';

const make = promisify(open);

/** Up to this length in bytes, a body is kept in memory until all of it has arrived. */
const SMALL = 256 * 1024;
/** Up to this number, uploads that arrive at the same time need no threads of their own. */
const FEW = 2;
/** How long after many uploads more are expected, in milliseconds. */
const LULL = 500;

/**
 * Where uploads are until they are complete. It is in the data folder, not in the library, so that neither
 * users nor programs that watch the library see incomplete files.
 */
export class UploadStaging implements Blobs {
  readonly #folder: string;
  readonly #small = new SmallFiles();
  /** How many uploads are arriving. */
  #receiving = 0;
  /** Until when many uploads count as arriving, as `performance.now()` has it. */
  #busyUntil = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * @param folder emptied, since its content was left by a server that crashed
   * @param unfinished the names that stay: those of uploads that can be continued
   */
  static async open(
    folder: string,
    unfinished: ReadonlySet<string> = new Set(),
  ): Promise<UploadStaging> {
    await mkdir(folder, { recursive: true });
    const left = (await readdir(folder)).filter((name) => !unfinished.has(name));
    await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
    return new UploadStaging(folder);
  }

  /** Whether many uploads are arriving, so that work in the background should wait. */
  get isBusy(): boolean {
    return performance.now() < this.#busyUntil;
  }

  /**
   * Writes a stream to the disk, hashes it on the way, and flushes it.
   *
   * @param most in bytes
   * @param turn resolves when the next chunk may be read
   * @throws ProblemError `payload_too_large`; the partial file is removed, as after any error
   */
  async receive(
    stream: Readable,
    most: number,
    turn: () => Promise<void> = async () => {},
  ): Promise<StagedBlob> {
    const place = join(this.#folder, randomUUID());
    this.#receiving += 1;
    if (this.#receiving > FEW) this.#busyUntil = performance.now() + LULL;
    try {
      const { chunks, isAll } = await startOfStream(stream, Math.min(SMALL, most));
      await turn();
      refuseLarger(sizeOf(chunks), most);
      if (isAll && this.isBusy) return await this.#storeWhole(place, chunks);
      // The stream is not destroyed with the loop: the error response must still reach the client.
      const rest = isAll ? [] : stream.iterator({ destroyOnReturn: false });
      return await this.#storeStream(place, chunks, rest, most, turn);
    } catch (error) {
      await rm(place, { force: true });
      throw error;
    } finally {
      this.#receiving -= 1;
    }
  }

  /** Stores a body that has arrived. */
  async #storeWhole(place: string, chunks: readonly Buffer[]): Promise<StagedBlob> {
    const sha256 = await this.#withFolder(() => this.#small.store(place, chunks));
    for (const { length } of chunks) collectAfter(length);
    return { place, sha256, size: sizeOf(chunks) };
  }

  /** Stores a body while it arrives. */
  async #storeStream(
    place: string,
    start: readonly Buffer[],
    rest: AsyncIterable<Buffer> | Iterable<Buffer>,
    most: number,
    turn: () => Promise<void>,
  ): Promise<StagedBlob> {
    const hash = createHash('sha256');
    const blocks = new BlockWriter(await this.#withFolder(() => make(place, 'wx', 0o644)));
    let size = 0;
    const add = async (chunk: Buffer): Promise<void> => {
      size += chunk.length;
      refuseLarger(size, most);
      hash.update(chunk);
      await blocks.write(chunk);
      collectAfter(chunk.length);
    };
    try {
      for (const chunk of start) await add(chunk);
      for await (const chunk of rest) {
        await turn();
        await add(chunk);
      }
      await blocks.end();
    } finally {
      await blocks.close();
    }
    return { place, sha256: hash.digest('hex'), size };
  }

  /** Creates a file, and first the folder if someone has removed it while the server was running. */
  async #withFolder<T>(create: () => Promise<T>): Promise<T> {
    try {
      return await create();
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
      await mkdir(this.#folder, { recursive: true });
      return create();
    }
  }

  /** Removes an upload that was not published. */
  async discard(arrived: StagedBlob): Promise<void> {
    if (existsSync(arrived.place)) await rm(arrived.place, { force: true });
  }

  /** Releases resources; call it when no upload is arriving. */
  close(): Promise<void> {
    return this.#small.close();
  }
}

const sizeOf = (chunks: readonly Buffer[]): number =>
  chunks.reduce((sum, { length }) => sum + length, 0);

/**
 * Rejects a file larger than allowed.
 *
 * @throws ProblemError `payload_too_large`
 */
export function refuseLarger(size: number, most: number): void {
  if (size > most) {
    throw new ProblemError(
      'payload_too_large',
      `The file exceeds the limit of ${most} bytes (FILE_ORGANIZER_MAX_UPLOAD_BYTES)`,
    );
  }
}
