import type { HeldFolders } from '../../disk/heldFolders.ts';
import { DestinationTaken } from '../../disk/move.ts';
import { TakenNames } from '../../disk/takenNames.ts';
import { folderOf, isWithin } from '../../files/path.ts';
import { faultOf } from '../../jobs/fault.ts';
import { errnoOf } from '../../problemError.ts';
import type { Outcome } from '../../storage/jobs/journalRows.ts';
import type { JournalRow } from '../../storage/jobs/planRepository.ts';
import { removeEmptied } from './emptyFolders.ts';
import { BATCH, type JournalDeps } from './journal.ts';
import { moveOne } from './moveOne.ts';
import { makeMoves } from './moves.ts';
import { lyingAt, seenOr } from './onDisk.ts';
import { failed, outcome } from './outcomes.ts';

/** What the moves of a job share. */
type Deps = JournalDeps & { readonly jobId: string; readonly names: TakenNames };

/**
 * Executes the plan of a job with the journal (see `makeMoves`); after a crash, the journal says
 * which moves may have been made (see `recover`). Finally removes the folders that the job has
 * emptied.
 *
 * @param report called after each batch with its outcomes
 * @param signal stops the job between two moves; the rest stays planned
 * @throws ProblemError `library_unavailable` if the library's folder is gone; the rest stays planned
 */
export async function execute(
  job: { readonly job_id: string; readonly path: string },
  deps: JournalDeps,
  report: (outcomes: readonly Outcome[]) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const { library, plans } = deps;
  const { job_id: jobId } = job;
  // Shared by all batches: reading a folder of thousands for each batch takes longer than the moves.
  // A name that appeared since is noticed when something is moved there.
  const names = TakenNames.onDisk(library.root);
  await makeMoves(
    jobId,
    {
      states: { before: 'planned', intent: 'moving', after: 'done' },
      next: (last) => plans.changesInState(jobId, 'planned', last?.id ?? 0, BATCH),
      prepare: (change) => aside(change, names, library.root),
      make: (change, folders) => makeMove(change, folders, { ...deps, jobId, names }),
      report,
    },
    deps,
    signal,
  );
  await removeEmptied(job, deps, signal);
}

/**
 * Finds the name of a folder before it is announced: after a crash, an empty folder that already had
 * the name would look like ours.
 */
function aside(change: JournalRow, names: TakenNames, root: string): JournalRow {
  if (change.action === 'move' || !lyingAt(root, change.to_path)) return change;
  return { ...change, to_path: names.freePath(change.to_path) };
}

async function makeMove(
  planned: JournalRow,
  folders: HeldFolders,
  { plans, names, jobId }: Deps,
): Promise<Outcome> {
  const from = planned.from_path;
  let change = planned;
  /** Writes the intended change to the journal before it is made. */
  const announceIt = async (next: Partial<JournalRow>): Promise<void> => {
    change = { ...change, ...next };
    await plans.record(jobId, { outcomes: [outcome(change, 'moving')] });
  };
  const announceNext = () => announceIt({ to_path: names.freePath(change.to_path) });
  try {
    const found = seenOr(() => folders.spotOf(from), change, change.version);
    if ('fault' in found) return failed(change, found.fault);
    const { seen } = found;
    if (isWithin(from, change.to_path)) {
      return failed(change, { code: 'blocked', message: 'A folder cannot move into itself' });
    }
    if (names.caseConflictOf(change.to_path)) await announceNext();
    for (let isFirst = true; ; isFirst = false) {
      try {
        folders.make(folderOf(change.to_path));
        await moveOne(folders, change, { from, to: change.to_path, seen }, (version) =>
          announceIt({ to_version: version }),
        );
        names.add(change.to_path);
        return outcome(change, 'done');
      } catch (error) {
        // A folder may be gone that existed for the previous file.
        if (errnoOf(error) === 'ENOENT' && folders.forget() && isFirst) continue;
        if (!(error instanceof DestinationTaken)) throw error;
        // Somebody else has created it since the folder was read.
        names.forget(folderOf(change.to_path));
        await announceNext();
      }
    }
  } catch (error) {
    folders.forget();
    return failed({ ...change, to_version: null }, faultOf(error));
  }
}
