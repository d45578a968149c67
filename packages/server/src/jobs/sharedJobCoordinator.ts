import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { DatabaseUnreachable, type Fence, LeaseLost } from '../storage/database.ts';
import type { JobRepository, JobRow } from '../storage/jobs/jobRepository.ts';
import type { JobCoordinator, JobLease } from './jobCoordinator.ts';
import type { Phase } from './jobQueue.ts';

/** Leases that servers share; see `JobLeases` of `storage/postgres`. */
export interface LeaseStore {
  take(
    jobId: string,
    owner: string,
    leaseMs: number,
    states: readonly JobRow['status'][] | null,
  ): Promise<number | undefined>;
  renew(
    held: readonly { readonly jobId: string; readonly epoch: number }[],
    leaseMs: number,
  ): Promise<ReadonlyMap<string, { readonly isCancelled: boolean }>>;
  end(held: { readonly jobId: string; readonly epoch: number }): Promise<void>;
}

type Deps = {
  readonly leases: LeaseStore;
  readonly jobs: Pick<JobRepository, 'find'>;
  /** Tells other servers to look at the jobs. */
  readonly signal: () => Promise<void>;
  readonly log: Pick<Logger, 'warn'>;
  /** How long a server that stands still keeps its jobs, in milliseconds. */
  readonly leaseMs?: number | undefined;
};

/**
 * How long a lease is valid without being renewed, in milliseconds. The job of a dead server waits that long; a
 * server that is busy or slow must be able to renew in time.
 */
export const LEASE = 10_000;
/** How often a lease is renewed while it is valid. */
const RENEWALS = 4;

/** The name of the lease under which decisions are made. */
const DECISIONS = 'decisions';
/** Pause before it is tried again while another server has it, in milliseconds. */
const DECISION_PAUSE = 20;
/** How many leases a decision, or the end of a cancelled job, is waited for. */
const PATIENCE = 3;

/** States in which a job is to be run. */
const ACTIVE: readonly JobRow['status'][] = ['pending', 'scanning', 'executing', 'rolling_back'];
/** Pause before a cancelled job is looked at again, in milliseconds. */
const CANCEL_PAUSE = 50;

type Held = { readonly epoch: number; readonly stop: AbortController };

/**
 * Coordinates the jobs of several servers, by leases in their database. A server that has lost a lease without
 * noticing cannot write for the job: each of its transactions checks the epoch (see `fencedBy`). Decisions are made
 * under a lease, too, so that the same holds for a server that stands still in the middle of one.
 */
export class SharedJobCoordinator implements JobCoordinator {
  /** Identifies this server, with its process for people who look at the table. */
  readonly owner: string = `${randomUUID()} ${process.pid}`;
  readonly #deps: Deps;
  readonly #leaseMs: number;
  readonly #held = new Map<string, Held>();
  readonly #renewals: NodeJS.Timeout;
  /** Resolves when the last decision of this server is made. */
  #decisions: Promise<unknown> = Promise.resolve();

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#leaseMs = deps.leaseMs ?? LEASE;
    this.#renewals = setInterval(() => void this.renew(), this.#leaseMs / RENEWALS).unref();
  }

  /** @throws DatabaseUnreachable if other servers do not end their decisions, or this one took too long */
  async decide<T>(decision: (fence?: Fence) => Promise<T>): Promise<T> {
    const decided = this.#decisions.then(() => this.#decideAlone(decision));
    this.#decisions = decided.catch(() => undefined);
    return decided;
  }

  async lease(jobId: string, phase: Phase): Promise<JobLease | undefined> {
    const { leases, jobs } = this.#deps;
    const states: JobRow['status'][] = phase === 'scanning' ? ['pending', phase] : [phase];
    const epoch = await leases.take(jobId, this.owner, this.#leaseMs, states);
    if (epoch === undefined) return undefined;
    const held: Held = { epoch, stop: new AbortController() };
    this.#held.set(jobId, held);
    const release = async () => {
      if (this.#held.get(jobId) === held) this.#held.delete(jobId);
      // A lease that cannot be ended now ends by itself.
      await leases.end({ jobId, epoch }).catch(() => {});
      await this.#deps.signal();
    };
    try {
      const job = await jobs.find(jobId);
      if (!job) throw new TypeError(`Job ${jobId} has a lease, and does not exist`);
      const fence = { jobId, epoch, leaseMs: this.#leaseMs };
      return { job, fence, signal: held.stop.signal, release };
    } catch (error) {
      await release();
      throw error;
    }
  }

  /** Some server runs it, or will when it notices. */
  isRun(): boolean {
    return true;
  }

  /**
   * Waits until the server that has the job has stopped it: `cancel_requested` is stored already. If that server is
   * dead, another one takes the job, and stops it.
   */
  async cancel(jobId: string): Promise<void> {
    this.#held.get(jobId)?.stop.abort();
    await this.#deps.signal();
    const until = performance.now() + PATIENCE * this.#leaseMs;
    while (performance.now() < until) {
      const job = await this.#deps.jobs.find(jobId);
      if (!job || !ACTIVE.includes(job.status)) return;
      await sleep(CANCEL_PAUSE);
    }
  }

  /** Renews the leases of this server, and stops jobs that were cancelled or that another server has. */
  async renew(): Promise<void> {
    const before = [...this.#held];
    if (before.length === 0) return;
    const held = before.map(([jobId, { epoch }]) => ({ jobId, epoch }));
    try {
      const still = await this.#deps.leases.renew(held, this.#leaseMs);
      for (const [jobId, { stop, epoch }] of before) {
        const lease = still.get(jobId);
        if (!lease && this.#held.get(jobId)?.epoch === epoch) {
          stop.abort(new LeaseLost(`Another server has taken over ${jobId}`));
        } else if (lease?.isCancelled) stop.abort();
      }
    } catch (error) {
      // Tried again soon. If the lease ends meanwhile, nothing can be written under it.
      this.#deps.log.warn({ err: error }, 'could not renew the leases of jobs');
    }
  }

  close(): void {
    clearInterval(this.#renewals);
  }

  async #decideAlone<T>(decision: (fence: Fence) => Promise<T>): Promise<T> {
    const { leases } = this.#deps;
    const leaseMs = this.#leaseMs;
    const until = performance.now() + PATIENCE * leaseMs;
    for (;;) {
      const epoch = await leases.take(DECISIONS, this.owner, leaseMs, null);
      if (epoch !== undefined) {
        const jobId = DECISIONS;
        try {
          return await decision({ jobId, epoch, leaseMs });
        } catch (error) {
          if (!(error instanceof LeaseLost)) throw error;
          // Nothing was written after that; the request can be repeated.
          throw new DatabaseUnreachable('Deciding about a job took too long', { cause: error });
        } finally {
          await leases.end({ jobId, epoch }).catch(() => {});
        }
      }
      if (performance.now() > until) {
        throw new DatabaseUnreachable('Other servers do not finish deciding about jobs');
      }
      await sleep(DECISION_PAUSE);
    }
  }
}
