import type { Logger } from 'pino';
import { within } from '../process/within.ts';
import type { JobRepository, JobRow } from '../storage/jobs/jobRepository.ts';
import { type CarryOut, type JobQueue, type Phase, STOP } from './jobQueue.ts';

type Deps = {
  /** Runs a phase, if this server gets the lease of the job. */
  readonly carryOut: CarryOut;
  /** The ids of jobs of the library that no server runs. */
  readonly due: () => Promise<readonly string[]>;
  readonly jobs: Pick<JobRepository, 'find'>;
  /** Tells other servers to look for jobs. */
  readonly signal: () => Promise<void>;
  readonly log: Pick<Logger, 'error' | 'warn'>;
  /** How often jobs are looked for without a signal, in milliseconds. */
  readonly pollMs?: number | undefined;
};

/** A signal is usually there first; this notices that a server has died, or that a signal was lost. */
const POLL = 1_000;

/**
 * Finds phases in the table of jobs and runs those whose lease this server gets. There is no table of waiting phases:
 * the state of a job says that it is to be run, and its lease whether a server runs it (record 38).
 */
export class SharedJobQueue implements JobQueue {
  readonly #deps: Deps;
  readonly #stopping = new AbortController();
  readonly #running = new Map<string, Promise<void>>();
  readonly #poll: NodeJS.Timeout;
  #looking: Promise<void> | undefined;
  #isToLookAgain = false;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#poll = setInterval(() => this.look(), deps.pollMs ?? POLL).unref();
  }

  get isAtWork(): boolean {
    return this.#running.size > 0;
  }

  /** Whichever server is first runs it. */
  add(): void {
    this.look();
    void this.#deps.signal();
  }

  /** Looks for jobs that no server runs. */
  look(): void {
    if (this.#stopping.signal.aborted) return;
    this.#isToLookAgain = true;
    this.#looking ??= this.#lookAround().finally(() => {
      this.#looking = undefined;
    });
  }

  /** Other servers continue the jobs. */
  async stop(): Promise<void> {
    clearInterval(this.#poll);
    this.#stopping.abort();
    await within(STOP, Promise.all([this.#looking, ...this.#running.values()]));
  }

  async #lookAround(): Promise<void> {
    while (this.#isToLookAgain && !this.#stopping.signal.aborted) {
      this.#isToLookAgain = false;
      try {
        for (const jobId of await this.#deps.due()) {
          if (this.#running.has(jobId)) continue;
          const job = await this.#deps.jobs.find(jobId);
          if (job) this.#run(job);
        }
      } catch (error) {
        this.#deps.log.warn({ err: error }, 'could not look for jobs');
      }
    }
  }

  #run(job: JobRow): void {
    const phase = phaseOf(job);
    if (!phase || this.#stopping.signal.aborted) return;
    const done = this.#deps
      .carryOut(job, phase, this.#stopping.signal)
      .catch((error: unknown) =>
        this.#deps.log.error(
          { err: error, job_id: job.job_id },
          'could not store the state of a job',
        ),
      )
      .finally(() => {
        this.#running.delete(job.job_id);
        // Its next phase may have begun since.
        this.look();
      });
    this.#running.set(job.job_id, done);
  }
}

/** The phase that a job waits for, or is in; undefined if it has ended meanwhile. */
function phaseOf({ status }: JobRow): Phase | undefined {
  if (status === 'pending') return 'scanning';
  return status === 'scanning' || status === 'executing' || status === 'rolling_back'
    ? status
    : undefined;
}
