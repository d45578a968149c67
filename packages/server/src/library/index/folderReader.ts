/**
 * Keeps the reading of large folders off the main thread.
 *
 * @module
 */
import { Worker } from 'node:worker_threads';
import type { Folder } from '../../disk/walk.ts';
import { endable, endThread, READY } from '../../process/endableThread.ts';
import type { FileQuery } from '../../storage/files/fileQuery.ts';
import type { PageByName } from './pageByName.ts';

/** A request to the thread. */
export type Question = { readonly read: readonly string[] } | { readonly pageByName: FileQuery };

type Asked = {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
};

/** How long the thread waits for another request before it ends, in milliseconds. */
const IDLE = 2_000;

/**
 * Reads folders in another thread, in the order of the requests. The thread starts with the server, for the
 * first list, and ends when idle, because it takes more memory than what it reads.
 */
export class FolderReader {
  readonly #root: string;
  readonly #asked: Asked[] = [];
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;

  /** @param root disk path of the library */
  constructor(root: string) {
    this.#root = root;
  }

  /** Starts the thread for the first request, which is expected as soon as the server listens. */
  prepare(): void {
    this.#rest(this.#started());
  }

  /** Reads folders; undefined for each that does not exist. */
  read(paths: readonly string[]): Promise<readonly (Folder | undefined)[]> {
    return this.#ask({ read: paths });
  }

  /** A page of the files in a folder and below, sorted by name; undefined for a small tree. */
  pageByName(query: FileQuery): Promise<PageByName | undefined> {
    return this.#ask({ pageByName: query });
  }

  /** Ends the thread; unanswered requests fail. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    if (this.#worker) await endThread(this.#worker);
  }

  #ask<Answer>(question: Question): Promise<Answer> {
    clearTimeout(this.#idle);
    const worker = this.#started();
    return new Promise((resolve, reject) => {
      this.#asked.push({ resolve: (answer) => resolve(answer as Answer), reject });
      worker.postMessage(question);
    });
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = endable(
      new Worker(new URL('./folderReader.worker.ts', import.meta.url), {
        workerData: { root: this.#root },
        resourceLimits: { maxYoungGenerationSizeMb: 4 },
      }),
    );
    worker.unref();
    // Responses arrive in the order of the requests, each of the type that was requested.
    worker.on('message', (answer: unknown) => {
      if (answer === READY) return;
      this.#asked.shift()?.resolve(answer);
      if (this.#asked.length === 0) this.#rest(worker);
    });
    worker.on('error', (error) => this.#fail(worker, error));
    worker.on('exit', () =>
      this.#fail(worker, new Error('The thread that reads folders has ended')),
    );
    this.#worker = worker;
    return worker;
  }

  #rest(worker: Worker): void {
    this.#idle = setTimeout(() => {
      this.#worker = undefined;
      void endThread(worker);
    }, IDLE).unref();
  }

  /** Rejects the open requests; the next request starts a new thread. */
  #fail(worker: Worker, error: Error): void {
    // Open requests now belong to a newer thread.
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const { reject } of this.#asked.splice(0)) reject(error);
  }
}
