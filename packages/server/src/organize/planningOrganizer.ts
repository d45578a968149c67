/**
 * What organizing has in common wherever files are: plans, and the results that the API shows.
 *
 * @module
 */
import type { Methodology, PlanChange, ScanOptions } from '../contract.ts';
import { comparePaths } from '../files/nameOrder.ts';
import type { JobKind, Progress, Run } from '../jobs/jobKind.ts';
import type { Fence } from '../storage/database.ts';
import type { GivenNumberRepository } from '../storage/jobs/givenNumberRepository.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';
import type { TouchedFolderRow } from '../storage/jobs/journalRows.ts';
import type {
  ChangeRow,
  FolderRow,
  KeptItem,
  PlanRepository,
} from '../storage/jobs/planRepository.ts';
import { claimNumbers } from './claimNumbers.ts';
import { checkedOptions, optionsOf } from './options.ts';
import { changePlan } from './planning/changePlan.ts';
import { scan } from './planning/scan.ts';
import type { TreeSource } from './planning/treeSource.ts';

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

/** The library, and the tables of plans. */
export type PlanParts = {
  readonly source: TreeSource;
  readonly plans: PlanRepository;
  readonly numbers: GivenNumberRepository;
};

export type PlanningDeps = {
  /** What is written, under a fence if there is one; see `fencedBy`. */
  readonly parts: (fence: Fence | undefined) => PlanParts;
  /**
   * Options of a scan unless set otherwise. Passed in, since the contract that defines them is large
   * to load.
   */
  readonly defaults: ScanOptions;
};

/** Plans jobs that organize; moving files is left to its subclasses. */
export abstract class PlanningOrganizer implements JobKind {
  readonly #deps: PlanningDeps;
  /** Without a fence, to read. */
  readonly #plans: PlanRepository;
  readonly #source: TreeSource;

  constructor(deps: PlanningDeps) {
    this.#deps = deps;
    const { plans, source } = deps.parts(undefined);
    this.#plans = plans;
    this.#source = source;
  }

  abstract execute(job: JobRow, run: Run): Promise<Progress>;
  abstract rollBack(job: JobRow, run: Run): Promise<Progress>;

  /** See {@link checkedOptions}. */
  checkedOptions(methodology: Methodology, options: ScanOptions): Promise<ScanOptions> {
    return checkedOptions(this.#source, methodology, options);
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
  async admit(job: JobRow, fence?: Fence): Promise<void> {
    if (job.methodology !== 'johnny_decimal') return;
    const { parts, defaults } = this.#deps;
    const { destination = job.path } = optionsOf(job, defaults);
    await claimNumbers(job, destination, parts(fence));
  }

  async scan(job: JobRow, { report, signal, fence }: Run): Promise<void> {
    const { methodology } = job;
    if (!methodology) throw new TypeError(`Job ${job.job_id} organizes, but by no methodology`);
    const { defaults } = this.#deps;
    const parts = this.#deps.parts(fence);
    try {
      await scan({ ...job, methodology }, { ...parts, defaults }, report, signal);
    } catch (error) {
      // Half a plan must not look like the remaining changes of a job that failed while executing.
      await parts.plans.clearPlan(job.job_id);
      throw error;
    }
  }

  async count(jobId: string): Promise<{ planned: number; done: number }> {
    const { planned, done } = await this.#plans.tally(jobId);
    return { planned, done };
  }

  /**
   * Changes the plan of a job, which must not start to execute it meanwhile.
   *
   * @returns the changed moves
   * @throws ProblemError `invalid_request` if one of them cannot be changed so; nothing is changed then
   */
  changePlan(job: JobRow, changes: readonly PlanChange[], fence?: Fence): Promise<ChangeRow[]> {
    const parts = this.#deps.parts(fence);
    return changePlan(job.job_id, changes, { ...parts, places: this.places(job) });
  }

  /**
   * A page of the planned or executed changes. Only the first page has folders and kept items.
   *
   * @param after id of the last change of the previous page; 0 for the first page
   */
  async results(jobId: string, after: number, limit: number): Promise<Results> {
    const plans = this.#plans;
    const isFirst = after === 0;
    const [changes, total, folders, kept] = await Promise.all([
      plans.changes(jobId, after, limit),
      plans.countChanges(jobId),
      isFirst ? this.#folders(jobId) : [],
      isFirst ? plans.kept(jobId) : [],
    ]);
    return { changes, total, folders, kept };
  }

  async #folders(jobId: string): Promise<FolderResult[]> {
    const plans = this.#plans;
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
  protected async executed(jobId: string): Promise<Progress> {
    const { total, done, failed } = await this.#plans.tally(jobId);
    return { processed: done + failed, total, errors: failed };
  }

  /** Reports outcomes of an execution as they come. */
  protected async counting(
    jobId: string,
    { report }: Run,
  ): Promise<(outcomes: readonly Pick<ChangeRow, 'status'>[]) => Promise<void>> {
    let progress = await this.executed(jobId);
    await report(progress);
    return (outcomes) => {
      const errors = outcomes.filter(({ status }) => status === 'failed').length;
      const done = outcomes.filter(({ status }) => status === 'done').length;
      progress = {
        ...progress,
        processed: progress.processed + done + errors,
        errors: progress.errors + errors,
      };
      return report(progress);
    };
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
