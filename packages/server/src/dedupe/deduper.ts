/** Jobs of the kind `dedupe`: their phases, and the results that the API shows. */

import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { JobKind, Progress, Run } from '../jobs/jobKind.ts';
import type { Library } from '../library/library.ts';
import { invalidFields } from '../problemError.ts';
import type { DigestRepository } from '../storage/duplicates/digestRepository.ts';
import type {
  DuplicateGroupRow,
  DuplicateRepository,
  DuplicateRow,
  DuplicateTotals,
} from '../storage/duplicates/duplicateRepository.ts';
import type { FileRepository } from '../storage/files/fileRepository.ts';
import type { FileRow } from '../storage/files/fileRow.ts';
import type { TrashRepository } from '../storage/files/trashRepository.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';
import type { KeptItem, PlanRepository } from '../storage/jobs/planRepository.ts';
import { withFileIds } from './fileIds.ts';
import { EqualFiles } from './finding/equalFiles.ts';
import { Finder, type Found, type KeptDigest } from './finding/find.ts';
import { Readers } from './finding/readers.ts';
import { type DedupeOptions, optionsOf } from './options.ts';
import { execute } from './removing/execute.ts';
import { rollBack } from './removing/rollBack.ts';
import { Throttle } from './throttle.ts';

/**
 * How many digests are written in one transaction; other requests run in between. V8 collects so few at once,
 * while they are young, but keeps thousands until its heap has grown by a hundred MiB.
 */
const ROWS_AT_ONCE = 500;
/** Most files on a page of groups, unless a single group has more. */
const FILES_A_PAGE = 10_000;

type Deps = {
  readonly library: Library;
  readonly files: FileRepository;
  readonly trash: TrashRepository;
  readonly plans: PlanRepository;
  readonly duplicates: DuplicateRepository;
  readonly digests: DigestRepository;
  readonly log: Logger;
};

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

/** Runs the phases of jobs that find files with equal content and keep one of each. */
export class Deduper implements JobKind {
  readonly #deps: Deps & { readonly readers: Readers };
  readonly #equalFiles: EqualFiles;
  #keeping: Promise<void> = Promise.resolve();
  #isClosing = false;

  constructor(deps: Deps) {
    this.#deps = { ...deps, readers: new Readers() };
    this.#equalFiles = new EqualFiles(this.#deps);
  }

  places({ path }: Pick<JobRow, 'path'>): readonly string[] {
    return [path];
  }

  async scan(job: JobRow, run: Run): Promise<void> {
    const { library, readers, digests, duplicates } = this.#deps;
    const { min_size: minSize, include_hidden: includeHidden, exclude } = optionsOf(job);
    const wanted = { root: library.root, path: job.path, minSize, includeHidden, exclude };
    const throttle = new Throttle(run.report);
    // The threads start while the database waits for the disk.
    readers.prepare();
    await duplicates.clear(job.job_id);
    const finder = new Finder(
      wanted,
      { readers, known: digests },
      { report: (progress) => throttle.report(progress), signal: run.signal },
    );
    const found = await finder.find();
    try {
      await this.#store(job.job_id, found, run.signal);
    } catch (error) {
      await duplicates.clear(job.job_id);
      throw error;
    }
    await throttle.end();
    this.#keepLater(found.lasting);
  }

  /**
   * Checks that a job has found the groups and files that a request names.
   *
   * @throws ProblemError `invalid_request` for digests without a group and ids that no results have shown
   */
  async assertFound(
    jobId: string,
    { spare, keep_files: files }: Required<Pick<DedupeOptions, 'spare' | 'keep_files'>>,
  ): Promise<void> {
    const { duplicates } = this.#deps;
    const digests = new Set(await duplicates.unknown(jobId, spare));
    const ids = new Set(await duplicates.unknownFiles(jobId, files));
    const errors = [
      ...faultsIn('spare', spare, digests, 'The job has no group with this digest'),
      ...faultsIn('keep_files', files, ids, 'The results of the job show no file with this ID'),
    ];
    if (errors.length > 0) throw invalidFields(errors);
  }

  async execute(job: JobRow, run: Run): Promise<Progress> {
    return execute(job, this.#deps, run);
  }

  async rollBack(job: JobRow, run: Run): Promise<Progress> {
    return rollBack(job.job_id, this.#deps, run);
  }

  async count(jobId: string): Promise<{ planned: number; done: number }> {
    const counts = await this.#deps.duplicates.tally(jobId);
    const sum = (...states: readonly DuplicateRow['status'][]) =>
      states.reduce((total, status) => total + (counts.get(status) ?? 0), 0);
    const done = sum('removed', 'restoring') - (await this.#deps.duplicates.countDeleted(jobId));
    return { planned: sum('found', 'removing'), done };
  }

  /**
   * A page of the groups that a job has found, those that waste the most space first. Only the first
   * page has kept items.
   *
   * @param after id of the last group of the previous page; 0 for the first page
   */
  async results(job: JobRow, after: number, limit: number): Promise<DedupeResults> {
    const { duplicates, plans } = this.#deps;
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
    const ofGroup = await withFileIds(page, this.#deps);
    return {
      groups: page.map((group) => ({ group, files: ofGroup.get(group.id) ?? [] })),
      more: page.length < next.length,
      totals,
      kept,
    };
  }

  /**
   * The files in the library with the same content as a new one: those whose digest is known, and
   * those of its size that can be read quickly. All of them exist and have not changed since their
   * digest was computed.
   */
  async duplicatesOf(file: FileRow): Promise<FileRow[]> {
    return this.#equalFiles.of(file);
  }

  /** Ends the threads, and waits for digests that are being stored. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.all([this.#deps.readers.close(), this.#keeping]);
  }

  async #store(jobId: string, { packs, skipped }: Found, signal: AbortSignal): Promise<void> {
    const { plans, duplicates } = this.#deps;
    for (const pack of packs) {
      signal.throwIfAborted();
      await duplicates.add(jobId, pack);
      await setImmediate();
    }
    await plans.addKept(jobId, skipped);
  }

  /** Stores digests for the next scan after this one has its plan, which does not need them. */
  #keepLater(digests: Iterable<KeptDigest>): void {
    this.#keeping = this.#keeping
      .then(async () => {
        await setImmediate();
        let batch: KeptDigest[] = [];
        for (const digest of digests) {
          if (batch.push(digest) < ROWS_AT_ONCE) continue;
          await this.#deps.digests.keep(batch);
          batch = [];
          await setImmediate();
          if (this.#isClosing) return;
        }
        await this.#deps.digests.keep(batch);
      })
      .catch((error: unknown) => this.#deps.log.warn({ err: error }, 'could not store digests'));
  }
}
