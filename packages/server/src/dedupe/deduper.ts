/** Jobs of the kind `dedupe`: their phases, and the results that the API shows. */

import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Progress, Run } from '../jobs/jobKind.ts';
import type { Library } from '../library/library.ts';
import type { DigestRepository } from '../storage/duplicates/digestRepository.ts';
import type {
  DuplicateGroupRow,
  DuplicateRepository,
  DuplicateRow,
} from '../storage/duplicates/duplicateRepository.ts';
import type { FileRepository } from '../storage/files/fileRepository.ts';
import type { FileRow } from '../storage/files/fileRow.ts';
import type { TrashRepository } from '../storage/files/trashRepository.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';
import type { PlanRepository } from '../storage/jobs/planRepository.ts';
import { withFileIds } from './fileIds.ts';
import { EqualFiles } from './finding/equalFiles.ts';
import { Finder, type Found, type KeptDigest } from './finding/find.ts';
import { Readers } from './finding/readers.ts';
import { optionsOf } from './options.ts';
import { execute } from './removing/execute.ts';
import { rollBack } from './removing/rollBack.ts';
import { ReportingDeduper } from './reportingDeduper.ts';
import { Throttle } from './throttle.ts';

/**
 * How many digests are written in one transaction; other requests run in between. V8 collects so few at once,
 * while they are young, but keeps thousands until its heap has grown by a hundred MiB.
 */
const ROWS_AT_ONCE = 500;

type Deps = {
  readonly library: Library;
  readonly files: FileRepository;
  readonly trash: TrashRepository;
  readonly plans: PlanRepository;
  readonly duplicates: DuplicateRepository;
  readonly digests: DigestRepository;
  readonly log: Logger;
};

/** Runs the phases of jobs that find files with equal content and keep one of each. */
export class Deduper extends ReportingDeduper {
  readonly #deps: Deps & { readonly readers: Readers };
  readonly #equalFiles: EqualFiles;
  #keeping: Promise<void> = Promise.resolve();
  #isClosing = false;

  constructor(deps: Deps) {
    super(deps.duplicates, deps.plans);
    this.#deps = { ...deps, readers: new Readers() };
    this.#equalFiles = new EqualFiles(this.#deps);
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

  async execute(job: JobRow, run: Run): Promise<Progress> {
    return execute(job, this.#deps, run);
  }

  async rollBack(job: JobRow, run: Run): Promise<Progress> {
    return rollBack(job.job_id, this.#deps, run);
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

  protected filesOf(
    groups: readonly DuplicateGroupRow[],
  ): Promise<ReadonlyMap<number, DuplicateRow[]>> {
    return withFileIds(groups, this.#deps);
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
