/** The loop that executes and rolls back changes in batches, with their intents flushed first. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import { HeldFolders } from '../../disk/heldFolders.ts';
import type { Moved, Outcome } from '../../storage/jobs/journalRows.ts';
import type { ChangeRow, JournalRow } from '../../storage/jobs/planRepository.ts';
import { trimMemory } from '../trimMemory.ts';
import { Journal, type JournalDeps } from './journal.ts';
import { outcome } from './outcomes.ts';

/** How many moves are made before other work gets a turn, such as a request to cancel. */
const AT_A_STRETCH = 100;

/** How many batches are announced while another one is moved: writing and flushing take time. */
const AHEAD = 2;

/** A direction of moving, and what it does for each change. */
export type Moves = {
  /** Status of a change before, during and after its move. */
  readonly states: {
    readonly before: ChangeRow['status'];
    readonly intent: 'moving' | 'undoing';
    readonly after: ChangeRow['status'];
  };
  /**
   * The next changes; none once all are made.
   *
   * @param last the previous change
   */
  next(last: JournalRow | undefined): Promise<readonly JournalRow[]>;
  /** Updates a change before it is announced. Default: unchanged. */
  prepare?(change: JournalRow): JournalRow;
  /** Makes the move. On success the outcome has the status `after`. */
  make(change: JournalRow, folders: HeldFolders): Promise<Outcome>;
  /** Called with the outcomes of each batch. */
  report(outcomes: readonly Outcome[]): Promise<void>;
};

/**
 * Makes changes in batches: the intents are written to the journal and flushed, then files and
 * folders are moved, then the outcomes are written. While the moves of one batch are made, the disk
 * flushes the intents of the next one, and afterwards the folders that changed.
 *
 * @param signal stops between two moves; the rest keeps its status
 * @throws ProblemError `library_unavailable` if the library's folder is gone; the rest keeps its
 *   status, or stays announced
 */
export async function makeMoves(
  jobId: string,
  moves: Moves,
  deps: JournalDeps,
  signal: AbortSignal,
): Promise<void> {
  const { library } = deps;
  const { states } = moves;
  const journal = new Journal(jobId, states.intent, deps);
  const announced: { readonly changes: readonly JournalRow[]; readonly kept: Promise<void> }[] = [];
  let last: JournalRow | undefined;
  const announceMore = async () => {
    while (announced.length < AHEAD && !signal.aborted) {
      library.assertAvailable();
      const found = await moves.next(last);
      if (found.length === 0) return;
      last = found.at(-1);
      const changes = found.map((change) => moves.prepare?.(change) ?? change);
      const kept = journal.announce(changes, found);
      // Another error may end the job before this batch is due.
      kept.catch(() => {});
      announced.push({ changes, kept });
    }
  };
  try {
    await announceMore();
    for (let batch = announced.shift(); batch; batch = announced.shift()) {
      await batch.kept;
      await announceMore();
      const folders = new HeldFolders(library.root);
      const made = await makeBatch(batch.changes, folders, moves, deps, signal).finally(() =>
        folders.forget(),
      );
      journal.settle(batch.changes, made, folders.made);
      trimMemory();
      await moves.report(made.outcomes);
      // Everything else runs without a pause, so messages could not arrive.
      await nextTurn();
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
  { library }: JournalDeps,
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
    // Without the library no file can be seen, which says nothing about the file. The whole batch
    // stays announced then, and `recover` checks it once the library is back.
    if (made.status !== states.after) library.assertAvailable();
    else {
      const [here, there] = [change.from_path, made.to_path];
      const [from, to] = states.intent === 'moving' ? [here, there] : [there, here];
      moved.push({ fileId: change.file_id, from, to });
    }
  }
  return { outcomes, moved };
}
