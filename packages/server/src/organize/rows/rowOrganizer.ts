/** Jobs of the kind `organize` in object mode, where paths are rows. */

import type { ScanOptions } from '../../contract.ts';
import { folderOf, isWithin } from '../../files/path.ts';
import type { Progress, Run } from '../../jobs/jobKind.ts';
import { type Database, fencedBy } from '../../storage/database.ts';
import {
  addEntries,
  removedFolder,
  removeEmpty,
  timesOf,
  touchedFolders,
} from '../../storage/jobs/entryMoves.ts';
import { EntryView } from '../../storage/jobs/entryView.ts';
import { GivenNumberRepository } from '../../storage/jobs/givenNumberRepository.ts';
import type { JobRow } from '../../storage/jobs/jobRepository.ts';
import { type Outcome, type TouchedFolderRow, writeEntry } from '../../storage/jobs/journalRows.ts';
import { type JournalRow, PlanRepository } from '../../storage/jobs/planRepository.ts';
import type { EntryRow } from '../../storage/objects/entryRepository.ts';
import { failed, outcome, refused } from '../moving/outcomes.ts';
import { PlanningOrganizer } from '../planningOrganizer.ts';
import { trimMemory } from '../trimMemory.ts';
import { type Relocated, Relocations } from './relocation.ts';
import type { RangeReader } from './rowContents.ts';
import { RowTree } from './rowTree.ts';

/** How many changes are one transaction. Other writers wait meanwhile. */
const BATCH = 1_000;
/** How many batches are made between two collections of garbage, which take as long as one. */
const BATCHES_A_TRIM = 5;

type Deps = {
  readonly database: Database;
  /** Reads the contents of files. */
  readonly ranges: RangeReader;
  /** Disk path of a folder for temporary files. */
  readonly scratch: string;
  /** See `PlanningOrganizer`. */
  readonly defaults: ScanOptions;
};

/**
 * Runs the phases of jobs that organize rows. A batch of changes is one transaction, which checks the lease of the
 * job first, moves what it can, and records the outcomes. There are no intents, and nothing to recover.
 */
export class RowOrganizer extends PlanningOrganizer {
  readonly #database: Database;

  constructor({ database, ranges, scratch, defaults }: Deps) {
    super({
      parts: (fence) => {
        const fenced = fencedBy(database, fence);
        return {
          source: new RowTree(database, ranges, scratch, fence),
          plans: new PlanRepository(fenced),
          numbers: new GivenNumberRepository(fenced),
        };
      },
      defaults,
    });
    this.#database = database;
  }

