import { Worker } from 'node:worker_threads';
import type { JobKind, Progress, Run } from '../jobs/jobKind.ts';
import { ProblemError } from '../problemError.ts';
import { endable, endThread, READY } from '../process/endableThread.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';
import type { Organizer } from './organizer.ts';
import type { Answer, Order, Phase, Place, Thrown } from './organizer.worker.ts';

/**
 * Size of a worker's young generation, in MiB. Most objects of a job are needed for one file only.
 * With V8's default size a hundred MiB of garbage remain in memory.
 */
const YOUNG_MB = 6;

/**
 * Runs organizing jobs in worker threads, each with its own database connection, so that the server
 * responds as usual while a hundred thousand files are read or moved.
 */
export class OrganizerThread implements JobKind {
  readonly #place: Place;
  readonly #organizer: Organizer;
  /** The idle workers, and the timer that ends each. */
  readonly #idle = new Map<Worker, NodeJS.Timeout>();
  readonly #all = new Set<Worker>();

  readonly #idleTime: number;

  /**
   * @param organizer answers queries about jobs in this thread
   * @param idleTime how long an idle worker waits for the next job before it ends, in milliseconds
   */
  constructor(place: Place, organizer: Organizer, idleTime = 10_000) {
    this.#place = place;
    this.#organizer = organizer;
    this.#idleTime = idleTime;
  }

  places(job: Pick<JobRow, 'path' | 'options'>): readonly string[] {
    return this.#organizer.places(job);
  }

  admit(job: JobRow): Promise<void> {
    return this.#organizer.admit(job);
  }

  async scan(job: JobRow, run: Run): Promise<void> {
    await this.#do('scan', job, run);
  }

  execute(job: JobRow, run: Run): Promise<Progress> {
    return this.#do('execute', job, run);
  }

  rollBack(job: JobRow, run: Run): Promise<Progress> {
    return this.#do('rollBack', job, run);
  }

  count(jobId: string): ReturnType<Organizer['count']> {
    return this.#organizer.count(jobId);
  }

  /** Ends the threads. No job may be running. */
  async close(): Promise<void> {
    for (const timer of this.#idle.values()) clearTimeout(timer);
    await Promise.all([...this.#all].map(endThread));
  }

  async #do(phase: Phase, job: JobRow, { report, signal }: Run): Promise<Progress> {
    const worker = this.#take();
    const stop = () => worker.postMessage({ stop: true } satisfies Order);
    const listening = new AbortController();
    let reported: Promise<void> = Promise.resolve();
    try {
      const end = await new Promise<Exclude<Answer, { progress: Progress }>>((resolve, reject) => {
        const hear = (message: Answer | typeof READY) => {
          if (message === READY) return;
          if ('progress' in message) {
            // Progress that cannot be stored does not stop the job: the next report replaces it.
            reported = reported.then(() => report(message.progress)).catch(() => undefined);
          } else resolve(message);
        };
        const exit = () => reject(new Error('The thread that organizes has ended'));
        worker.on('message', hear).on('error', reject).on('exit', exit);
        // Only these listeners: `endThread` and Node.js have their own.
        listening.signal.addEventListener('abort', () =>
          worker.off('message', hear).off('error', reject).off('exit', exit),
        );
        worker.postMessage({ phase, job, isStopped: signal.aborted } satisfies Order);
        signal.addEventListener('abort', stop, { once: true });
      });
      await reported;
      if ('done' in end) return end.done;
      throw errorOf(end.error);
    } finally {
      signal.removeEventListener('abort', stop);
      listening.abort();
      this.#rest(worker);
    }
  }

  #take(): Worker {
    for (const [worker, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(worker);
      return worker;
    }
    const worker = endable(
      new Worker(new URL('./organizer.worker.ts', import.meta.url), {
        workerData: this.#place,
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      }),
    );
    worker.unref();
    this.#all.add(worker);
    const forget = () => {
      clearTimeout(this.#idle.get(worker));
      this.#idle.delete(worker);
      this.#all.delete(worker);
    };
    return worker.on('error', forget).on('exit', forget);
  }

  #rest(worker: Worker): void {
    // It may be dead and forgotten already.
    if (worker.threadId === -1) return;
    const end = () => {
      // A job that starts before the thread has ended must not get this worker.
      this.#idle.delete(worker);
      void endThread(worker);
    };
    this.#idle.set(worker, setTimeout(end, this.#idleTime).unref());
  }
}

/** Restores an error of the worker: the parts that callers use, and its stack. */
function errorOf({ code, message, stack }: Thrown): Error {
  const error = code ? new ProblemError(code, message) : new Error(message);
  if (stack) error.stack = stack;
  return error;
}
