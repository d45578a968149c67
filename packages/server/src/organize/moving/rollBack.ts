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
import { BATCH, type JournalParts, outcome, refused } from './journal.ts';
import { moveOne } from './moveOne.ts';
import { makeMoves } from './moves.ts';
import { lyingAt, seenOr } from './onDisk.ts';

/**
 * Puts what a job has moved back to where it was, the last one first, by the same journal as the
 * moves: intents are written and flushed before anything is touched. What has changed since, or
 * whose old name is taken, stays where it is; its change keeps an error that says why. Folders that
 * the job has removed are made again, those that it has made are removed where they are empty, and
 * folders get their times back where nobody else has changed them.
 *
 * A folder that was moved as one goes back as one, whatever has come, gone or changed in it: it is
 * still that folder, and what was worked in it since belongs to it.
 */
export async function rollBack(
  jobId: string,
  parts: JournalParts,
  { report, signal }: Run,
): Promise<Progress> {
  const { library, plans, touched } = parts;
  // Where somebody else has changed a folder since, its times are to stay.
  touched.before(touched.inState('present', 'made', 'restoring').map(({ path }) => path));
  await restoreFolders(jobId, parts, signal);
  const { done: total } = await plans.tally(jobId);
  let progress: Progress = { processed: 0, total, errors: 0 };
  await makeMoves(
    jobId,
    {
      states: { before: 'done', intent: 'undoing', after: 'undone' },
      next: (last) => plans.lastDone(jobId, last?.id ?? Number.MAX_SAFE_INTEGER, BATCH),
      make: (change, folders) => putBack(change, folders, { ...parts, jobId }),
      report: (outcomes) => {
        progress = {
          processed: progress.processed + outcomes.length,
          total,
          errors: progress.errors + outcomes.filter((each) => each.error_code).length,
        };
        return report(progress);
      },
    },
    parts,
    signal,
  );
  await removeMade(jobId, parts, signal);
  signal.throwIfAborted();
  library.assertAvailable();
  touched.giveBack(await foldersLeft(jobId, parts));
  await plans.record(jobId, { folders: touched.takeUnwritten() });
  return progress;
}

/** Makes the folders again that the job has removed, those above first. */
async function restoreFolders(
  jobId: string,
  { library, plans, touched }: JournalParts,
  signal: AbortSignal,
): Promise<void> {
  const removed = touched.inState('removed', 'restoring').map(({ path }) => path);
  // By their lengths, a folder comes before those that lie in it.
  removed.sort((a, b) => a.length - b.length);
  for (let at = 0; at < removed.length; at += BATCH) {
    signal.throwIfAborted();
    library.assertAvailable();
    const group = removed.slice(at, at + BATCH);
    touched.before(group.map(folderOf).filter((path) => !group.includes(path)));
    // One that somebody else has made meanwhile is theirs.
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
        // Somebody else has made it, or something is in its way: its files will say so.
      }
    }
    touched.after([...group, ...group.map(folderOf)]);
    await plans.record(jobId, { folders: touched.takeUnwritten() });
  }
}

async function putBack(
  change: JournalRow,
  folders: HeldFolders,
  { plans, jobId }: JournalParts & { readonly jobId: string },
): Promise<Outcome> {
  const { from_path: home, to_path: here } = change;
  try {
    const version = change.to_version ?? change.version;
    const found = seenOr(() => folders.spotOf(here), change, version);
    if ('fault' in found) return refused(change, found.fault);
    const { seen } = found;
    const onCopied = (version: string) =>
      plans.record(jobId, { outcomes: [outcome({ ...change, back_version: version }, 'undoing')] });
    // Twins that the folder has had from the first come back side by side.
    const move = async () => {
      folders.make(folderOf(home));
      await moveOne(folders, change, { from: here, to: home, seen }, onCopied);
    };
    await move().catch(async (error: unknown) => {
      // A folder may be gone that was there for the file before.
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

/** The folders in which something is not as it was before the job. */
async function foldersLeft(jobId: string, { plans, touched }: JournalParts): Promise<Set<string>> {
  const left = new Set(touched.inState('made').map(({ path }) => folderOf(path)));
  for await (const page of plans.madeChanges(jobId)) {
    for (const { from_path: from, to_path: to } of page) left.add(folderOf(from)).add(folderOf(to));
  }
  return left;
}
