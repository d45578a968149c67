import { Worker } from 'node:worker_threads';
import type { Folder } from '../../disk/walk.ts';
import { endable, endThread, READY } from '../../process/endableThread.ts';
import type { FileQuery } from '../../storage/files/fileQuery.ts';
import type { Survey } from './pageByName.ts';

/** What the other thread is asked for. */
export type Question = { readonly read: readonly string[] } | { readonly survey: FileQuery };

type Asked = {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
};

/** How long the thread waits for the next question before it ends, in milliseconds. */
const IDLE = 2_000;

/**
 * Reads folders in another thread, in the order in which they are asked for. The thread takes
 * more memory than what it reads: it is there only while it is needed.
 */
export class FolderReader {
  readonly #root: string;
  readonly #asked: Asked[] = [];
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;

  /** @param root the library's place on the disk */
  constructor(root: string) {
    this.#root = root;
  }

  /** Has the thread ready for the first question, which comes as soon as the server listens. */
  prepare(): void {
    this.#rest(this.#started());
  }

  /** Reads some folders; undefined stands for one that is not there. */
  read(paths: readonly string[]): Promise<readonly (Folder | undefined)[]> {
    return this.#ask({ read: paths });
  }

  /** A page of the files in a folder and below, by their names; undefined for a small tree. */
  survey(query: FileQuery): Promise<Survey | undefined> {
    return this.#ask({ survey: query });
  }

  /** Ends the thread; what was asked and not yet answered fails. */
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
    // Answers come in the order of the questions, each of the kind that was asked for.
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

  /** The next reading starts a new thread. */
  #fail(worker: Worker, error: Error): void {
    // What is asked by now is asked of another one.
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const { reject } of this.#asked.splice(0)) reject(error);
  }
}
