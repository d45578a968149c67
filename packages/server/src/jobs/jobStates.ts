import type { ChangeBus } from '../storage/changeBus.ts';
import type { JobRepository, JobRow } from '../storage/jobs/jobRepository.ts';

/** Stores the states of jobs and publishes each change. */
export class JobStates {
  readonly #jobs: JobRepository;
  readonly #changes: ChangeBus;

  constructor(jobs: JobRepository, changes: ChangeBus) {
    this.#jobs = jobs;
    this.#changes = changes;
  }

  /** Stores a new job, which is `pending`. */
  async create(job: Parameters<JobRepository['create']>[0]): Promise<JobRow> {
    const created = await this.#jobs.create(job, Date.now());
    this.#changes.emit('job', created);
    return created;
  }

  /** Stores that a job is to be cancelled, before anything is done about it. */
  async requestCancel(jobId: string): Promise<void> {
    await this.#jobs.update(jobId, { cancel_requested: 1 });
  }

  /** @returns the changed job */
  async update(job: JobRow, change: Partial<JobRow>): Promise<JobRow> {
    const dated = { ...change, updated_ms: Date.now() };
    await this.#jobs.update(job.job_id, dated);
    const changed = { ...job, ...dated };
    this.#changes.emit('job', changed);
    return changed;
  }
}
