import { isWithin, normalPath } from '../files/path.ts';
import type { Tree } from '../library/tree.ts';
import { ProblemError } from '../problemError.ts';
import type { Fence } from '../storage/database.ts';
import type { JobRepository, JobRow } from '../storage/jobs/jobRepository.ts';
import type { JobCoordinator } from './jobCoordinator.ts';
import type { JobKind } from './jobKind.ts';
import type { JobQueue, Phase } from './jobQueue.ts';
import type { JobStates } from './jobStates.ts';

type Status = JobRow['status'];

/** States of a job that reads or moves files, or is about to. */
const ACTIVE: readonly Status[] = ['pending', 'scanning', 'executing', 'rolling_back'];
/** Final states of a job that may have changed something. */
const FINISHED: readonly Status[] = ['completed', 'partial', 'failed', 'cancelled', 'rolled_back'];

type Deps = {
  readonly tree: Tree;
  readonly jobs: JobRepository;
  /** Writes the states of jobs, under the fence of a decision if it has one. */
  readonly states: (fence: Fence | undefined) => JobStates;
  readonly kinds: Readonly<Record<JobRow['kind'], JobKind>>;
  readonly coordinator: JobCoordinator;
  readonly queue: JobQueue;
};

type Wanted = Pick<JobRow, 'kind' | 'user_id' | 'path' | 'methodology'> & {
  readonly dryRun: boolean;
  /** The options of the job's kind, as JSON. */
  readonly options?: string;
};

/**
 * Starts, executes, cancels and rolls back jobs of every kind, if their states allow it. Two jobs
 * never run in the same folder.
 */
