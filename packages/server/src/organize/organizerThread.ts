import type { JobKind, Progress, Run } from '../jobs/jobKind.ts';
import { ProblemError } from '../problemError.ts';
import { ThreadPool } from '../process/threadPool.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';
import type { Answer, Order, Phase, Place, Thrown } from './organizer.worker.ts';
import type { PlanningOrganizer } from './planningOrganizer.ts';

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
  readonly #organizer: PlanningOrganizer;
  readonly #threads: ThreadPool<Order, Answer>;

  /**
   * @param organizer answers queries about jobs in this thread
   * @param idleTime how long an idle worker waits for the next job before it ends, in milliseconds
   */
  constructor(place: Place, organizer: PlanningOrganizer, idleTime = 10_000) {
    this.#organizer = organizer;
    this.#threads = new ThreadPool({
      program: new URL('./organizer.worker.ts', import.meta.url),
      workerData: place,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      // How many jobs run at the same time is decided elsewhere.
      most: Number.POSITIVE_INFINITY,
      idleTime,
      ended: 'The thread that organizes has ended',
    });
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

  count(jobId: string): ReturnType<PlanningOrganizer['count']> {
    return this.#organizer.count(jobId);
  }

  /** Ends the threads. No job may be running. */
  close(): Promise<void> {
    return this.#threads.close();
  }

  async #do(phase: Phase, job: JobRow, { report, signal }: Run): Promise<Progress> {
    let reported: Promise<void> = Promise.resolve();
    const end = await this.#threads.run(
      { phase, job, isStopped: signal.aborted },
      {
        signal,
        stop: { stop: true },
        hear: (message) => {
          if (!('progress' in message)) return false;
          // Progress that cannot be stored does not stop the job: the next report replaces it.
          reported = reported.then(() => report(message.progress)).catch(() => undefined);
          return true;
        },
      },
    );
    await reported;
    if ('done' in end) return end.done;
    if ('error' in end) throw errorOf(end.error);
    throw new TypeError('A job ended with its progress');
  }
}

/** Restores an error of the worker: the parts that callers use, and its stack. */
function errorOf({ code, message, stack }: Thrown): Error {
  const error = code ? new ProblemError(code, message) : new Error(message);
  if (stack) error.stack = stack;
  return error;
}
