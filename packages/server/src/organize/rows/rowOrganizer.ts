/** Jobs of the kind `organize` in object mode, where paths are rows. */

import type { ScanOptions } from '../../contract.ts';
import { folderOf, foldName, isWithin, nameOf } from '../../files/path.ts';
import type { Progress, Run } from '../../jobs/jobKind.ts';
import { type Database, fencedBy } from '../../storage/database.ts';
import { inBatches } from '../../storage/inBatches.ts';
import { removedFolder, timesOf, touchedFolders } from '../../storage/jobs/folderRows.ts';
import { GivenNumberRepository } from '../../storage/jobs/givenNumberRepository.ts';
import type { JobRow } from '../../storage/jobs/jobRepository.ts';
import { type Outcome, type TouchedFolderRow, writeEntry } from '../../storage/jobs/journalRows.ts';
import { attempted, type Direction, movePlainly } from '../../storage/jobs/plainMoves.ts';
import { type JournalRow, PlanRepository } from '../../storage/jobs/planRepository.ts';
import { addEntries, removeEmpty } from '../../storage/objects/entryBatches.ts';
import type { EntryRow } from '../../storage/objects/entryRepository.ts';
import { EntryView } from '../../storage/objects/entryView.ts';
import { failed, outcome, refused } from '../moving/outcomes.ts';
import { PlanningOrganizer } from '../planningOrganizer.ts';
import { trimMemory } from '../trimMemory.ts';
import { isTooLong, type Relocated, Relocations } from './relocation.ts';
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
    direction: { from: 'from_path', to: 'to_path', status: 'done' },
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
    direction: { from: 'to_path', to: 'from_path', status: 'undone' },
    outcomeOf: (change, end) =>
      'fault' in end ? refused(change, end.fault) : outcome(change, 'undone'),
  });

type How = {
  readonly isRenaming: boolean;
  readonly direction: Direction;
  outcomeOf(change: JournalRow, end: Relocated): Outcome;
};

/** Moves the files and folders of a batch in one transaction: those in a simple way that can be, then the others. */
async function relocated(
  db: Database,
  jobId: string,
  batch: readonly JournalRow[],
  { isRenaming, direction, outcomeOf }: How,
): Promise<readonly Outcome[]> {
  const { from, to, status } = direction;
  const some = plainMoves(batch, direction);
  return db.transaction().execute(async (trx) => {
    const how = { isRenaming, now: Date.now() };
    const arePlain =
      some.length > 0 &&
      (await attempted(trx, async () => {
        const folders = new Set(some.map((change) => folderOf(change[to])));
        if (!(await new Relocations(trx, jobId, how).makeFolders(folders))) return false;
        return movePlainly(
          trx,
          some.map(({ id }) => id),
          direction,
        );
      }));
    const plain = new Set(arePlain ? some : []);
    const others = batch.filter((change) => !plain.has(change));
    const relocations = others.map((change) => ({ change, from: change[from], to: change[to] }));
    const ends = await new Relocations(trx, jobId, how).make(relocations);
    const outcomes = others.flatMap((change, at) => {
      const end = ends[at];
      return end ? [outcomeOf(change, end)] : [];
    });
    const isSame = ({ error_code, to_path }: Outcome, at: number) =>
      error_code === null && to_path === others[at]?.to_path;
    await writeEntry(trx, jobId, {
      statuses: outcomes.filter(isSame),
      outcomes: outcomes.filter((each, at) => !isSame(each, at)),
    });
    return [...[...plain].map((change) => outcome(change, status)), ...outcomes];
  });
}

/**
 * The moves of a batch that can be made at once: of files that keep their names, if no change of the batch depends on
 * another one.
 */
function plainMoves(
  batch: readonly JournalRow[],
  { from, to }: Pick<Direction, 'from' | 'to'>,
): readonly JournalRow[] {
  const sources = new Set(batch.map((change) => foldName(change[from])));
  const targets = new Set<string>();
  for (const change of batch) {
    const target = foldName(change[to]);
    if (change.action !== 'move' || targets.has(target)) return [];
    for (let at = target; at !== '/'; at = folderOf(at)) if (sources.has(at)) return [];
    targets.add(target);
  }
  return batch.filter(
    (change) => nameOf(change[from]) === nameOf(change[to]) && !isTooLong(change[to]),
  );
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
    for (const some of inBatches(byDepth.get(depth) ?? [], BATCH)) {
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
  for (const some of inBatches(removed, BATCH)) {
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
        // A folder that others have created meanwhile stays theirs.
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
