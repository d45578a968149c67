import { Worker } from 'node:worker_threads';
import { endable, endThread } from '../../process/endableThread.ts';
import type { JournalEntry } from '../../storage/jobs/journalRows.ts';
import type { WriteRequest, WriterSettings, Written } from './journal.worker.ts';

type Waiting = { readonly resolve: () => void; readonly reject: (error: unknown) => void };

/**
 * Writes journals in a thread of its own, so that the thread that moves files does not wait for SQLite. The
 * thread starts with the first entry, and ends with the thread that has started it.
 */
export class JournalThread {
  readonly #settings: WriterSettings;
  /** In the order of the requests, which is that of the replies. */
  readonly #waiting: Waiting[] = [];
  #worker: Worker | undefined;

  constructor(settings: WriterSettings) {
    this.#settings = settings;
  }

  /**
   * Writes to a job's journal in one transaction, after everything that was passed before.
   *
   * @returns resolves when it is flushed
   * @throws Error if it could not be stored
   */
  record(jobId: string, entries: readonly JournalEntry[]): Promise<void> {
    this.#worker ??= this.#start();
    this.#worker.postMessage({ jobId, entries } satisfies WriteRequest);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** Ends the thread. What it has not written yet fails. */
  async close(): Promise<void> {
    if (this.#worker) await endThread(this.#worker);
  }

  #start(): Worker {
    const worker = endable(
      new Worker(new URL('./journal.worker.ts', import.meta.url), {
        workerData: this.#settings,
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      }),
    );
    const lose = (error: Error) => {
      // After an error follows the exit, when another thread may have taken its place.
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    };
    worker.on('message', ({ error }: Written) => {
      const { resolve, reject } = this.#waiting.shift() ?? {};
      if (error) reject?.(Object.assign(new Error(error.message), { stack: error.stack }));
      else resolve?.();
    });
    worker.on('error', lose);
    worker.on('exit', () => lose(new Error('The thread that writes the journal has ended')));
    return worker;
  }
}

/** As for the thread that moves files; see `OrganizerThread`. */
const YOUNG_MB = 6;
