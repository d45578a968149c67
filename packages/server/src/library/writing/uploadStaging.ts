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

/**
 * Asynchronous, because creating a file waits for other uploads' flushes: 1.4 ms next to them (ext4, V8's
 * profiler, 2026-11-26). Calls that the system answers from memory, such as linking, are synchronous:
 * handing one to another thread takes longer than the call.
 */
const make = promisify(open);

/**
 * Where uploads are until they are complete. It is in the data folder, not in the library, so that neither
 * users nor programs that watch the library see incomplete files.
 */
export class UploadStaging implements Blobs {
  readonly #folder: string;

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
    const hash = createHash('sha256');
    const blocks = new BlockWriter(await this.#make(place));
    try {
      let size = 0;
      // The stream is not destroyed with the loop: the error response must still reach the client.
      for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
        await turn();
        size += chunk.length;
        refuseLarger(size, most);
        hash.update(chunk);
        await blocks.write(chunk);
        collectAfter(chunk.length);
      }
      await blocks.end();
    } catch (error) {
      await blocks.close();
      await rm(place, { force: true });
      throw error;
    }
    await blocks.close();
    return { place, sha256: hash.digest('hex') };
  }

  /** Creates the file that a stream is written to. @returns its descriptor */
  async #make(place: string): Promise<number> {
    try {
      return await make(place, 'wx', 0o644);
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
      // Someone has removed the folder while the server was running.
      await mkdir(this.#folder, { recursive: true });
      return make(place, 'wx', 0o644);
    }
  }

  /** Removes an upload that was not published. */
  async discard(arrived: StagedBlob): Promise<void> {
    if (existsSync(arrived.place)) await rm(arrived.place, { force: true });
  }
}

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
