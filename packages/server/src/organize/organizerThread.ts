import { Worker } from 'node:worker_threads';
import type { JobKind, Progress, Run } from '../jobs/jobKind.ts';
import { ProblemError } from '../problemError.ts';
import { endable, endThread, READY } from '../process/endableThread.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';
import type { Organizer } from './organizer.ts';
import type { Answer, Order, Phase, Place, Thrown } from './organizer.worker.ts';

/**
 * How much room a thread has for young objects, in MiB. Most of what a job makes is needed for one
 * file only; with more room, as V8 takes it, a hundred MiB of what is long dead lie in memory.
 */
const YOUNG_MB = 6;

/**
 * The jobs that organize, in threads of their own, each with a connection of its own to the
 * database: while a hundred thousand files are read or moved, the server answers as ever.
 */
export class OrganizerThread implements JobKind {
  readonly #place: Place;
  readonly #organizer: Organizer;
  /** The threads that have nothing to do, and what ends each. */
  readonly #idle = new Map<Worker, NodeJS.Timeout>();
  readonly #all = new Set<Worker>();

  readonly #idleTime: number;

  /**
   * @param organizer answers what is asked of jobs in this thread
   * @param idleTime how long a thread waits for the next job before it ends, in milliseconds
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

  /** Ends the threads; no job may be under way. */
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
            // That it cannot be written how far the job is does not stop it: the next one says it.
            reported = reported.then(() => report(message.progress)).catch(() => undefined);
          } else resolve(message);
        };
        const exit = () => reject(new Error('The thread that organizes has ended'));
        worker.on('message', hear).on('error', reject).on('exit', exit);
        // These alone: whoever ends the thread has a listener of its own, and so has Node.js.
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
    // It may be dead already, and forgotten.
    if (worker.threadId === -1) return;
    const end = () => {
      // A job that comes before the thread has ended must not get this one.
      this.#idle.delete(worker);
      void endThread(worker);
    };
    this.#idle.set(worker, setTimeout(end, this.#idleTime).unref());
  }
}

/** What was thrown in the other thread, as far as others go by it, and where that was. */
function errorOf({ code, message, stack }: Thrown): Error {
  const error = code ? new ProblemError(code, message) : new Error(message);
  if (stack) error.stack = stack;
  return error;
}
