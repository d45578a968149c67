/** The queue of job phases, and its implementation for a single server. */

import type { Logger } from 'pino';
import { within } from '../process/within.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';

/** The states in which a job is running. */
export type Phase = 'scanning' | 'executing' | 'rolling_back';

/**
 * Runs a phase of a job to its end.
 *
 * @param stopping aborted when the server stops; the job then keeps its state, to be resumed
 */
export type CarryOut = (job: JobRow, phase: Phase, stopping: AbortSignal) => Promise<void>;

/** Where phases of jobs wait for a server to run them. */
export interface JobQueue {
  add(job: JobRow, phase: Phase): void;
  /** Whether this server is running any job. */
  readonly isAtWork: boolean;
  /** Stops the jobs of this server between two files. The next start resumes them. */
  stop(): Promise<void>;
}

/** How long jobs may take to stop with the server, in milliseconds. */
export const STOP = 10_000;

/** Starts each phase at once, on this server. */
export class LocalJobQueue implements JobQueue {
  readonly #carryOut: CarryOut;
  readonly #log: Logger;
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<void>>();

  constructor(carryOut: CarryOut, log: Logger) {
    this.#carryOut = carryOut;
    this.#log = log;
  }

  get isAtWork(): boolean {
    return this.#running.size > 0;
  }

  add(job: JobRow, phase: Phase): void {
    const done = this.#carryOut(job, phase, this.#stopping.signal)
      .catch((error: unknown) =>
        this.#log.error({ err: error, job_id: job.job_id }, 'could not store the state of a job'),
      )
      .finally(() => this.#running.delete(done));
    this.#running.add(done);
  }

  /** A job that does not stop in time ends with its thread, and is resumed like after a crash. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await within(STOP, Promise.all(this.#running));
  }
}
