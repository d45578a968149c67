import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { JobKind, Progress, Run } from '../jobs/jobKind.ts';
import { ThreadPool } from '../process/threadPool.ts';
import type { Fence } from '../storage/database.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';
import type { Place } from './organizer.worker.ts';
import { type Answer, errorOf, type Order, type Phase } from './organizerOrders.ts';
import type { PlanningOrganizer } from './planningOrganizer.ts';
import { answerReads } from './rows/rangePort.ts';
import type { RangeReader } from './rows/rowContents.ts';
import type { RowPlace } from './rows/rowOrganizer.worker.ts';

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

  readonly #ranges: RangeReader | undefined;

  /**
   * @param organizer answers queries about jobs in this thread
   * @param idleTime how long an idle worker waits for the next job before it ends, in milliseconds
   * @param ranges reads contents for the workers, in object mode
   */
  constructor(
    place: Place | RowPlace,
    organizer: PlanningOrganizer,
    idleTime = 10_000,
    ranges?: RangeReader,
  ) {
    this.#organizer = organizer;
    this.#ranges = ranges;
    this.#threads = new ThreadPool({
      program: ranges
        ? new URL('./rows/rowOrganizer.worker.ts', import.meta.url)
        : new URL('./organizer.worker.ts', import.meta.url),
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

  admit(job: JobRow, fence?: Fence): Promise<void> {
    return this.#organizer.admit(job, fence);
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

  async #do(phase: Phase, job: JobRow, { report, signal, fence }: Run): Promise<Progress> {
    let reported: Promise<void> = Promise.resolve();
    const { task, moved, close } = this.#order({ phase, job, isStopped: signal.aborted, fence });
    const end = await this.#threads
      .run(task, {
        ...{ signal, moved },
        stop: { stop: true },
        hear: (message) => {
          if (!('progress' in message)) return false;
          // Progress that cannot be stored does not stop the job: the next report replaces it.
          reported = reported.then(() => report(message.progress)).catch(() => undefined);
          return true;
        },
      })
      .finally(close);
    await reported;
    if ('done' in end) return end.done;
    if ('error' in end) throw errorOf(end.error);
    throw new TypeError('A job ended with its progress');
  }

  /** An order, with a port to this thread if the worker reads contents through it. */
  #order(order: Extract<Order, { phase: Phase }>): {
    readonly task: Order;
    readonly moved: readonly MessagePort[];
    close(): void;
  } {
    if (!this.#ranges) return { task: order, moved: [], close: () => {} };
    const { port1: ours, port2: theirs } = new MessageChannel();
    answerReads(ours, this.#ranges);
    return { task: { ...order, ranges: theirs }, moved: [theirs], close: () => ours.close() };
  }
}
