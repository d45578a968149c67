import { unlink } from 'node:fs/promises';
import type { ChangeRow, JobRows, Outcome } from '../db/jobs.ts';
import { changed, type Fault, faultOf, vanished } from '../jobs/fault.ts';
import type { Progress, Run } from '../jobs/jobKind.ts';
import type { LibraryFolder } from '../library/libraryFolder.ts';
import { DestinationTaken, moveFile } from '../library/move.ts';
import { makeFolder } from '../library/naming.ts';
import { folderOf, placeOf } from '../library/path.ts';
import { BATCH, outcome, settle } from './journal.ts';

type Parts = { readonly library: LibraryFolder; readonly jobs: JobRows };

/**
 * Puts the files that a job has moved back to where they were, the last one first, by the same
 * journal as the moves: intents are written and flushed before a file is touched. What has changed
 * since, or whose old name is taken, stays where it is; its change keeps an error that says why.
 */
export async function rollBack(
  jobId: string,
  parts: Parts,
  { report, signal }: Run,
): Promise<Progress> {
  const { library, jobs } = parts;
  await recoverRollback(jobId, parts);
  const { done: total } = await jobs.tally(jobId);
  let progress: Progress = { processed: 0, total, errors: 0 };
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    signal.throwIfAborted();
    library.assertAvailable();
    const batch = await jobs.lastDone(jobId, before, BATCH);
    const last = batch.at(-1);
    if (!last) return progress;
    before = last.id;
    await jobs.record(batch.map((change) => outcome(change, 'undoing')));
    const outcomes: Outcome[] = [];
    for (const change of batch) {
      outcomes.push(signal.aborted ? outcome(change, 'done') : await putBack(change, library));
    }
    await settle(batch, outcomes, jobs, whereUndone);
    progress = {
      processed: progress.processed + outcomes.length,
      total,
      errors: progress.errors + outcomes.filter((each) => each.error_code).length,
    };
    await report(progress);
  }
}

/** Finds out which of the announced moves were made before the server died. */
async function recoverRollback(jobId: string, { library, jobs }: Parts): Promise<void> {
  for (;;) {
    const batch = await jobs.changesInState(jobId, 'undoing', BATCH);
    if (batch.length === 0) return;
    const outcomes: Outcome[] = [];
    for (const change of batch) {
      const isBack = library.versionAt(change.from_path) === change.version;
      // Both names lead to the file: its `link` was made, its `unlink` was not.
      if (isBack && library.versionAt(change.to_path) === change.version) {
        await unlink(placeOf(library.root, change.to_path));
      }
      outcomes.push(outcome(change, isBack ? 'undone' : 'done'));
    }
    await settle(batch, outcomes, jobs, whereUndone);
  }
}

async function putBack(change: ChangeRow, library: LibraryFolder): Promise<Outcome> {
  const { from_path: home, to_path: here } = change;
  try {
    const version = library.versionAt(here);
    if (version === undefined) return refused(change, vanished);
    if (version !== change.version) return refused(change, changed);
    await makeFolder(library.root, folderOf(home));
    // Twins that the folder has had from the first come back side by side.
    await moveFile(placeOf(library.root, here), placeOf(library.root, home));
    return outcome(change, 'undone');
  } catch (error) {
    return refused(change, error instanceof DestinationTaken ? taken : faultOf(error));
  }
}

const taken: Fault = { code: 'name_taken', message: 'Another file has its old name by now' };

/** What could not be put back is still done. */
const refused = (change: ChangeRow, { code, message }: Fault): Outcome => ({
  ...outcome(change, 'done'),
  error_code: code,
  error_message: message,
});

const whereUndone = ({ status }: Outcome, change: ChangeRow): string | undefined =>
  status === 'undone' ? change.from_path : undefined;