export class JobService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Starts a job with its scan.
   *
   * @throws ProblemError `folder_not_found`, `not_a_folder`, `invalid_path` or `job_conflict`
   */
  async start({ dryRun, options = '{}', ...wanted }: Wanted): Promise<JobRow> {
    const { tree, states } = this.#deps;
    const path = normalPath(wanted.path);
    await tree.assertReadable(path);
    return this.#deps.coordinator.decide(async (fence) => {
      await this.#refuseOverlap({ kind: wanted.kind, path, options });
      const root = tree.identity;
      const row = { ...wanted, path, options, root, dry_run: dryRun ? 1 : 0 } as const;
      const job = await states(fence).create(row);
      this.#deps.queue.add(job, 'scanning');
      return job;
    });
  }

  /**
   * Starts to execute the plan of a job.
   *
   * @param options options of the job's kind that apply from now on, as JSON
   * @throws ProblemError `job_not_found`, `job_not_executable` or `job_conflict`
   */
  async execute(kind: JobRow['kind'], jobId: string, options?: string): Promise<JobRow> {
    return this.#deps.coordinator.decide(async (fence) => {
      const job = await this.job(jobId, kind);
      if (job.root !== this.#deps.tree.identity) {
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
      const { planned } = await this.#deps.kinds[kind].count(jobId);
      // A job that failed while executing, for example because the disk was gone, continues with the
      // rest.
      if (job.status !== 'planned' && !(job.status === 'failed' && planned > 0)) {
        throw new ProblemError('job_not_executable', notExecutable(job.status));
      }
      await this.#refuseOverlap(job);
      await this.#deps.kinds[kind].admit?.(job, fence);
      return this.#begin(options ? { ...job, options } : job, 'executing', planned, fence);
    });
  }

  /**
   * Changes the plan of a job, which nobody can execute or cancel meanwhile.
   *
   * @throws ProblemError `job_not_found`, `plan_not_changeable`, or what `change` throws
   */
  async changePlan<Changed>(
    kind: JobRow['kind'],
    jobId: string,
    change: (job: JobRow, fence: Fence | undefined) => Promise<Changed>,
  ): Promise<Changed> {
    return this.#deps.coordinator.decide(async (fence) => {
      const job = await this.job(jobId, kind);
      if (job.status !== 'planned' || job.dry_run) {
        const state = job.dry_run ? 'a dry run' : job.status;
        const remedy = ['pending', 'scanning'].includes(job.status)
          ? 'wait until it is planned'
          : 'start a new scan';
        throw new ProblemError(
          'plan_not_changeable',
          `The job is ${state}, so its plan cannot be changed; ${remedy}`,
        );
      }
      const changed = await change(job, fence);
      await this.#deps.states(fence).update(job, {});
      return changed;
    });
  }

  /**
   * Stops a job between two files, or discards its plan.
   *
   * @returns the job after it has stopped
   * @throws ProblemError `job_not_found` or `job_not_cancellable`
   */
  async cancel(jobId: string): Promise<JobRow> {
    const { coordinator, states } = this.#deps;
    const cancelled = await coordinator.decide(async (fence) => {
      const job = await this.job(jobId);
      if (job.status === 'planned' && !job.dry_run) {
        // What was counted are files that were read; nothing was changed.
        await states(fence).update(job, { status: 'cancelled', processed_count: 0 });
        return undefined;
      }
      if (
        !coordinator.isRun(jobId) ||
        job.status === 'rolling_back' ||
        !ACTIVE.includes(job.status)
      ) {
        const state = job.dry_run && job.status === 'planned' ? 'a finished dry run' : job.status;
        throw new ProblemError(
          'job_not_cancellable',
          `The job is ${state}; only a job that is scanning, planned or executing can be cancelled`,
        );
      }
      // Stored, so that the job is not resumed if the server crashes now.
      await states(fence).requestCancel(jobId);
      // Not awaited here, so that other decisions need not wait until the job has stopped.
      return { stopped: coordinator.cancel(jobId) };
    });
    await cancelled?.stopped;
    return this.job(jobId);
  }

  /**
   * Starts to undo what a job has done.
   *
   * @throws ProblemError `job_not_found`, `job_not_reversible` or `job_conflict`
   */
  async rollBack(jobId: string): Promise<JobRow> {
    return this.#deps.coordinator.decide(async (fence) => {
      const job = await this.job(jobId);
      if (job.root !== this.#deps.tree.identity) {
        throw new ProblemError(
          'job_not_reversible',
          'The job was executed in another library; start the server with that library to roll it back',
        );
      }
      const { done } = await this.#deps.kinds[job.kind].count(jobId);
      if (!FINISHED.includes(job.status) || done === 0) {
        const detail = ACTIVE.includes(job.status)
          ? `The job is ${job.status}; wait until it has finished`
          : `The job is ${job.status} and has changed nothing, so there is nothing to undo`;
        throw new ProblemError('job_not_reversible', detail);
      }
      await this.#refuseOverlap(job);
      return this.#begin(job, 'rolling_back', done, fence);
    });
  }

  /**
   * @param kind set if the job must be of this kind
   * @throws ProblemError `job_not_found`
   */
  async job(jobId: string, kind?: JobRow['kind']): Promise<JobRow> {
    const job = await this.#deps.jobs.find(jobId);
    if (!job || (kind && job.kind !== kind)) {
      throw new ProblemError(
        'job_not_found',
        `No ${kind ? `${kind} job` : 'job'} has the ID ${jobId}`,
      );
    }
    return job;
  }

  /**
   * Resumes the jobs that were running when the server ended or crashed. Jobs on another library,
   * such as one whose disk is not mounted, wait until that library is served again.
   */
  async resume(): Promise<void> {
    const { jobs, tree } = this.#deps;
    for (const job of await jobs.inState(tree.identity, ...ACTIVE)) {
      this.#deps.queue.add(job, job.status === 'pending' ? 'scanning' : (job.status as Phase));
    }
  }

  async #begin(
    job: JobRow,
    status: Phase,
    total: number,
    fence: Fence | undefined,
  ): Promise<JobRow> {
    const begun = await this.#deps.states(fence).update(job, {
      status,
      options: job.options,
      cancel_requested: 0,
      processed_count: 0,
      total_count: total,
      error_count: 0,
      phase_ms: Date.now(),
    });
    this.#deps.queue.add(begun, status);
    return begun;
  }

  async #refuseOverlap(job: Pick<JobRow, 'kind' | 'path' | 'options'>): Promise<void> {
    const { jobs, tree, kinds } = this.#deps;
    const places = kinds[job.kind].places(job);
    for (const other of await jobs.inState(tree.identity, ...ACTIVE)) {
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