  async execute(job: JobRow, run: Run): Promise<Progress> {
    const { job_id: id } = job;
    const db = fencedBy(this.#database, run.fence);
    const plans = new PlanRepository(db);
    const report = await this.counting(id, run);
    const trimSometimes = every(BATCHES_A_TRIM, trimMemory);
    for (let last = 0; ; ) {
      run.signal.throwIfAborted();
      const batch = await plans.changesInState(id, 'planned', last, BATCH);
      const end = batch.at(-1);
      if (!end) break;
      last = end.id;
      await report(await executed(db, id, batch));
      trimSometimes();
    }
    await removeEmptied(db, job, plans, run.signal);
    return this.executed(id);
  }

  async rollBack({ job_id: id }: JobRow, { report, signal, fence }: Run): Promise<Progress> {
    const db = fencedBy(this.#database, fence);
    const plans = new PlanRepository(db);
    await restoreFolders(db, id, signal);
    const { done: total } = await plans.tally(id);
    let progress: Progress = { processed: 0, total, errors: 0 };
    const trimSometimes = every(BATCHES_A_TRIM, trimMemory);
    for (let last = Number.MAX_SAFE_INTEGER; ; ) {
      signal.throwIfAborted();
      const batch = await plans.lastDone(id, last, BATCH);
      const end = batch.at(-1);
      if (!end) break;
      last = end.id;
      const outcomes = await undone(db, id, batch);
      progress = {
        processed: progress.processed + outcomes.length,
        total,
        errors: progress.errors + outcomes.filter((each) => each.error_code).length,
      };
      await report(progress);
      trimSometimes();
    }
    await removeMade(db, id, signal);
    return progress;
  }
}

/** Makes the changes of a batch. */
const executed = (
  db: Database,
  jobId: string,
  batch: readonly JournalRow[],
): Promise<readonly Outcome[]> =>
  relocated(db, jobId, batch, {
    isRenaming: true,
    way: ({ from_path: from, to_path: to }) => ({ from, to }),
    outcomeOf: (change, end) =>
      'fault' in end
        ? failed({ ...change, to_version: null }, end.fault)
        : outcome({ ...change, to_path: end.to }, 'done'),
  });

/** Undoes the changes of a batch. Names that are taken by now are not evaded. */
const undone = (
  db: Database,
  jobId: string,
  batch: readonly JournalRow[],
): Promise<readonly Outcome[]> =>
  relocated(db, jobId, batch, {
    isRenaming: false,
    way: ({ from_path: home, to_path: here }) => ({ from: here, to: home }),
    outcomeOf: (change, end) =>
      'fault' in end ? refused(change, end.fault) : outcome(change, 'undone'),
  });

async function relocated(
  db: Database,
  jobId: string,
  batch: readonly JournalRow[],
  how: {
    readonly isRenaming: boolean;
    way(change: JournalRow): { readonly from: string; readonly to: string };
    outcomeOf(change: JournalRow, end: Relocated): Outcome;
  },
): Promise<readonly Outcome[]> {
  return db.transaction().execute(async (trx) => {
    const { isRenaming } = how;
    const relocations = new Relocations(trx, jobId, { isRenaming, now: Date.now() });
    const ends = await relocations.make(batch.map((change) => ({ change, ...how.way(change) })));
    const outcomes = batch.flatMap((change, at) => {
      const end = ends[at];
      return end ? [how.outcomeOf(change, end)] : [];
    });
    const isPlain = ({ error_code, to_path }: Outcome, at: number) =>
      error_code === null && to_path === batch[at]?.to_path;
    await writeEntry(trx, jobId, {
      statuses: outcomes.filter(isPlain),
      outcomes: outcomes.filter((each, at) => !isPlain(each, at)),
    });
    return outcomes;
  });
}

/**
 * Removes the folders that a job has emptied, and those made for files that were not moved in the end.
 *
 * @param job whose folder stays, as do all folders above it
 */
async function removeEmptied(
  db: Database,
  { job_id: jobId, path: base }: JobRow,
  plans: PlanRepository,
  signal: AbortSignal,
): Promise<void> {
  const sources = new Set<string>();
  for await (const page of plans.madeChanges(jobId)) {
    for (const { from_path: path } of page) {
      for (let at = folderOf(path); at !== base && isWithin(base, at); at = folderOf(at)) {
        if (sources.has(at)) break;
        sources.add(at);
      }
    }
  }
  for (const { path } of await touchedFolders(db, jobId, ['made'])) sources.delete(path);
  await remove(db, jobId, [...sources], 'removed', signal);
  await removeMade(db, jobId, signal);
}

/** Removes the folders that a job has made, if they are empty. */
async function removeMade(db: Database, jobId: string, signal: AbortSignal): Promise<void> {
  const made = await touchedFolders(db, jobId, ['made']);
  const paths = made.map(({ path }) => path);
  await remove(db, jobId, paths, 'unmade', signal);
}

/** Removes empty folders, the deepest first. */
async function remove(
  db: Database,
  jobId: string,
  paths: readonly string[],
  become: 'removed' | 'unmade',
  signal: AbortSignal,
): Promise<void> {
  const byDepth = Map.groupBy(paths, (path) => path.split('/').length);
  for (const depth of [...byDepth.keys()].sort((a, b) => b - a)) {
    for (const some of inBatches(byDepth.get(depth) ?? [])) {
      signal.throwIfAborted();
      await db.transaction().execute(async (trx) => {
        const folders = (await removeEmpty(trx, some)).map((each) => ({
          ...removedFolder(each),
          state: become,
        }));
        await writeEntry(trx, jobId, { folders });
      });
    }
  }
}

/** Recreates the folders that the job has removed, parents first, with their times. */
async function restoreFolders(db: Database, jobId: string, signal: AbortSignal): Promise<void> {
  const removed = await touchedFolders(db, jobId, ['removed']);
  // Sorted by length, a folder precedes those inside it.
  removed.sort((a, b) => a.path.length - b.path.length);
  for (const some of inBatches(removed)) {
    signal.throwIfAborted();
    await db.transaction().execute(async (trx) => {
      const view = new EntryView(trx);
      await view.load(some.flatMap(({ path }) => [path, folderOf(path)]));
      const isFolder = (path: string) => path === '/' || view.at(path)?.file_id === null;
      const rows: EntryRow[] = [];
      const folders: TouchedFolderRow[] = [];
      for (const folder of some) {
        const { path } = folder;
        // If something else has its name by now, the errors of its files will show it.
        if (!view.like(path) && isFolder(folderOf(path))) {
          rows.push(view.set(path, { file_id: null, ...timesOf(folder) }));
        }
        // One that somebody else has created meanwhile is theirs.
        if (isFolder(path)) folders.push({ ...folder, state: 'present' });
      }
      await addEntries(trx, rows);
      await writeEntry(trx, jobId, { folders });
    });
  }
}

/** Returns a function that does something each time it was called often enough. */
function every(times: number, work: () => void): () => void {
  let count = 0;
  return () => {
    count += 1;
    if (count % times === 0) work();
  };
}

function* inBatches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += BATCH) yield all.slice(at, at + BATCH);
}
