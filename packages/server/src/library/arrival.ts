import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { errnoOf, Failure } from '../failure.ts';
import { BlockWriter } from './blockWriter.ts';
import type { Arrived } from './library.ts';
import { spend } from './spentMemory.ts';

/** How long a file waits for others that are arriving, in milliseconds. */
const GATHER = 5;

/**
 * Where files wait while they arrive. It lies in the data folder and not in the library, so that
 * nothing half done is ever seen there, by people or by programs that watch the folder.
 */
export class Arrivals {
  readonly #folder: string;
  /** How many are arriving. */
  #underWay = 0;
  /** Called when none is any more. */
  readonly #waiting = new Set<() => void>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param folder emptied, since what is in it was left by a server that died */
  static async open(folder: string): Promise<Arrivals> {
    await mkdir(folder, { recursive: true });
    const left = await readdir(folder);
    await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
    return new Arrivals(folder);
  }

  /**
   * Writes a stream to the disk, hashes it as it passes, and flushes it.
   *
   * @param most in bytes
   * @throws Failure `payload_too_large`; what had arrived is removed, as after any error
   */
  async receive(stream: Readable, most: number): Promise<Arrived> {
    this.#underWay += 1;
    try {
      return await this.#receive(stream, most);
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) for (const done of this.#waiting) done();
    }
  }

  /**
   * Waits while other files arrive, but not for long: those that are put in the library together
   * wait for the disk once.
   */
  async gathered(): Promise<void> {
    if (this.#underWay === 0) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, GATHER);
      this.#waiting.add(done);
    });
  }

  async #receive(stream: Readable, most: number): Promise<Arrived> {
    const place = join(this.#folder, randomUUID());
    const hash = createHash('sha256');
    const handle = await this.#make(place);
    try {
      let size = 0;
      const blocks = new BlockWriter(handle);
      // Not destroyed with the loop: a refusal must still reach whoever sends the stream.
      for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
        size += chunk.length;
        if (size > most) {
          throw new Failure('payload_too_large', `A file may have at most ${most} bytes`);
        }
        hash.update(chunk);
        await blocks.write(chunk);
        spend(chunk.length);
      }
      await blocks.end();
      await handle.sync();
    } catch (error) {
      await handle.close();
      await rm(place, { force: true });
      throw error;
    }
    await handle.close();
    return { place, sha256: hash.digest('hex') };
  }

  async #make(place: string): Promise<FileHandle> {
    const make = () => open(place, 'wx', 0o644);
    return make().catch(async (error: unknown) => {
      if (errnoOf(error) !== 'ENOENT') throw error;
      // Somebody has cleared the folder away under the running server.
      await mkdir(this.#folder, { recursive: true });
      return make();
    });
  }

  /** Removes a file that arrived and was not put in the library. */
  async discard(arrived: Arrived): Promise<void> {
    await rm(arrived.place, { force: true });
  }
}
