import { rmSync, unlinkSync } from 'node:fs';
import { holdFolder } from '../../disk/heldFolder.ts';
import type { LibraryFolder } from '../../disk/libraryFolder.ts';
import { placeOfSpot } from '../../disk/spot.ts';
import { folderOf, nameOf, placeOf } from '../../files/path.ts';
import { changed, type Fault } from '../../jobs/fault.ts';
import { ProblemError } from '../../problemError.ts';
import type { Moved, Outcome } from '../../storage/jobs/journalRows.ts';
import type { JournalRow } from '../../storage/jobs/planRepository.ts';
import { BATCH, Journal, type JournalDeps } from './journal.ts';
import { removeEmpty } from './moveFolder.ts';
import { partialName } from './moveOne.ts';
import { isAt, lyingAt, seenOr } from './onDisk.ts';
import { failed, outcome, refused } from './outcomes.ts';

const gone: Fault = {
  code: 'vanished',
  message: 'The file is neither at its source nor at its destination',
};
const hidden: Fault = {
  code: 'blocked',
  message: 'A link hides whether the file was moved here',
};

/**
 * Finds out after a crash which of the announced moves were made, in both directions, and makes the
 * journal agree with the disk. If a file has both names, the old one is removed. Nothing is
 * overwritten.
 */
export async function recover(jobId: string, deps: JournalDeps): Promise<void> {
  const { library, plans, touched } = deps;
  library.assertAvailable();
  await plans.spreadIntents(jobId);
  for (const [intent, reconcile] of [
    ['moving', reconcileMove],
    ['undoing', reconcileUndo],
  ] as const) {
    const journal = new Journal(jobId, intent, deps);
    for (;;) {
      const batch = await plans.changesInState(jobId, intent, 0, BATCH);
      if (batch.length === 0) break;
      const outcomes: Outcome[] = [];
      const moved: Moved[] = [];
      for (const change of batch) {
        const { now, move } = reconcile(change, library);
        outcomes.push(now);
        if (move) moved.push({ fileId: change.file_id, ...move });
      }
      touched.recover(
        batch.flatMap(({ from_path: from, to_path: to }) => [folderOf(from), folderOf(to)]),
      );
      journal.settle(batch, { outcomes, moved }, new Set());
      await journal.write();
    }
  }
  touched.recover([]);
  await plans.record(jobId, { folders: touched.takeUnwritten() });
}

type Reconciled = {
  readonly now: Outcome;
  /** The direction of the move, if it was made. */
  readonly move?: { readonly from: string; readonly to: string };
};

function reconcileMove(change: JournalRow, { root }: LibraryFolder): Reconciled {
  const { from_path: from, to_path: to } = change;
  const isHere = isAt(root, from, change, change.version);
  const isThere = isAt(root, to, change, change.to_version ?? change.version);
  tidy(root, change, isHere && !isThere ? to : undefined, to);
  if (isThere) {
    // Both names refer to the file, or its copy is complete: only removing the old name was left.
    if (isHere) removeName(root, from, change, change.version);
    return { now: outcome(change, 'done'), move: { from, to } };
  }
  const clean = { ...change, to_version: null };
  if (isHere) return { now: outcome(clean, 'planned') };
  if (lyingAt(root, from)) return { now: failed(clean, changed) };
  // It can still be rolled back once it is visible there.
  if (isHidden(root, to)) return { now: refused(change, hidden) };
  return { now: failed(clean, gone) };
}

function reconcileUndo(change: JournalRow, { root }: LibraryFolder): Reconciled {
  const { from_path: home, to_path: here } = change;
  const isHere = isAt(root, here, change, change.to_version ?? change.version);
  const isHome = isAt(root, home, change, change.back_version, change.version);
  tidy(root, change, isHere && !isHome ? home : undefined, home);
  if (isHome) {
    if (isHere) removeName(root, here, change, change.to_version ?? change.version);
    return { now: outcome(change, 'undone'), move: { from: here, to: home } };
  }
  const clean = { ...change, back_version: null };
  if (isHere || lyingAt(root, here)) return { now: outcome(clean, 'done') };
  return { now: refused(clean, gone) };
}

/** Removes the old name, if it still is what the change moves. */
function removeName(root: string, path: string, change: JournalRow, version: string): void {
  using folder = holdFolder(root, folderOf(path));
  const spot = folder.spotOf(nameOf(path));
  if ('seen' in seenOr(() => spot, change, version)) unlinkSync(placeOfSpot(spot));
}

/** Whether a link on the path hides it. */
function isHidden(root: string, path: string): boolean {
  try {
    placeOf(root, path);
    return false;
  } catch (error) {
    if (error instanceof ProblemError) return true;
    throw error;
  }
}

/**
 * Removes what a move has prepared but not used: the empty folder that the moved one would have
 * replaced, or a copy that may be incomplete.
 */
function tidy(root: string, change: JournalRow, unused: string | undefined, path: string): void {
  try {
    if (change.action === 'move') {
      using folder = holdFolder(root, folderOf(path));
      rmSync(placeOfSpot(folder.spotOf(partialName(change))), { force: true });
    } else if (unused !== undefined && lyingAt(root, unused)?.kind === 'folder') {
      using parent = holdFolder(root, folderOf(unused));
      removeEmpty(placeOfSpot(parent.spotOf(nameOf(unused))));
    }
  } catch {
    // A link or a file has replaced the folder in which it was prepared.
  }
}
