/** Jobs of the kind `dedupe` in object mode, where paths are rows and digests are known. */

import type { Progress, Run } from '../../jobs/jobKind.ts';
import { type Database, fencedBy } from '../../storage/database.ts';
import {
  type DuplicateGroupRow,
  DuplicateRepository,
  type DuplicateRow,
} from '../../storage/duplicates/duplicateRepository.ts';
import type { FileRepository } from '../../storage/files/fileRepository.ts';
import type { FileRow } from '../../storage/files/fileRow.ts';
import type { JobRow } from '../../storage/jobs/jobRepository.ts';
import { PlanRepository } from '../../storage/jobs/planRepository.ts';
import { optionsOf } from '../options.ts';
import { inTurns, isOpen, progressOf } from '../removing/execute.ts';
import { BATCH } from '../removing/rollBack.ts';
import { ReportingDeduper } from '../reportingDeduper.ts';
import { findInRows } from './findInRows.ts';
import { putBack, removeCopies } from './removeInRows.ts';

/** How many duplicates of a single file are looked for. */
const MOST_FILES = 100;

/** Runs the phases of jobs that find equal rows and keep one of each; nothing has to be read for that. */
export class RowDeduper extends ReportingDeduper {
  readonly #database: Database;
  readonly #files: FileRepository;

  constructor(database: Database, files: FileRepository) {
    super(new DuplicateRepository(database), new PlanRepository(database));
    this.#database = database;
    this.#files = files;
  }

  async scan(job: JobRow, run: Run): Promise<void> {
    const db = fencedBy(this.#database, run.fence);
    const duplicates = new DuplicateRepository(db);
    await duplicates.clear(job.job_id);
    const { packs, skipped } = await findInRows(db, { ...optionsOf(job), path: job.path }, run);
    try {
      for (const pack of packs) {
        run.signal.throwIfAborted();
        await duplicates.add(job.job_id, pack);
      }
      await new PlanRepository(db).addKept(job.job_id, skipped);
    } catch (error) {
      await duplicates.clear(job.job_id);
      throw error;
    }
  }

  async execute(job: JobRow, run: Run): Promise<Progress> {
    const db = fencedBy(this.#database, run.fence);
    const duplicates = new DuplicateRepository(db);
    const { keep, spare = [], keep_files: keepFiles = [] } = optionsOf(job);
    if (!keep) throw new TypeError(`Job ${job.job_id} does not say which files to keep`);
    const wishes = { keep, spared: new Set(spare), chosen: new Set(keepFiles) };
    let progress = await progressOf(job.job_id, duplicates);
    await run.report(progress);
    for await (const groups of inTurns(job.job_id, duplicates)) {
      run.signal.throwIfAborted();
      const files = await filesOf(duplicates, groups);
      const open = groups
        .map((group) => ({ group, files: files.get(group.id) ?? [] }))
        .filter((each) => each.files.some(isOpen));
      await db.transaction().execute((trx) => removeCopies(trx, open, wishes, run.signal));
      progress = await progressOf(job.job_id, duplicates);
      await run.report(progress);
    }
    run.signal.throwIfAborted();
    return progress;
  }

  async rollBack({ job_id: jobId }: JobRow, { report, signal, fence }: Run): Promise<Progress> {
    const db = fencedBy(this.#database, fence);
    const duplicates = new DuplicateRepository(db);
    const total = (await duplicates.tally(jobId)).get('removed') ?? 0;
    let progress: Progress = { processed: 0, total, errors: 0 };
    for (let after = 0; ; ) {
      signal.throwIfAborted();
      const batch = await duplicates.inState(jobId, 'removed', BATCH, after);
      const last = batch.at(-1);
      if (!last) return progress;
      after = last.id;
      const outcomes = await db.transaction().execute((trx) => putBack(trx, batch));
      progress = {
        processed: progress.processed + outcomes.length,
        total,
        errors: progress.errors + outcomes.filter((each) => each.error_code).length,
      };
      await report(progress);
    }
  }

  async duplicatesOf(file: FileRow): Promise<FileRow[]> {
    if (!file.sha256 || file.size === 0) return [];
    const rows = await this.#files.maybeEqual(file, MOST_FILES);
    return rows.filter(({ sha256 }) => sha256 === file.sha256);
  }

  async close(): Promise<void> {}

  protected filesOf(
    groups: readonly DuplicateGroupRow[],
  ): Promise<ReadonlyMap<number, DuplicateRow[]>> {
    return filesOf(new DuplicateRepository(this.#database), groups);
  }
}

/** Scans of rows store the ids of files with them. */
async function filesOf(
  duplicates: DuplicateRepository,
  groups: readonly DuplicateGroupRow[],
): Promise<Map<number, DuplicateRow[]>> {
  const rows = await duplicates.filesOf(groups.map(({ id }) => id));
  const named = rows.map((row): DuplicateRow => ({ ...row, file_id: row.file_id ?? '' }));
  return Map.groupBy(named, ({ group_id: id }) => id);
}
