import { createHash, randomUUID } from 'node:crypto';
import { existsSync, open } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { BlockWriter } from '../../disk/blockWriter.ts';
import { errnoOf, ProblemError } from '../../problemError.ts';
import type { Blobs, StagedBlob } from '../blobs.ts';
import { spend } from './collectAfter.ts';

/** Not at once: to make a file waits for the flushes of others, as long as those take. */
const make = promisify(open);

/**
 * Where files wait while they arrive. It lies in the data folder and not in the library, so that
 * nothing half done is ever seen there, by people or by programs that watch the folder.
 */
export class UploadStaging implements Blobs {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param folder emptied, since what is in it was left by a server that died */
  static async open(folder: string): Promise<UploadStaging> {
    await mkdir(folder, { recursive: true });
    const left = await readdir(folder);
    await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
    return new UploadStaging(folder);
  }

  /**
   * Writes a stream to the disk, hashes it as it passes, and flushes it.
   *
   * @param most in bytes
   * @param turn resolves when the next piece may be taken in
   * @throws ProblemError `payload_too_large`; what had arrived is removed, as after any error
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
      // Not destroyed with the loop: a refusal must still reach whoever sends the stream.
      for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
        await turn();
        size += chunk.length;
        refuseLarger(size, most);
        hash.update(chunk);
        await blocks.write(chunk);
        spend(chunk.length);
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

  /** Makes the file that a stream is written to. @returns its descriptor */
  async #make(place: string): Promise<number> {
    try {
      return await make(place, 'wx', 0o644);
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
      // Somebody has cleared the folder away under the running server.
      await mkdir(this.#folder, { recursive: true });
      return make(place, 'wx', 0o644);
    }
  }

  /** Removes a file that arrived and was not put in the library. */
  async discard(arrived: StagedBlob): Promise<void> {
    if (existsSync(arrived.place)) await rm(arrived.place, { force: true });
  }
}

/**
 * Refuses a file of more bytes than are taken.
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
