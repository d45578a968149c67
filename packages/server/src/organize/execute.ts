import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChangeRow } from '../db/jobs.ts';
import type { Moved, Outcome } from '../db/journal.ts';
import { errnoOf } from '../failure.ts';
import { faultOf } from '../jobs/fault.ts';
import { DestinationTaken } from '../library/move.ts';
import { TakenNames } from '../library/naming.ts';
import { folderOf, isWithin } from '../library/path.ts';
import { BatchFolders } from './batchFolders.ts';
import { removeEmptied } from './emptyFolders.ts';
import { AT_A_STRETCH, BATCH, failed, Journal, type JournalParts, outcome } from './journal.ts';
import { moveOne } from './moveOne.ts';
import { lyingAt, seenOr } from './onDisk.ts';
import { collectSpent } from './spentMemory.ts';

/** What the moves of one batch have in common. */
type Batch = JournalParts & {
  readonly jobId: string;
  readonly names: TakenNames;
  readonly folders: BatchFolders;
};

/**
 * Carries out a job's plan, a batch at a time: first the intents are written to the journal and
 * flushed, then files and folders are moved, then the journal says how that went. After a crash
 * the journal tells which moves may have been made (see `recover`). At the end the folders go that
 * the job has emptied.
 *
 * @param report told after each batch how its changes have come out
 * @param signal stops the job between two moves; what is left stays planned
 * @throws Failure `library_unavailable` where the library's folder is gone; what is left stays
 *   planned
 */
export async function execute(
  job: { readonly job_id: string; readonly path: string },
  parts: JournalParts,
  report: (outcomes: readonly Outcome[]) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { library, jobs } = parts;
  const { job_id: jobId } = job;
  // For all batches: to read a folder of thousands for each of them takes longer than the moves. A
  // name that has come since is met by `link`.
  const names = TakenNames.onDisk(library.root);
  const journal = new Journal(jobId, 'moving', parts);
  try {
    for (let last = 0; ; ) {
      // All else is done without a pause, and nobody could be heard.
      await nextTurn();
      signal.throwIfAborted();
      library.assertAvailable();
      const planned = await jobs.changesInState(jobId, 'planned', last, BATCH);
      if (planned.length === 0) break;
      last = planned.at(-1)?.id ?? last;
      const changes = planned.map((change) => aside(change, names, library.root));
      await journal.announce(changes, planned);
      const folders = new BatchFolders(library.root);
      const batch = { ...parts, jobId, names, folders };
      const moves = await makeMoves(changes, batch, signal).finally(() => folders.forget());
      journal.settle(changes, moves, folders.made);
      collectSpent();
      await report(moves.outcomes);
    }
  } finally {
    await journal.write();
  }
  await removeEmptied(job, parts, signal);
}

/**
 * Finds a folder's name before it is announced: an empty folder that has this name already would
 * be taken for ours after a crash.
 */
function aside(change: ChangeRow, names: TakenNames, root: string): ChangeRow {
  if (change.action === 'move' || !lyingAt(root, change.to_path)) return change;
  return { ...change, to_path: names.freePath(change.to_path) };
}

async function makeMoves(
  changes: readonly ChangeRow[],
  batch: Batch,
  signal: AbortSignal,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly moved: readonly Moved[] }> {
  const outcomes: Outcome[] = [];
  const moved: Moved[] = [];
  for (const [at, change] of changes.entries()) {
    if (at % AT_A_STRETCH === AT_A_STRETCH - 1) await nextTurn();
    if (signal.aborted) {
      outcomes.push(outcome(change, 'planned'));
      continue;
    }
    const made = await makeMove(change, batch);
    // Without the library no file is to be seen, which says nothing of the file. The whole batch
    // stays announced then, for `recover` to find out about once the library is back.
    if (made.status === 'failed') batch.library.assertAvailable();
    else moved.push({ fileId: change.file_id, from: change.from_path, to: made.to_path });
    outcomes.push(made);
  }
  return { outcomes, moved };
}

async function makeMove(planned: ChangeRow, batch: Batch): Promise<Outcome> {
  const { jobs, names, folders, jobId } = batch;
  const from = planned.from_path;
  let change = planned;
  /** Writes to the journal what is about to become of the change, before it does. */
  const announceIt = async (next: Partial<ChangeRow>): Promise<void> => {
    change = { ...change, ...next };
    await jobs.record(jobId, { outcomes: [outcome(change, 'moving')] });
  };
  const announceNext = () => announceIt({ to_path: names.freePath(change.to_path) });
  try {
    const found = seenOr(() => folders.spotOf(from), change, change.version);
    if ('fault' in found) return failed(change, found.fault);
    const { seen } = found;
    if (isWithin(from, change.to_path)) {
      return failed(change, { code: 'blocked', message: 'A folder cannot move into itself' });
    }
    if (names.twinOf(change.to_path)) await announceNext();
    for (let isFirst = true; ; isFirst = false) {
      try {
        await folders.make(folderOf(change.to_path));
        await moveOne(folders, change, { from, to: change.to_path, seen }, (version) =>
          announceIt({ to_version: version }),
        );
        names.add(change.to_path);
        return outcome(change, 'done');
      } catch (error) {
        // A folder may be gone that was there for the file before.
        if (errnoOf(error) === 'ENOENT' && folders.forget() && isFirst) continue;
        if (!(error instanceof DestinationTaken)) throw error;
        // Somebody else has put it there since the folder was read.
        names.forget(folderOf(change.to_path));
        await announceNext();
      }
    }
  } catch (error) {
    folders.forget();
    return failed({ ...change, to_version: null }, faultOf(error));
  }
}
