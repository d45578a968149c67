import { lstatSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChangeRow, JobRows, Outcome } from '../db/jobs.ts';
import { errnoOf, Failure } from '../failure.ts';
import type { Library } from '../library/library.ts';
import { DestinationTaken, moveFile } from '../library/move.ts';
import { makeFolder, TakenNames } from '../library/naming.ts';
import { folderOf, nameOf, placeOf } from '../library/path.ts';
import { stateOf } from '../library/stat.ts';

/**
 * How many moves are announced in the journal at once. One flush to the disk serves them all; a
 * flush for each would take far longer than the moves.
 */
const BATCH = 500;

type Fault = { readonly code: NonNullable<ChangeRow['error_code']>; readonly message: string };

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
  { library, jobs }: { readonly library: Library; readonly jobs: JobRows },
  report: () => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    library.assertAvailable();
    const batch = await jobs.changesInState(jobId, 'planned', BATCH);
    if (batch.length === 0) return;
    await jobs.record(batch.map((change) => outcome(change, 'moving')));
    const outcomes: Outcome[] = [];
    const names = TakenNames.onDisk(library.root);
    for (const change of batch) {
      outcomes.push(
        signal.aborted ? outcome(change, 'planned') : await makeMove(change, names, library, jobs),
      );
    }
    await settle(batch, outcomes, jobs);
    await report();
  }
}

/**
 * Finds out, after the server died, which of the announced moves were made, and brings journal
 * and disk to agree. A file that has both names gets rid of the old one; nothing is overwritten.
 */
export async function recover(
  jobId: string,
  { library, jobs }: { readonly library: Library; readonly jobs: JobRows },
): Promise<void> {
  for (;;) {
    const batch = await jobs.changesInState(jobId, 'moving', BATCH);
    if (batch.length === 0) return;
    const outcomes: Outcome[] = [];
    for (const change of batch) outcomes.push(await reconcile(change, library));
    await settle(batch, outcomes, jobs);
  }
}

async function reconcile(change: ChangeRow, library: Library): Promise<Outcome> {
  const source = versionAt(library, change.from_path);
  const destination = versionAt(library, change.to_path);
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
  library: Library,
  jobs: JobRows,
): Promise<Outcome> {
  let to = change.to_path;
  try {
    const version = versionAt(library, change.from_path);
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

async function settle(
  batch: readonly ChangeRow[],
  outcomes: readonly Outcome[],
  jobs: JobRows,
): Promise<void> {
  const fileIds = new Map(batch.map((change) => [change.id, change.file_id]));
  const moved = outcomes.flatMap(({ id, status, to_path: path }) => {
    const fileId = fileIds.get(id);
    return status === 'done' && fileId
      ? [{ fileId, path, folder: folderOf(path), name: nameOf(path) }]
      : [];
  });
  await jobs.record(outcomes, moved);
}

function versionAt(library: Library, path: string): string | undefined {
  try {
    const stat = lstatSync(placeOf(library.root, path), { bigint: true });
    return stat.isFile() ? stateOf(stat).version : undefined;
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || error instanceof Failure) return undefined;
    throw error;
  }
}

const vanished: Fault = { code: 'vanished', message: 'The file is gone' };
const changed: Fault = {
  code: 'changed',
  message: 'The file is no longer the one that was planned',
};

const outcome = (change: ChangeRow, status: ChangeRow['status']): Outcome => ({
  id: change.id,
  status,
  to_path: change.to_path,
  error_code: null,
  error_message: null,
});

const failed = (change: ChangeRow, fault: Fault): Outcome => ({
  ...outcome(change, 'failed'),
  error_code: fault.code,
  error_message: fault.message,
});

function faultOf(error: unknown): Fault {
  if (error instanceof Failure) return { code: 'denied', message: error.message };
  const code = errnoOf(error);
  switch (code) {
    case 'ENOENT':
      return vanished;
    case 'EBUSY':
      return changed;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { code: 'denied', message: 'The server may not move the file' };
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'disk_full', message: 'The disk is full' };
    default:
      return { code: 'io_error', message: `The disk failed (${code ?? 'unknown error'})` };
  }
}
