import type { GivenNumberRows } from '../db/givenNumbers.ts';
import type { ChangeRow, FolderRow, JobRow, JobRows, KeptItem } from '../db/jobs.ts';
import type { JobKind, Progress, Run } from '../jobs/jobKind.ts';
import type { LibraryFolder } from '../library/libraryFolder.ts';
import type { Listings } from '../library/listings.ts';
import { execute, recover } from './execute.ts';
import { claimNumbers } from './johnnyDecimal/claim.ts';
import { optionsOf } from './options.ts';
import { rollBack } from './rollback.ts';
import { scan } from './scan.ts';

/** A page of what a job plans or has done. */
export type Results = {
  readonly changes: readonly ChangeRow[];
  readonly total: number;
  readonly folders: readonly FolderRow[];
  readonly kept: readonly KeptItem[];
};

type Parts = {
  readonly library: LibraryFolder;
  readonly listings: Pick<Listings, 'reconcile'>;
  readonly jobs: JobRows;
  readonly numbers: GivenNumberRows;
};

/** The jobs that organize. */
export class Organizer implements JobKind {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  places(job: Pick<JobRow, 'path' | 'options'>): readonly string[] {
    const { destination = job.path } = optionsOf(job);
    return [job.path, destination];
  }

  /** @throws Failure `job_not_executable` where numbers of its plan were given to others since */
  async admit(job: JobRow): Promise<void> {
    const { destination = job.path } = optionsOf(job);
    if (job.methodology === 'johnny_decimal') await claimNumbers(job, destination, this.#parts);
  }

  async scan(job: JobRow, { report, signal }: Run): Promise<void> {
    const { methodology } = job;
    if (!methodology) throw new TypeError(`Job ${job.job_id} organizes, but by no methodology`);
    await scan({ ...job, methodology }, this.#parts, report, signal);
  }

  async execute({ job_id: id }: JobRow, { report, signal }: Run): Promise<Progress> {
    await recover(id, this.#parts);
    await report(await this.#executed(id));
    await execute(id, this.#parts, async () => report(await this.#executed(id)), signal);
    return this.#executed(id);
  }

  async rollBack(job: JobRow, run: Run): Promise<Progress> {
    return rollBack(job.job_id, this.#parts, run);
  }

  async count(jobId: string): Promise<{ planned: number; done: number }> {
    const { planned, done } = await this.#parts.jobs.tally(jobId);
    return { planned, done };
  }

  /**
   * A page of what a job plans or has done. Folders and what was kept are on the first one only.
   *
   * @param after the id of the last change of the page before; 0 for the first page
   */
  async results(jobId: string, after: number, limit: number): Promise<Results> {
    const { jobs } = this.#parts;
    const isFirst = after === 0;
    const [changes, total, folders, kept] = await Promise.all([
      jobs.changes(jobId, after, limit),
      jobs.countChanges(jobId),
      isFirst ? jobs.folders(jobId) : [],
      isFirst ? jobs.kept(jobId) : [],
    ]);
    return { changes, total, folders, kept };
  }

  /** Counted from the journal: after a restart some changes are settled already. */
  async #executed(jobId: string): Promise<Progress> {
    const { total, done, failed } = await this.#parts.jobs.tally(jobId);
    return { processed: done + failed, total, errors: failed };
  }
}
