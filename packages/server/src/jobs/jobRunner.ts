import type { Logger } from 'pino';
import { folderAt } from '../disk/walk.ts';
import { isWithin, normalPath } from '../files/path.ts';
import type { Library } from '../library/library.ts';
import { ProblemError } from '../problemError.ts';
import { within } from '../process/within.ts';
import type { ChangeBus } from '../storage/changeBus.ts';
import type { JobRepository, JobRow } from '../storage/jobs/jobRepository.ts';
import { untilFree } from '../storage/sqlite/untilFree.ts';
import type { JobKind, Progress, Run } from './jobKind.ts';

type Status = JobRow['status'];
type Phase = 'scanning' | 'executing' | 'rolling_back';

/** The states of a job that reads or moves files, or is about to. */
const ACTIVE: readonly Status[] = ['pending', 'scanning', 'executing', 'rolling_back'];
/** The states in which a job has come to rest after it may have changed something. */
const SETTLED: readonly Status[] = ['completed', 'partial', 'failed', 'cancelled', 'rolled_back'];

/** How long jobs may take to stop with the server, in milliseconds. */
const STOP = 10_000;

type Parts = {
  readonly library: Library;
  readonly jobs: JobRepository;
  /** The same, by a connection that does not wait: for how far a job is. */
  readonly nonBlocking: JobRepository;
  readonly kinds: Readonly<Record<JobRow['kind'], JobKind>>;
  readonly log: Logger;
  /** Where `job` is reported whenever a job's row has changed. */
  readonly changes: ChangeBus;
};

type Wanted = Pick<JobRow, 'kind' | 'user_id' | 'path' | 'methodology'> & {
  readonly dryRun: boolean;
  /** What the job's kind is to be told, as JSON. */
  readonly options?: string;
};

type Running = { readonly stop: AbortController; readonly done: Promise<void> };

/**
 * Runs jobs of every kind: keeps their states, lets no two work in one place, and goes on after a
 * restart with what was under way.
 */
export class JobRunner {
  readonly #parts: Parts;
  readonly #stopping = new AbortController();
  readonly #running = new Map<string, Running>();
  /** Where the last one stands of those that decide what a job may do; they decide one by one. */
  #decisions: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether a job reads or moves files just now. */
  get isAtWork(): boolean {
    return this.#running.size > 0;
  }

