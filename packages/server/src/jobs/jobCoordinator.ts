/** Coordination of jobs: exclusive decisions, leases and cancellation. */

import type { Fence } from '../storage/database.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';
import type { Phase } from './jobQueue.ts';

/** The right to run a job, which one server has at a time. */
export type JobLease = {
  /** The job when the lease was taken; undefined if it cannot have changed since it was read. */
  readonly job?: JobRow | undefined;
  /** What all writing for the job must pass, where several servers share a database. */
  readonly fence?: Fence | undefined;
  /** Aborted when the job must stop: it was cancelled, or the lease was lost. */
  readonly signal: AbortSignal;
  /** Ends the lease. Nothing may be done for the job afterwards. */
  release(): void | Promise<void>;
};

/** What servers that run the same jobs must agree on. */
export interface JobCoordinator {
  /**
   * Makes a decision about jobs, such as whether one may start, exclusive of all others.
   *
   * @param decision gets what all its writing must pass, where several servers share a database
   */
  decide<T>(decision: (fence?: Fence) => Promise<T>): Promise<T>;
  /**
   * Acquires the right to run a phase of a job.
   *
   * @returns undefined if another server has it, or the job is in another state by now
   */
  lease(jobId: string, phase?: Phase): Promise<JobLease | undefined>;
  /** Whether a job that is in the state of a phase is run, or will be. */
  isRun(jobId: string): boolean;
  /** Stops a job, and waits until its lease is released. Without a lease it has stopped already. */
  cancel(jobId: string): Promise<void>;
}

type Held = { readonly stop: AbortController; readonly released: Promise<void> };

/** Coordinates the jobs of a single server, in memory. */
export class LocalJobCoordinator implements JobCoordinator {
  readonly #leases = new Map<string, Held>();
  /** Resolves when the last decision is made. Each waits for the previous one. */
  #decisions: Promise<unknown> = Promise.resolve();

  async decide<T>(decision: () => Promise<T>): Promise<T> {
    const decided = this.#decisions.then(decision);
    this.#decisions = decided.catch(() => undefined);
    return decided;
  }

  /** Takes effect synchronously, so that no cancellation can come in between. */
  async lease(jobId: string): Promise<JobLease> {
    const stop = new AbortController();
    const { promise: released, resolve } = Promise.withResolvers<void>();
    const held = { stop, released };
    this.#leases.set(jobId, held);
    return {
      signal: stop.signal,
      release: () => {
        // The next phase of the job may have its lease already.
        if (this.#leases.get(jobId) === held) this.#leases.delete(jobId);
        resolve();
      },
    };
  }

  isRun(jobId: string): boolean {
    return this.#leases.has(jobId);
  }

  async cancel(jobId: string): Promise<void> {
    const held = this.#leases.get(jobId);
    held?.stop.abort();
    await held?.released;
  }
}
