/**
 * What finding duplicates has in common wherever files are: the results that the API shows.
 *
 * @module
 */
import type { JobKind, Progress, Run } from '../jobs/jobKind.ts';
import { invalidFields } from '../problemError.ts';
import type {
  DuplicateGroupRow,
  DuplicateRepository,
  DuplicateRow,
  DuplicateTotals,
} from '../storage/duplicates/duplicateRepository.ts';
import type { FileRow } from '../storage/files/fileRow.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';
import type { KeptItem, PlanRepository } from '../storage/jobs/planRepository.ts';
import type { DedupeOptions } from './options.ts';

/** Most files on a page of groups, unless a single group has more. */
const FILES_A_PAGE = 10_000;

export type DuplicateGroup = {
  readonly group: DuplicateGroupRow;
  readonly files: readonly DuplicateRow[];
};

/** A page of the groups that a job has found. */
export type DedupeResults = {
  readonly groups: readonly DuplicateGroup[];
  /** Whether there are further groups. */
  readonly more: boolean;
  readonly totals: DuplicateTotals;
  readonly kept: readonly KeptItem[];
};

const faultsIn = (
  field: string,
  values: readonly string[],
  unknown: ReadonlySet<string>,
  message: string,
): { readonly pointer: string; readonly message: string }[] =>
  values.flatMap((value, at) =>
    unknown.has(value) ? [{ pointer: `#/body/${field}/${at}`, message }] : [],
  );

/** Shows what jobs that find duplicates have found; finding and removing them is left to its subclasses. */
export abstract class ReportingDeduper implements JobKind {
  readonly #duplicates: DuplicateRepository;
  readonly #plans: PlanRepository;

  constructor(duplicates: DuplicateRepository, plans: PlanRepository) {
    this.#duplicates = duplicates;
    this.#plans = plans;
  }

  places({ path }: Pick<JobRow, 'path'>): readonly string[] {
    return [path];
  }

  abstract scan(job: JobRow, run: Run): Promise<void>;
  abstract execute(job: JobRow, run: Run): Promise<Progress>;
  abstract rollBack(job: JobRow, run: Run): Promise<Progress>;
  /** The other files in the library that have the same content as a new one, as far as that is known quickly. */
  abstract duplicatesOf(file: FileRow): Promise<FileRow[]>;
  /** Releases resources. */
  abstract close(): Promise<void>;
  /** The files of groups with their ids, by the id of the group, sorted by path. */
  protected abstract filesOf(
    groups: readonly DuplicateGroupRow[],
  ): Promise<ReadonlyMap<number, DuplicateRow[]>>;

  /**
   * Checks that a job has found the groups and files that a request names.
   *
   * @throws ProblemError `invalid_request` for digests without a group and ids that no results have shown
   */
  async assertFound(
    jobId: string,
    { spare, keep_files: files }: Required<Pick<DedupeOptions, 'spare' | 'keep_files'>>,
  ): Promise<void> {
    const duplicates = this.#duplicates;
    const digests = new Set(await duplicates.unknown(jobId, spare));
    const ids = new Set(await duplicates.unknownFiles(jobId, files));
    const errors = [
      ...faultsIn('spare', spare, digests, 'The job has no group with this digest'),
      ...faultsIn('keep_files', files, ids, 'The results of the job show no file with this ID'),
    ];
    if (errors.length > 0) throw invalidFields(errors);
  }

  async count(jobId: string): Promise<{ planned: number; done: number }> {
    const counts = await this.#duplicates.tally(jobId);
    const sum = (...states: readonly DuplicateRow['status'][]) =>
      states.reduce((total, status) => total + (counts.get(status) ?? 0), 0);
    const done = sum('removed', 'restoring') - (await this.#duplicates.countDeleted(jobId));
    return { planned: sum('found', 'removing'), done };
  }

  /**
   * A page of the groups that a job has found, those that waste the most space first. Only the first
   * page has kept items.
   *
   * @param after id of the last group of the previous page; 0 for the first page
   */
  async results(job: JobRow, after: number, limit: number): Promise<DedupeResults> {
    const [duplicates, plans] = [this.#duplicates, this.#plans];
    if (job.status === 'pending' || job.status === 'scanning') {
      return { groups: [], more: false, totals: { groups: 0, files: 0, wasted: 0 }, kept: [] };
    }
    const [next, totals, kept] = await Promise.all([
      duplicates.groups(job.job_id, after, limit + 1),
      duplicates.totals(job.job_id),
      after === 0 ? plans.kept(job.job_id) : [],
    ]);
    let count = 0;
    const page = next.slice(0, limit).filter((group, index) => {
      count += group.file_count;
      return index === 0 || count <= FILES_A_PAGE;
    });
    const ofGroup = await this.filesOf(page);
    return {
      groups: page.map((group) => ({ group, files: ofGroup.get(group.id) ?? [] })),
      more: page.length < next.length,
      totals,
      kept,
    };
  }
}
