import { setImmediate as nextTurn } from 'node:timers/promises';
import { HeldFolders } from '../../disk/heldFolders.ts';
import type { Moved, Outcome } from '../../storage/jobs/journalRows.ts';
import type { ChangeRow, JournalRow } from '../../storage/jobs/planRepository.ts';
import { trimMemory } from '../trimMemory.ts';
import { Journal, type JournalParts, outcome } from './journal.ts';

/** How many moves are made before anybody else has a turn, such as whoever cancels the job. */
const AT_A_STRETCH = 100;

/** Which way a job's changes are made, and what is done for each. */
export type Moves = {
  /** How a change stands before, while, and after it is made. */
  readonly states: {
    readonly before: ChangeRow['status'];
    readonly intent: 'moving' | 'undoing';
    readonly after: ChangeRow['status'];
  };
  /**
   * The changes to make next, none once all are made.
   *
   * @param last the one before
   */
  next(last: JournalRow | undefined): Promise<readonly JournalRow[]>;
  /** What a change has become by now; as it was planned, where it is not said. */
  prepare?(change: JournalRow): JournalRow;
  /** Makes one. Its outcome stands as `after` says where it went well. */
  make(change: JournalRow, folders: HeldFolders): Promise<Outcome>;
  /** Told after each batch how its changes have come out. */
  report(outcomes: readonly Outcome[]): Promise<void>;
};

/**
 * Makes changes a batch at a time: first the intents are in the journal and on the disk, then files
 * and folders are moved, then the journal says how that went. While the moves of one batch are made,
 * the disk takes in the intents of the next one, and after them the folders that have changed.
 *
 * @param signal stops it between two moves; what is left stands as before
 * @throws ProblemError `library_unavailable` where the library's folder is gone; what is left stands as
 *   before, or stays announced
 */
export async function makeMoves(
  jobId: string,
  moves: Moves,
  parts: JournalParts,
  signal: AbortSignal,
): Promise<void> {
  const { library } = parts;
  const { states } = moves;
  const journal = new Journal(jobId, states.intent, parts);
  let last: JournalRow | undefined;
  const announceNext = async () => {
    if (signal.aborted) return undefined;
    library.assertAvailable();
    const found = await moves.next(last);
    last = found.at(-1);
    if (!last) return undefined;
    const changes = found.map((change) => moves.prepare?.(change) ?? change);
    return { changes, ...(await journal.announce(changes, found)) };
  };
  try {
    for (let batch = await announceNext(); batch; ) {
      await batch.kept;
      const following = await announceNext();
      const folders = new HeldFolders(library.root);
      const made = await makeBatch(batch.changes, folders, moves, parts, signal).finally(() =>
        folders.forget(),
      );
      journal.settle(batch.changes, made, folders.made);
      trimMemory();
      await moves.report(made.outcomes);
      // All else is done without a pause, and nobody could be heard.
      await nextTurn();
      batch = following;
    }
    signal.throwIfAborted();
  } finally {
    await journal.write();
  }
}

async function makeBatch(
  changes: readonly JournalRow[],
  folders: HeldFolders,
  { states, make }: Moves,
  { library }: JournalParts,
  signal: AbortSignal,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly moved: readonly Moved[] }> {
  const outcomes: Outcome[] = [];
  const moved: Moved[] = [];
  for (const [at, change] of changes.entries()) {
    if (at % AT_A_STRETCH === AT_A_STRETCH - 1) await nextTurn();
    if (signal.aborted) {
      outcomes.push(outcome(change, states.before));
      continue;
    }
    const made = await make(change, folders);
    outcomes.push(made);
    // Without the library no file is to be seen, which says nothing of the file. The whole batch
    // stays announced then, for `recover` to find out about once the library is back.
    if (made.status !== states.after) library.assertAvailable();
    else {
      const [here, there] = [change.from_path, made.to_path];
      const [from, to] = states.intent === 'moving' ? [here, there] : [there, here];
      moved.push({ fileId: change.file_id, from, to });
    }
  }
  return { outcomes, moved };
}
