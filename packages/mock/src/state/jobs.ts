/** The jobs of the stateful mock, which advance by a timer. */

import { randomUUID } from 'node:crypto';
import { ProblemError } from 'contract-first/mock';
import type { Job, JobStatus } from './resources.ts';
import type { Work } from './work.ts';

/** Each phase takes half a second, in steps as far apart as the events of a job may be. */
const STEPS = 5;
const STEP = 100;

type Entry<W extends Work> = { job: Job; readonly work: W; timer?: NodeJS.Timeout };

/** Runs jobs step by step. */
export class Jobs<W extends Work> {
  readonly #entries = new Map<string, Entry<W>>();
  readonly #changed: (job: Job, work: W) => void;

  /** @param changed called at each step and each change of state */
  constructor(changed: (job: Job, work: W) => void) {
    this.#changed = changed;
  }

  /** Adds a job as it is. */
  add(job: Job, work: W): void {
    this.#entries.set(job.job_id, { job, work });
  }

  /** Newest first. */
  get all(): Job[] {
    const created = ({ created_at }: Job) => Date.parse(created_at);
    return [...this.#entries.values()]
      .map(({ job }) => job)
      .toReversed()
      .sort((a, b) => created(b) - created(a));
  }

  /** @throws ProblemError `job_not_found` */
  get(jobId: string, kind?: Job['kind']): { readonly job: Job; readonly work: W } {
    return this.#entry(jobId, kind);
  }

  /**
   * Starts a job with its scan.
   *
   * @throws ProblemError `job_conflict`
   */
  start(
    wanted: Pick<Job, 'kind' | 'path' | 'methodology' | 'dry_run'>,
    work: W,
    total: number,
  ): Job {
    this.#refuseConflict(wanted.path);
    const now = new Date().toISOString();
    const job: Job = {
      job_id: randomUUID(),
      status: 'pending',
      ...wanted,
      progress: 0,
      processed_count: 0,
      total_count: 0,
      error_count: 0,
      created_at: now,
      updated_at: now,
      estimated_completion: null,
    };
    const entry: Entry<W> = { job, work };
    this.#entries.set(job.job_id, entry);
    this.#changed(job, work);
    entry.timer = setTimeout(
      () => this.#run(entry, 'scanning', total, () => true, ended('planned')),
      STEP,
    );
    return job;
  }

  /** @throws ProblemError `job_not_found`, `job_not_executable` or `job_conflict` */
  execute(jobId: string, kind: Job['kind']): Job {
    const entry = this.#entry(jobId, kind);
    const { status, dry_run, path } = entry.job;
    if (status !== 'planned' || dry_run) {
      const why = dry_run
        ? 'The job was started with dry_run, so its plan cannot be executed; start a new scan without dry_run'
        : `The job is ${status}, not planned; wait until it is planned, or start a new scan`;
      throw new ProblemError('job_not_executable', why);
    }
    this.#refuseConflict(path);
    const { work } = entry;
    return this.#run(entry, 'executing', work.size, (piece) => work.do(piece), ended('completed'));
  }

  /**
   * Changes the plan of a job.
   *
   * @param change undefined if the job has no plan of this kind
   * @throws ProblemError `job_not_found`, `plan_not_changeable`, or what `change` throws
   */
  change<Changed>(jobId: string, change: (work: W) => Changed | undefined): Changed {
    const entry = this.#entry(jobId, 'organize');
    const { status, dry_run } = entry.job;
    if (status !== 'planned' || dry_run) {
      const state = dry_run ? 'a dry run' : status;
      throw new ProblemError(
        'plan_not_changeable',
        `The job is ${state}, so its plan cannot be changed; start a new scan`,
      );
    }
    const changed = change(entry.work);
    if (changed === undefined)
      throw new ProblemError('job_not_found', `No job has the ID ${jobId}`);
    this.#change(entry, {});
    return changed;
  }

  /** @throws ProblemError `job_not_found` or `job_not_cancellable` */
  cancel(jobId: string): Job {
    const entry = this.#entry(jobId);
    const { status, dry_run } = entry.job;
    const isOver = status === 'planned' && dry_run;
    if (!['pending', 'scanning', 'planned', 'executing'].includes(status) || isOver) {
      throw new ProblemError(
        'job_not_cancellable',
        `The job is ${status}; only a job that is scanning, planned or executing can be cancelled`,
      );
    }
    clearTimeout(entry.timer);
    // A scan and a plan have changed nothing, however many files were read; without a plan there is nothing to do.
    const processed = status === 'executing' ? {} : { progress: 0, processed_count: 0 };
    const total = status === 'scanning' || status === 'pending' ? { total_count: 0 } : {};
    return this.#change(entry, {
      ...processed,
      ...total,
      status: 'cancelled',
      estimated_completion: null,
    });
  }

  /** @throws ProblemError `job_not_found`, `job_not_reversible` or `job_conflict` */
  rollBack(jobId: string): Job {
    const entry = this.#entry(jobId);
    const { work, job } = entry;
    const done = work.done.toReversed();
    if (isAtWork(job) || done.length === 0) {
      throw new ProblemError(
        'job_not_reversible',
        isAtWork(job)
          ? `The job is ${job.status}; wait until it has finished`
          : `The job is ${job.status} and has changed nothing, so there is nothing to undo`,
      );
    }
    this.#refuseConflict(job.path);
    // Each index is one of the pieces that were done.
    const undo = (index: number) => work.undo(done[index] ?? 0);
    return this.#run(entry, 'rolling_back', done.length, undo, ended('rolled_back'));
  }

  /** Stops all running jobs. */
  stop(): void {
    for (const { timer } of this.#entries.values()) clearTimeout(timer);
  }

  /** Processes the pieces of a phase, some in each step. */
  #run(
    entry: Entry<W>,
    status: JobStatus,
    total: number,
    piece: (index: number) => boolean,
    end: (errors: number) => JobStatus,
  ): Job {
    const until = new Date(Date.now() + STEPS * STEP).toISOString();
    let errors = 0;
    let done = 0;
    const step = (count: number) => {
      const goal = Math.floor((total * count) / STEPS);
      for (; done < goal; done++) if (!piece(done)) errors += 1;
      const progress = Math.floor((100 * count) / STEPS);
      const counts = { progress, processed_count: done, total_count: total, error_count: errors };
      this.#change(entry, { status, estimated_completion: until, ...counts });
      entry.timer = setTimeout(() => {
        if (count < STEPS) step(count + 1);
        else this.#change(entry, { status: end(errors), estimated_completion: null });
      }, STEP);
    };
    step(0);
    return entry.job;
  }

  #change(entry: Entry<W>, change: Partial<Job>): Job {
    entry.job = { ...entry.job, ...change, updated_at: new Date().toISOString() };
    this.#changed(entry.job, entry.work);
    return entry.job;
  }

  #entry(jobId: string, kind?: Job['kind']): Entry<W> {
    const entry = this.#entries.get(jobId);
    if (!entry || (kind && entry.job.kind !== kind)) {
      throw new ProblemError('job_not_found', `No job has the ID ${jobId}`);
    }
    return entry;
  }

  #refuseConflict(path: string): void {
    const within = (a: string, b: string) => `${a}/`.startsWith(b === '/' ? '/' : `${b}/`);
    const other = this.all.find(
      (job) => isAtWork(job) && (within(job.path, path) || within(path, job.path)),
    );
    if (!other) return;
    throw new ProblemError(
      'job_conflict',
      `Job ${other.job_id} is active in "${other.path}"; wait until it has finished, or cancel it`,
    );
  }
}

/** Whether a job is running or about to. */
export const isAtWork = ({ status }: Job): boolean =>
  ['pending', 'scanning', 'executing', 'rolling_back'].includes(status);

const ended =
  (status: JobStatus) =>
  (errors: number): JobStatus =>
    errors > 0 ? 'partial' : status;
