import { mkdirSync } from 'node:fs';
import { holdFolder } from '../../disk/heldFolder.ts';
import type { HeldFolders } from '../../disk/heldFolders.ts';
import { DestinationTaken } from '../../disk/move.ts';
import { placeOfSpot } from '../../disk/spot.ts';
import { folderOf, nameOf } from '../../files/path.ts';
import { type Fault, faultOf } from '../../jobs/fault.ts';
import type { Progress, Run } from '../../jobs/jobKind.ts';
import { errnoOf } from '../../problemError.ts';
import type { Outcome } from '../../storage/jobs/journalRows.ts';
import type { JournalRow } from '../../storage/jobs/planRepository.ts';
import { removeMade } from './emptyFolders.ts';
import { BATCH, type JournalDeps } from './journal.ts';
import { moveOne } from './moveOne.ts';
import { makeMoves } from './moves.ts';
import { lyingAt, seenOr } from './onDisk.ts';
import { outcome, refused } from './outcomes.ts';

/**
 * Moves everything that a job has moved back, the last change first, with the same journal as the
 * moves: intents are flushed before anything is touched. Files that have changed since, or whose old
 * name is taken, stay where they are, and their change gets an error with the reason. Folders that
 * the job has removed are recreated, those that it has made are removed if empty, and folders get
 * their times back unless another program has changed them.
 *
 * A folder that was moved as one is moved back as one, whatever has changed in it: it is still that
 * folder, and later work in it belongs to it.
 */
export async function rollBack(
  jobId: string,
  deps: JournalDeps,
  { report, signal }: Run,
): Promise<Progress> {
  const { library, plans, touched } = deps;
  // If another program has changed a folder since, it keeps its times.
  touched.before(touched.inState('present', 'made', 'restoring').map(({ path }) => path));
  await restoreFolders(jobId, deps, signal);
  const { done: total } = await plans.tally(jobId);
  let progress: Progress = { processed: 0, total, errors: 0 };
  await makeMoves(
    jobId,
    {
      states: { before: 'done', intent: 'undoing', after: 'undone' },
      next: (last) => plans.lastDone(jobId, last?.id ?? Number.MAX_SAFE_INTEGER, BATCH),
      make: (change, folders) => putBack(change, folders, { ...deps, jobId }),
      report: (outcomes) => {
        progress = {
          processed: progress.processed + outcomes.length,
          total,
          errors: progress.errors + outcomes.filter((each) => each.error_code).length,
        };
        return report(progress);
      },
    },
    deps,
    signal,
  );
  await removeMade(jobId, deps, signal);
  signal.throwIfAborted();
  library.assertAvailable();
  touched.giveBack(await foldersLeft(jobId, deps));
  await plans.record(jobId, { folders: touched.takeUnwritten() });
  return progress;
}

/** Recreates the folders that the job has removed, parents first. */
async function restoreFolders(
  jobId: string,
  { library, plans, touched }: JournalDeps,
  signal: AbortSignal,
): Promise<void> {
  const removed = touched.inState('removed', 'restoring').map(({ path }) => path);
  // Sorted by length, a folder precedes those inside it.
  removed.sort((a, b) => a.length - b.length);
  for (let at = 0; at < removed.length; at += BATCH) {
    signal.throwIfAborted();
    library.assertAvailable();
    const group = removed.slice(at, at + BATCH);
    touched.before(group.map(folderOf).filter((path) => !group.includes(path)));
    // A folder that somebody else has recreated meanwhile is theirs.
    const wasRemoved = new Set(touched.inState('removed').map(({ path }) => path));
    const there = new Set(
      group.filter((path) => wasRemoved.has(path) && lyingAt(library.root, path)),
    );
    touched.before(there);
    for (const path of group) if (!there.has(path)) touched.mark(path, 'restoring');
    await plans.record(jobId, { folders: touched.takeUnwritten() });
    for (const path of group) {
      try {
        using parent = holdFolder(library.root, folderOf(path));
        mkdirSync(placeOfSpot(parent.spotOf(nameOf(path))));
      } catch {
        // Somebody else has created it, or something has its name: the errors of its files will show
        // it.
      }
    }
    touched.after([...group, ...group.map(folderOf)]);
    await plans.record(jobId, { folders: touched.takeUnwritten() });
  }
}

async function putBack(
  change: JournalRow,
  folders: HeldFolders,
  { plans, jobId }: JournalDeps & { readonly jobId: string },
): Promise<Outcome> {
  const { from_path: home, to_path: here } = change;
  try {
    const version = change.to_version ?? change.version;
    const found = seenOr(() => folders.spotOf(here), change, version);
    if ('fault' in found) return refused(change, found.fault);
    const { seen } = found;
    const onCopied = (version: string) =>
      plans.record(jobId, { outcomes: [outcome({ ...change, back_version: version }, 'undoing')] });
    // Case conflicts that existed from the start are restored, too.
    const move = async () => {
      folders.make(folderOf(home));
      await moveOne(folders, change, { from: here, to: home, seen }, onCopied);
    };
    await move().catch(async (error: unknown) => {
      // A folder may be gone that existed for the previous file.
      if (errnoOf(error) === 'ENOENT' && folders.forget()) await move();
      else throw error;
    });
    return outcome(change, 'undone');
  } catch (error) {
    folders.forget();
    return refused(change, error instanceof DestinationTaken ? taken : faultOf(error));
  }
}

const taken: Fault = { code: 'name_taken', message: 'Its original name is taken' };

/** The folders in which something differs from before the job. */
async function foldersLeft(jobId: string, { plans, touched }: JournalDeps): Promise<Set<string>> {
  const left = new Set(touched.inState('made').map(({ path }) => folderOf(path)));
  for await (const page of plans.madeChanges(jobId)) {
    for (const { from_path: from, to_path: to } of page) left.add(folderOf(from)).add(folderOf(to));
  }
  return left;
}
