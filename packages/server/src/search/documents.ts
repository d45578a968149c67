import { Worker } from 'node:worker_threads';

/** A document to be read: an open file, which stays open until the answer is there. */
export type DocumentRequest = {
  readonly fd: number;
  readonly size: number;
  readonly mediaType: string;
};
export type DocumentAnswer = { readonly text: string } | { readonly failure: string };

export type DocumentLimits = {
  /** How long one document takes at most, in milliseconds. */
  readonly time: number;
  /** The heap of the thread, in MiB. */
  readonly memory: number;
  /** The largest document that is read, in bytes. */
  readonly size: number;
};

const usualLimits: DocumentLimits = { time: 10_000, memory: 192, size: 32 * 1024 * 1024 };

/** How long the thread is kept once there is nothing to do, in milliseconds. */
const KEPT = 5_000;

/**
 * Reads documents in a thread, one at a time: parsers of such formats meet hostile files, which
 * make them work or grow without end. The thread is then ended, and another one begun.
 */
export class DocumentReader {
  readonly #limits: DocumentLimits;
  #worker: Worker | undefined;
  #rest: NodeJS.Timeout | undefined;

  constructor(limits: DocumentLimits = usualLimits) {
    this.#limits = limits;
  }

  /**
   * The beginning of a document's text. Called again only once it is done.
   *
   * @throws Error where it cannot be read within the limits
   */
  async read(request: DocumentRequest): Promise<string> {
    if (request.size > this.#limits.size) throw new Error('The document is too large');
    clearTimeout(this.#rest);
    this.#worker ??= this.#begin();
    const worker = this.#worker;
    try {
      const answer = await this.#ask(worker, request);
      if ('text' in answer) return answer.text;
      throw new Error(answer.failure);
    } finally {
      this.#rest = setTimeout(() => void this.close(), KEPT).unref();
    }
  }

  /** Ends the thread; what it was reading fails. */
  async close(): Promise<void> {
    clearTimeout(this.#rest);
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #begin(): Worker {
    const worker = new Worker(new URL('./documentWorker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.memory },
      stdout: true,
      stderr: true,
    });
    worker.unref();
    // Reported to whoever waits for an answer; without a listener it would end the process.
    worker.on('error', () => {});
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    return worker;
  }

  #ask(worker: Worker, request: DocumentRequest): Promise<DocumentAnswer> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(
        () => end(new Error('The document takes too long')),
        this.#limits.time,
      );
      const end = (failure: Error) => {
        settle();
        // Only once the thread is gone may the caller close the file that it reads.
        void this.close().then(() => reject(failure));
      };
      const onMessage = (answer: DocumentAnswer) => {
        settle();
        resolve(answer);
      };
      const onExit = () => end(new Error('The thread that read the document has ended'));
      const settle = () => {
        clearTimeout(late);
        worker.off('message', onMessage).off('error', end).off('exit', onExit);
      };
      worker.on('message', onMessage).on('error', end).on('exit', onExit);
      worker.postMessage(request);
    });
  }
}
