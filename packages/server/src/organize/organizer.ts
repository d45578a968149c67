import type { ScanOptions } from '../contract.ts';
import type { LibraryFolder } from '../disk/libraryFolder.ts';
import { comparePaths } from '../files/nameOrder.ts';
import type { JobKind, Progress, Run } from '../jobs/jobKind.ts';
import type { Listings } from '../library/index/listings.ts';
import type { GivenNumberRepository } from '../storage/jobs/givenNumberRepository.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';
import type { Outcome, TouchedFolderRow } from '../storage/jobs/journalRows.ts';
import type {
  ChangeRow,
  FolderRow,
  KeptItem,
  PlanRepository,
} from '../storage/jobs/planRepository.ts';
import { claimNumbers } from './claimNumbers.ts';
import { execute } from './moving/execute.ts';
import type { JournalParts } from './moving/journal.ts';
import { recover } from './moving/recover.ts';
import { rollBack } from './moving/rollBack.ts';
import { TouchedFolders } from './moving/touchedFolders.ts';
import { optionsOf } from './options.ts';
import { scan } from './planning/scan.ts';

/** A folder that the plan touches, and what the job has done to it. */
export type FolderResult = Omit<FolderRow, 'job_id'> & {
  readonly status: 'unchanged' | 'made' | 'removed';
};

/** A page of what a job plans or has done. */
export type Results = {
  readonly changes: readonly ChangeRow[];
  readonly total: number;
  readonly folders: readonly FolderResult[];
  readonly kept: readonly KeptItem[];
};

type Parts = {
  readonly library: LibraryFolder;
  readonly listings: Pick<Listings, 'reconcile' | 'noteContentTypes'>;
  readonly plans: PlanRepository;
  readonly numbers: GivenNumberRepository;
  /** What a scan does where nobody says otherwise; the contract, which has it, is large to load. */
  readonly defaults: ScanOptions;
};

/** The jobs that organize. */
export class Organizer implements JobKind {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  places(job: Pick<JobRow, 'path' | 'options'>): readonly string[] {
    const { destination = job.path } = optionsOf(job, this.#parts.defaults);
    return [job.path, destination];
  }

  /** @throws ProblemError `job_not_executable` where numbers of its plan were given to others since */
  async admit(job: JobRow): Promise<void> {
    const { destination = job.path } = optionsOf(job, this.#parts.defaults);
    if (job.methodology === 'johnny_decimal') await claimNumbers(job, destination, this.#parts);
  }

  async scan(job: JobRow, { report, signal }: Run): Promise<void> {
    const { methodology } = job;
    if (!methodology) throw new TypeError(`Job ${job.job_id} organizes, but by no methodology`);
    try {
      await scan({ ...job, methodology }, this.#parts, report, signal);
    } catch (error) {
      // Half a plan must not be taken for what a job that failed on its way has left to do.
      await this.#parts.plans.clearPlan(job.job_id);
      throw error;
    }
  }

  async execute(job: JobRow, { report, signal }: Run): Promise<Progress> {
    const { job_id: id } = job;
    const parts = await this.#recovered(id);
    let progress = await this.#executed(id);
    await report(progress);
    const add = (outcomes: readonly Outcome[]) => {
      const errors = outcomes.filter(({ status }) => status === 'failed').length;
      const done = outcomes.filter(({ status }) => status === 'done').length;
      progress = {
        ...progress,
        processed: progress.processed + done + errors,
        errors: progress.errors + errors,
      };
      return report(progress);
    };
    await execute(job, parts, add, signal);
    return this.#executed(id);
  }

  async rollBack({ job_id: id }: JobRow, run: Run): Promise<Progress> {
    return rollBack(id, await this.#recovered(id), run);
  }

  async count(jobId: string): Promise<{ planned: number; done: number }> {
    const { planned, done } = await this.#parts.plans.tally(jobId);
    return { planned, done };
  }

  /**
   * A page of what a job plans or has done. Folders and what was kept are on the first one only.
   *
   * @param after the id of the last change of the page before; 0 for the first page
   */
  async results(jobId: string, after: number, limit: number): Promise<Results> {
    const { plans } = this.#parts;
    const isFirst = after === 0;
    const [changes, total, folders, kept] = await Promise.all([
      plans.changes(jobId, after, limit),
      plans.countChanges(jobId),
      isFirst ? this.#folders(jobId) : [],
      isFirst ? plans.kept(jobId) : [],
    ]);
    return { changes, total, folders, kept };
  }

  /** What the journal is written with, once it agrees with the disk. */
  async #recovered(jobId: string): Promise<JournalParts> {
    const { library, plans } = this.#parts;
    const touched = await TouchedFolders.of(jobId, library.root, plans);
    const parts = { library, plans, touched };
    await recover(jobId, parts);
    return parts;
  }

  async #folders(jobId: string): Promise<FolderResult[]> {
    const { plans } = this.#parts;
    const [planned, touched] = await Promise.all([
      plans.folders(jobId),
      plans.touchedFolders(jobId),
    ]);
    const results = new Map<string, FolderResult>(
      planned.map((row) => [row.path, { ...row, status: 'unchanged' }]),
    );
    for (const { path, state } of touched) {
      const status = shownFolder[state];
      if (status === 'unchanged') continue;
      const counts = results.get(path) ?? { path, files_before: 0, files_after: 0 };
      results.set(path, { ...counts, status });
    }
    return [...results.values()].sort((a, b) => comparePaths(a.path, b.path));
  }

  /** Counted from the journal: after a restart some changes are settled already. */
  async #executed(jobId: string): Promise<Progress> {
    const { total, done, failed } = await this.#parts.plans.tally(jobId);
    return { processed: done + failed, total, errors: failed };
  }
}

/** That a folder is just being made or removed is the journal's business. */
const shownFolder = {
  present: 'unchanged',
  removing: 'unchanged',
  removed: 'removed',
  restoring: 'removed',
  making: 'unchanged',
  made: 'made',
  unmaking: 'made',
  unmade: 'unchanged',
} as const satisfies Record<TouchedFolderRow['state'], FolderResult['status']>;
