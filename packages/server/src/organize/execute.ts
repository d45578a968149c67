import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChangeRow, JobRows, Outcome } from '../db/jobs.ts';
import { changed, faultOf, vanished } from '../jobs/fault.ts';
import type { LibraryFolder } from '../library/libraryFolder.ts';
import { DestinationTaken, moveFile } from '../library/move.ts';
import { makeFolder, TakenNames } from '../library/naming.ts';
import { folderOf, nameOf, placeOf } from '../library/path.ts';
import { BATCH, failed, outcome, settle } from './journal.ts';

/**
 * Carries out a job's plan, a batch at a time: first the intents are written to the journal and
 * flushed, then the files are moved, then the journal says how that went. After a crash the
 * journal tells which moves may have been made (see {@link recover}).
 *
 * @param report called after each batch
 * @param signal stops the job between two moves; what is left stays planned
 */
export async function execute(
  jobId: string,
  { library, jobs }: { readonly library: LibraryFolder; readonly jobs: JobRows },
  report: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  // For all batches: to read a folder of thousands for each of them takes longer than the moves. A
  // name that has come since is met by `link`.
  const names = TakenNames.onDisk(library.root);
  for (;;) {
    signal.throwIfAborted();
    library.assertAvailable();
    const batch = await jobs.changesInState(jobId, 'planned', BATCH);
    if (batch.length === 0) return;
    await jobs.record(batch.map((change) => outcome(change, 'moving')));
    const outcomes: Outcome[] = [];
    for (const change of batch) {
      outcomes.push(
        signal.aborted ? outcome(change, 'planned') : await makeMove(change, names, library, jobs),
      );
    }
    await settle(batch, outcomes, jobs, whereMoved);
    await report();
  }
}

/**
 * Finds out, after the server died, which of the announced moves were made, and brings journal
 * and disk to agree. A file that has both names gets rid of the old one; nothing is overwritten.
 */
export async function recover(
  jobId: string,
  { library, jobs }: { readonly library: LibraryFolder; readonly jobs: JobRows },
): Promise<void> {
  for (;;) {
    const batch = await jobs.changesInState(jobId, 'moving', BATCH);
    if (batch.length === 0) return;
    const outcomes: Outcome[] = [];
    for (const change of batch) outcomes.push(await reconcile(change, library));
    await settle(batch, outcomes, jobs, whereMoved);
  }
}

async function reconcile(change: ChangeRow, library: LibraryFolder): Promise<Outcome> {
  const source = library.versionAt(change.from_path);
  const destination = library.versionAt(change.to_path);
  if (destination === change.version) {
    // Both names lead to the file: its `link` was made, its `unlink` was not.
    if (source === change.version) await unlink(placeOf(library.root, change.from_path));
    return outcome(change, 'done');
  }
  if (source === change.version) return outcome(change, 'planned');
  return source === undefined
    ? failed(change, { code: 'vanished', message: 'The file is gone from both places' })
    : failed(change, changed);
}

async function makeMove(
  change: ChangeRow,
  names: TakenNames,
  library: LibraryFolder,
  jobs: JobRows,
): Promise<Outcome> {
  let to = change.to_path;
  try {
    const version = library.versionAt(change.from_path);
    if (version === undefined) return failed(change, vanished);
    if (version !== change.version) return failed(change, changed);
    await makeFolder(library.root, folderOf(to));
    if (names.twinOf(to)) to = await announce(change, names.freePath(to), jobs);
    for (;;) {
      try {
        const folder = placeOf(library.root, folderOf(to));
        await moveFile(placeOf(library.root, change.from_path), join(folder, nameOf(to)));
        names.add(to);
        return outcome({ ...change, to_path: to }, 'done');
      } catch (error) {
        if (!(error instanceof DestinationTaken)) throw error;
        // Somebody else has put it there since the folder was read.
        names.forget(folderOf(to));
        to = await announce(change, names.freePath(to), jobs);
      }
    }
  } catch (error) {
    return failed({ ...change, to_path: to }, faultOf(error));
  }
}

/** Writes to the journal that a move will go to another name, before it does. */
async function announce(change: ChangeRow, to: string, jobs: JobRows): Promise<string> {
  await jobs.record([outcome({ ...change, to_path: to }, 'moving')]);
  return to;
}

const whereMoved = ({ status, to_path: path }: Outcome): string | undefined =>
  status === 'done' ? path : undefined;
