/** The right to carry out a job, which one server has at a time. */
export type JobLease = {
  /** Aborted when the job is to stop: it was cancelled, or the lease was lost. */
  readonly signal: AbortSignal;
  /** Gives the job up, once nothing is done for it any more. */
  release(): void;
};

/** What all servers that work on the same jobs have to agree on. */
export interface JobCoordinator {
  /** Makes a decision about jobs, such as whether one may start, while no other one is made. */
  decide<T>(decision: () => Promise<T>): Promise<T>;
  /** Takes a job in order to carry it out. */
  lease(jobId: string): Promise<JobLease>;
  /** Whether a job is leased. */
  isLeased(jobId: string): boolean;
  /** Stops a job, and waits until its lease is released; a job that is not leased has stopped. */
  cancel(jobId: string): Promise<void>;
}

type Held = { readonly stop: AbortController; readonly released: Promise<void> };

/** Coordinates the jobs of a single server, in memory. */
export class LocalJobCoordinator implements JobCoordinator {
  readonly #leases = new Map<string, Held>();
  /** Settles when the last decision is made; each waits for the one before. */
  #decisions: Promise<unknown> = Promise.resolve();

  async decide<T>(decision: () => Promise<T>): Promise<T> {
    const decided = this.#decisions.then(decision);
    this.#decisions = decided.catch(() => undefined);
    return decided;
  }

  /** Takes effect at once, so that a cancellation cannot come in between. */
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

  isLeased(jobId: string): boolean {
    return this.#leases.has(jobId);
  }

  async cancel(jobId: string): Promise<void> {
    const held = this.#leases.get(jobId);
    held?.stop.abort();
    await held?.released;
  }
}
