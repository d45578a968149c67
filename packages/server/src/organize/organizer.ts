/** Jobs of the kind `organize`: their phases, and the results that the API shows. */

import type { PlanChange, ScanOptions } from '../contract.ts';
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
import type { JournalDeps } from './moving/journal.ts';
import { recover } from './moving/recover.ts';
import { rollBack } from './moving/rollBack.ts';
import { TouchedFolders } from './moving/touchedFolders.ts';
import { optionsOf } from './options.ts';
import { changePlan } from './planning/changePlan.ts';
import { scan } from './planning/scan.ts';

/** A folder that the plan touches, and what the job has done to it. */
export type FolderResult = Omit<FolderRow, 'job_id'> & {
  readonly status: 'unchanged' | 'made' | 'removed';
};

/** A page of the planned or executed changes. */
export type Results = {
  readonly changes: readonly ChangeRow[];
  readonly total: number;
  readonly folders: readonly FolderResult[];
  readonly kept: readonly KeptItem[];
};

type Deps = {
  readonly library: LibraryFolder;
  readonly listings: Pick<Listings, 'reconcile' | 'noteContentTypes'>;
  readonly plans: PlanRepository;
  readonly numbers: GivenNumberRepository;
  /**
   * Options of a scan unless set otherwise. Passed in, since the contract that defines them is large
   * to load.
   */
  readonly defaults: ScanOptions;
};

/** Runs the phases of jobs that organize. The caller decides in which thread. */
export class Organizer implements JobKind {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * The destination counts as a folder of the job, so no other job may work there meanwhile. The scan
   * reads three levels of a destination outside of `path`.
   */
  places(job: Pick<JobRow, 'path' | 'options'>): readonly string[] {
    const { destination = job.path } = optionsOf(job, this.#deps.defaults);
    return [job.path, destination];
  }

  /**
   * @throws ProblemError `job_not_executable` if numbers of its plan were assigned to something else
   *   since
   */
  async admit(job: JobRow): Promise<void> {
    const { destination = job.path } = optionsOf(job, this.#deps.defaults);
    if (job.methodology === 'johnny_decimal') await claimNumbers(job, destination, this.#deps);
  }

  async scan(job: JobRow, { report, signal }: Run): Promise<void> {
    const { methodology } = job;
    if (!methodology) throw new TypeError(`Job ${job.job_id} organizes, but by no methodology`);
    try {
      await scan({ ...job, methodology }, this.#deps, report, signal);
    } catch (error) {
      // Half a plan must not look like the remaining changes of a job that failed while executing.
      await this.#deps.plans.clearPlan(job.job_id);
      throw error;
    }
  }

  async execute(job: JobRow, { report, signal }: Run): Promise<Progress> {
    const { job_id: id } = job;
    const deps = await this.#recovered(id);
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
    await execute(job, deps, add, signal);
    return this.#executed(id);
  }

  async rollBack({ job_id: id }: JobRow, run: Run): Promise<Progress> {
    return rollBack(id, await this.#recovered(id), run);
  }

  async count(jobId: string): Promise<{ planned: number; done: number }> {
    const { planned, done } = await this.#deps.plans.tally(jobId);
    return { planned, done };
  }

  /**
   * Changes the plan of a job, which must not start to execute it meanwhile.
   *
   * @returns the changed moves
   * @throws ProblemError `invalid_request` if one of them cannot be changed so; nothing is changed then
   */
  changePlan(job: JobRow, changes: readonly PlanChange[]): Promise<ChangeRow[]> {
    const { library, plans } = this.#deps;
    return changePlan(job.job_id, changes, { root: library.root, places: this.places(job), plans });
  }

  /**
   * A page of the planned or executed changes. Only the first page has folders and kept items.
   *
   * @param after id of the last change of the previous page; 0 for the first page
   */
  async results(jobId: string, after: number, limit: number): Promise<Results> {
    const { plans } = this.#deps;
    const isFirst = after === 0;
    const [changes, total, folders, kept] = await Promise.all([
      plans.changes(jobId, after, limit),
      plans.countChanges(jobId),
      isFirst ? this.#folders(jobId) : [],
      isFirst ? plans.kept(jobId) : [],
    ]);
    return { changes, total, folders, kept };
  }

  /** What is needed to write the journal, after the journal was reconciled with the disk. */
  async #recovered(jobId: string): Promise<JournalDeps> {
    const { library, plans } = this.#deps;
    const touched = await TouchedFolders.of(jobId, library.root, plans);
    const deps = { library, plans, touched };
    await recover(jobId, deps);
    return deps;
  }

  async #folders(jobId: string): Promise<FolderResult[]> {
    const { plans } = this.#deps;
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

  /** Counted from the journal, since after a restart some changes have their outcome already. */
  async #executed(jobId: string): Promise<Progress> {
    const { total, done, failed } = await this.#deps.plans.tally(jobId);
    return { processed: done + failed, total, errors: failed };
  }
}

/** Results do not show that a folder is currently being made or removed. */
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