  /**
   * Starts a job, which plans.
   *
   * @throws ProblemError `folder_not_found`, `not_a_folder`, `invalid_path` or `job_conflict`
   */
  async start({ dryRun, options = '{}', ...wanted }: Wanted): Promise<JobRow> {
    const { library, jobs } = this.#parts;
    const path = normalPath(wanted.path);
    folderAt(library.root, path);
    return this.#decide(async () => {
      await this.#refuseOverlap({ kind: wanted.kind, path, options });
      const job = await jobs.create(
        { ...wanted, path, options, root: library.identity, dry_run: dryRun ? 1 : 0 },
        Date.now(),
      );
      this.#parts.changes.emit('job', job);
      this.#run(job, 'scanning');
      return job;
    });
  }

  /**
   * Starts to carry out a job's plan.
   *
   * @param options what the job's kind is to be told from now on, as JSON
   * @throws ProblemError `job_not_found`, `job_not_executable` or `job_conflict`
   */
  async execute(kind: JobRow['kind'], jobId: string, options?: string): Promise<JobRow> {
    return this.#decide(async () => {
      const job = await this.job(jobId, kind);
      if (job.root !== this.#parts.library.identity) {
        throw new ProblemError(
          'job_not_executable',
          'The job was planned for another library; start a new scan for this one',
        );
      }
      if (job.dry_run) {
        const detail =
          'The job was started with dry_run, so its plan cannot be executed; start a new scan without dry_run';
        throw new ProblemError('job_not_executable', detail);
      }
      const { planned } = await this.#parts.kinds[kind].count(jobId);
      // A job that could not go on, such as where the disk was gone, goes on with what is left.
      if (job.status !== 'planned' && !(job.status === 'failed' && planned > 0)) {
        throw new ProblemError('job_not_executable', notExecutable(job.status));
      }
      await this.#refuseOverlap(job);
      await this.#parts.kinds[kind].admit?.(job);
      return this.#begin(options ? { ...job, options } : job, 'executing', planned);
    });
  }

  /**
   * Stops a job between two files, or gives up its plan.
   *
   * @returns the job after it has come to rest
   * @throws ProblemError `job_not_found` or `job_not_cancellable`
   */
  async cancel(jobId: string): Promise<JobRow> {
    const running = await this.#decide(async () => {
      const job = await this.job(jobId);
      if (job.status === 'planned' && !job.dry_run) {
        await this.#update(job, { status: 'cancelled' });
        return undefined;
      }
      const running = this.#running.get(jobId);
      if (!running || job.status === 'rolling_back' || !ACTIVE.includes(job.status)) {
        const state = job.dry_run && job.status === 'planned' ? 'a finished dry run' : job.status;
        throw new ProblemError(
          'job_not_cancellable',
          `The job is ${state}; only a job that is scanning, planned or executing can be cancelled`,
        );
      }
      // Written down, so that a server that dies now does not take the job up again.
      await this.#parts.jobs.update(jobId, { cancel_requested: 1 });
      running.stop.abort();
      return running;
    });
    await running?.done;
    return this.job(jobId);
  }

  /**
   * Starts to undo what a job has done.
   *
   * @throws ProblemError `job_not_found`, `job_not_reversible` or `job_conflict`
   */
  async rollBack(jobId: string): Promise<JobRow> {
    return this.#decide(async () => {
      const job = await this.job(jobId);
      if (job.root !== this.#parts.library.identity) {
        throw new ProblemError(
          'job_not_reversible',
          'The job was executed in another library; start the server with that library to roll it back',
        );
      }
      const { done } = await this.#parts.kinds[job.kind].count(jobId);
      if (!SETTLED.includes(job.status) || done === 0) {
        const detail = ACTIVE.includes(job.status)
          ? `The job is ${job.status}; wait until it has finished`
          : `The job is ${job.status} and has changed nothing, so there is nothing to undo`;
        throw new ProblemError('job_not_reversible', detail);
      }
      await this.#refuseOverlap(job);
      return this.#begin(job, 'rolling_back', done);
    });
  }

  /**
   * @param kind where only a job of this kind will do
   * @throws ProblemError `job_not_found`
   */
  async job(jobId: string, kind?: JobRow['kind']): Promise<JobRow> {
    const job = await this.#parts.jobs.find(jobId);
    if (!job || (kind && job.kind !== kind)) {
      throw new ProblemError(
        'job_not_found',
        `No ${kind ? `${kind} job` : 'job'} has the ID ${jobId}`,
      );
    }
    return job;
  }

  /**
   * Goes on with the jobs that were at work when the server ended, in whatever way it ended. Jobs
   * on another library, such as one whose disk is not mounted, wait until that is served again.
   */
  async resume(): Promise<void> {
    const { jobs, library } = this.#parts;
    for (const job of await jobs.inState(library.identity, ...ACTIVE)) {
      this.#run(job, job.status === 'pending' ? 'scanning' : (job.status as Phase));
    }
  }

  /**
   * Stops all jobs between two files; they go on when the server starts again. One that does not stop
   * in time ends with its thread, and is taken up again as after a crash.
   */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await within(STOP, Promise.all([...this.#running.values()].map(({ done }) => done)));
  }

  async #begin(job: JobRow, status: Phase, total: number): Promise<JobRow> {
    const begun = await this.#update(job, {
      status,
      options: job.options,
      cancel_requested: 0,
      processed_count: 0,
      total_count: total,
      error_count: 0,
      phase_ms: Date.now(),
    });
    this.#run(begun, status);
    return begun;
  }

  #run(job: JobRow, phase: Phase): void {
    const stop = new AbortController();
    if (job.cancel_requested) stop.abort();
    const done = this.#carry(job, phase, AbortSignal.any([stop.signal, this.#stopping.signal]))
      .catch((error: unknown) => this.#parts.log.error({ err: error }, 'could not store the job'))
      .finally(() => this.#running.delete(job.job_id));
    this.#running.set(job.job_id, { stop, done });
  }

  async #carry(job: JobRow, phase: Phase, signal: AbortSignal): Promise<void> {
    const { kinds, log } = this.#parts;
    let row = job;
    const report = async ({ processed, total, errors }: Progress) => {
      const progress = {
        processed_count: processed,
        total_count: total,
        error_count: errors,
        updated_ms: Date.now(),
      };
      await untilFree(() => this.#parts.nonBlocking.noteProgress(row.job_id, progress));
      row = { ...row, ...progress };
      this.#parts.changes.emit('job', row);
    };
    try {
      if (row.status !== phase) {
        row = await this.#update(row, { status: phase, phase_ms: Date.now() });
      }
      const end = await endOf(kinds[job.kind], phase, row, { report, signal });
      await this.#update(row, { ...end, cancel_requested: 0 });
    } catch (error) {
      // A job that was stopped with the server keeps its state, by which it is resumed.
      if (this.#stopping.signal.aborted) return;
      if (!signal.aborted) log.error({ err: error, job_id: job.job_id }, 'job failed');
      const status = signal.aborted ? 'cancelled' : 'failed';
      await this.#update(row, { status, cancel_requested: 0 });
    }
  }

  async #update(job: JobRow, change: Partial<JobRow>): Promise<JobRow> {
    const dated = { ...change, updated_ms: Date.now() };
    await this.#parts.jobs.update(job.job_id, dated);
    const changed = { ...job, ...dated };
    this.#parts.changes.emit('job', changed);
    return changed;
  }

  async #decide<T>(decision: () => Promise<T>): Promise<T> {
    const decided = this.#decisions.then(decision);
    this.#decisions = decided.catch(() => undefined);
    return decided;
  }

  async #refuseOverlap(job: Pick<JobRow, 'kind' | 'path' | 'options'>): Promise<void> {
    const { jobs, library, kinds } = this.#parts;
    const places = kinds[job.kind].places(job);
    for (const other of await jobs.inState(library.identity, ...ACTIVE)) {
      const place = kinds[other.kind]
        .places(other)
        .find((each) => places.some((mine) => isWithin(each, mine) || isWithin(mine, each)));
      if (place) {
        throw new ProblemError(
          'job_conflict',
          `Job ${other.job_id} is active in "${place}"; wait until it has finished, or cancel it`,
        );
      }
    }
  }
}

/** Why a job in a state cannot be executed, and what to do. */
function notExecutable(status: Status): string {
  if (status === 'pending' || status === 'scanning') {
    return `The job is ${status}; wait until it is planned`;
  }
  const isAtWork = ACTIVE.includes(status);
  return `The job is ${isAtWork ? `already ${status}` : `${status}; start a new scan`}`;
}

/** Goes through a phase, and tells how the job stands after it. */
async function endOf(kind: JobKind, phase: Phase, job: JobRow, run: Run): Promise<Partial<JobRow>> {
  if (phase === 'scanning') {
    await kind.scan(job, run);
    return { status: 'planned' };
  }
  const isExecution = phase === 'executing';
  const { processed, errors } = await (isExecution
    ? kind.execute(job, run)
    : kind.rollBack(job, run));
  const whole = isExecution ? 'completed' : 'rolled_back';
  return {
    status: errors > 0 ? 'partial' : whole,
    processed_count: processed,
    error_count: errors,
  };
}
