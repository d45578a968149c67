/**
 * Keeps the reading of large folders off the main thread.
 *
 * @module
 */
import type { Folder } from '../../disk/walk.ts';
import { ThreadPool } from '../../process/threadPool.ts';
import type { FileQuery } from '../../storage/files/fileQuery.ts';
import type { PageByName } from './pageByName.ts';

/** A request to the thread. */
export type Question = { readonly read: readonly string[] } | { readonly pageByName: FileQuery };

/** How long the thread waits for another request before it ends, in milliseconds. */
const IDLE = 2_000;

/**
 * Reads folders in another thread, in the order of the requests. The thread starts with the server, for the
 * first list, and ends when idle, because it takes more memory than what it reads.
 */
export class FolderReader {
  readonly #threads: ThreadPool<Question, unknown>;

  /** @param root disk path of the library */
  constructor(root: string) {
    this.#threads = new ThreadPool({
      program: new URL('./folderReader.worker.ts', import.meta.url),
      workerData: { root },
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
      most: 1,
      idleTime: IDLE,
      ended: 'The thread that reads folders has ended',
    });
  }

  /** Starts the thread for the first request, which is expected as soon as the server listens. */
  prepare(): void {
    this.#threads.prepare();
  }

  /**
   * Reads folders one after the other; undefined for each that does not exist. Once they have many files, the
   * rest is left to another call: all of them may be in memory at the same time.
   *
   * @returns the first ones, at least one
   */
  async read(paths: readonly string[]): Promise<readonly (Folder | undefined)[]> {
    return (await this.#threads.run({ read: paths })) as readonly (Folder | undefined)[];
  }

  /** A page of the files in a folder and below, sorted by name; undefined for a small tree. */
  async pageByName(query: FileQuery): Promise<PageByName | undefined> {
    return (await this.#threads.run({ pageByName: query })) as PageByName | undefined;
  }

  /** Ends the thread; unanswered requests fail. */
  close(): Promise<void> {
    return this.#threads.close();
  }
}
