import type { Logger } from 'pino';
import type { Methodology } from '../contract.ts';
import type { FileRows } from '../db/files.ts';
import type { ChangeRow, FolderRow, JobRow, JobRows, KeptItem } from '../db/jobs.ts';
import { Failure } from '../failure.ts';
import type { Library } from '../library/library.ts';
import { isWithin, normalPath } from '../library/path.ts';
import { execute, recover } from './execute.ts';
import { scan } from './scan.ts';

export type Results = {
  readonly job: JobRow;
  readonly changes: readonly ChangeRow[];
  readonly total: number;
  readonly folders: readonly FolderRow[];
  readonly kept: readonly KeptItem[];
};

type Parts = {
  readonly library: Library;
  readonly files: FileRows;
  readonly jobs: JobRows;
  readonly log: Logger;
};

/** Runs the jobs that organize: plans, carries plans out, and goes on with both after a restart. */
export class Organizer {
  readonly #parts: Parts;
  readonly #stop = new AbortController();
  readonly #running = new Set<Promise<void>>();
  /** Where the last one stands of those that decide which job may begin; they decide one by one. */
  #decisions: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Starts a job that plans an organization.
   *
   * @throws Failure `folder_not_found`, `not_a_folder`, `invalid_path` or `job_conflict`
   */
  async start(wanted: {
    readonly path: string;
    readonly methodology: Methodology;
    readonly dryRun: boolean;
    readonly userId: string;
  }): Promise<JobRow> {
    const path = normalPath(wanted.path);
    this.#parts.library.read(path);
    const job = await this.#decide(async () => {
      await this.#refuseOverlap(path);
      return this.#parts.jobs.create(
        {
          kind: 'organize',
          user_id: wanted.userId,
          root: this.#parts.library.identity,
          path,
          methodology: wanted.methodology,
          dry_run: wanted.dryRun ? 1 : 0,
        },
        Date.now(),
      );
    });
    this.#run(() => this.#scan(job));
    return job;
  }

  /**
   * Starts to carry out a job's plan.
   *
   * @throws Failure `job_not_found`, `job_not_executable` or `job_conflict`
   */
  async execute(jobId: string): Promise<JobRow> {
    const { jobs } = this.#parts;
    const job = await this.#decide(async () => {
      const found = await this.job(jobId);
      if (found.root !== this.#parts.library.identity) {
        throw new Failure('job_not_executable', 'The job was planned on another library');
      }
      if (found.dry_run) {
        const detail = 'The job was started with dry_run, so its plan is never carried out';
        throw new Failure('job_not_executable', detail);
      }
      if (found.status !== 'planned') {
        throw new Failure('job_not_executable', `The job is ${found.status}, not planned`);
      }
      await this.#refuseOverlap(found.path);
      await jobs.update(jobId, {
        status: 'executing',
        processed_count: 0,
        total_count: await jobs.countChanges(jobId),
        error_count: 0,
        ...phaseStart(),
      });
      return this.job(jobId);
    });
    this.#run(() => this.#execute(job));
    return job;
  }

  /** @throws Failure `job_not_found` */
  async job(jobId: string): Promise<JobRow> {
    const job = await this.#parts.jobs.find(jobId);
    if (!job) throw new Failure('job_not_found', `No job has the id ${jobId}`);
    return job;
  }

  /**
   * A page of what a job plans or has done. Folders and what was kept are on the first one only.
   *
   * @param after the id of the last change of the page before; 0 for the first page
   * @throws Failure `job_not_found`
   */
  async results(jobId: string, after: number, limit: number): Promise<Results> {
    const { jobs } = this.#parts;
    const job = await this.job(jobId);
    const isFirst = after === 0;
    const [changes, total, folders, kept] = await Promise.all([
      jobs.changes(jobId, after, limit),
      jobs.countChanges(jobId),
      isFirst ? jobs.folders(jobId) : [],
      isFirst ? jobs.kept(jobId) : [],
    ]);
    return { job, changes, total, folders, kept };
  }

  /**
   * Goes on with the jobs that were at work when the server ended, in whatever way it ended. Jobs
   * on another library, such as one whose disk is not mounted, wait until that is served again.
   */
  async resume(): Promise<void> {
    const { jobs, library } = this.#parts;
    for (const job of await jobs.inState(library.identity, 'pending', 'scanning')) {
      this.#run(() => this.#scan(job));
    }
    for (const job of await jobs.inState(library.identity, 'executing')) {
      this.#run(() => this.#execute(job));
    }
  }

  /** Stops all jobs between two files; they go on when the server starts again. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#running);
  }

  async #scan(job: JobRow): Promise<void> {
    const { jobs } = this.#parts;
    await jobs.update(job.job_id, { status: 'scanning', ...phaseStart() });
    const report = ({
      processed,
      total,
      errors,
    }: {
      processed: number;
      total: number;
      errors: number;
    }) =>
      jobs.update(job.job_id, {
        processed_count: processed,
        total_count: total,
        error_count: errors,
        updated_ms: Date.now(),
      });
    try {
      await scan(job, this.#parts, report, this.#stop.signal);
      await jobs.update(job.job_id, { status: 'planned', updated_ms: Date.now() });
    } catch (error) {
      await this.#fail(job, error);
    }
  }

  async #execute(job: JobRow): Promise<void> {
    const { jobs } = this.#parts;
    const id = job.job_id;
    // Counted from the journal: after a restart some changes are settled already.
    const report = async () => {
      const [done, failed] = await Promise.all([
        jobs.countChanges(id, 'done'),
        jobs.countChanges(id, 'failed'),
      ]);
      await jobs.update(id, {
        processed_count: done + failed,
        error_count: failed,
        updated_ms: Date.now(),
      });
    };
    try {
      await recover(id, this.#parts);
      await report();
      await execute(id, this.#parts, report, this.#stop.signal);
      const failed = await jobs.countChanges(id, 'failed');
      await jobs.update(id, {
        status: failed > 0 ? 'partial' : 'completed',
        updated_ms: Date.now(),
      });
    } catch (error) {
      await this.#fail(job, error);
    }
  }

  async #fail(job: JobRow, error: unknown): Promise<void> {
    // A job that was stopped with the server keeps its state, by which it is resumed.
    if (this.#stop.signal.aborted) return;
    this.#parts.log.error({ err: error, job_id: job.job_id }, 'job failed');
    await this.#parts.jobs.update(job.job_id, { status: 'failed', updated_ms: Date.now() });
  }

  #run(work: () => Promise<void>): void {
    const running = work()
      .catch((error: unknown) =>
        this.#parts.log.error({ err: error }, 'job could not be written down'),
      )
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  async #decide<T>(decision: () => Promise<T>): Promise<T> {
    const decided = this.#decisions.then(decision);
    this.#decisions = decided.catch(() => undefined);
    return decided;
  }

  async #refuseOverlap(path: string): Promise<void> {
    const { jobs, library } = this.#parts;
    const active = await jobs.inState(library.identity, 'pending', 'scanning', 'executing');
    const other = active.find((job) => isWithin(job.path, path) || isWithin(path, job.path));
    if (other) {
      throw new Failure('job_conflict', `Job ${other.job_id} is at work in "${other.path}"`);
    }
  }
}

const phaseStart = () => {
  const now = Date.now();
  return { phase_ms: now, updated_ms: now };
};
