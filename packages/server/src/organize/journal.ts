import type { ChangeRow, JobRows } from '../db/jobs.ts';
import type { Moved, Outcome } from '../db/journal.ts';
import type { Fault } from '../jobs/fault.ts';
import type { LibraryFolder } from '../library/libraryFolder.ts';
import { folderOf, placeOf } from '../library/path.ts';
import { flushFolders } from './flush.ts';
import type { TouchedFolders } from './touchedFolders.ts';

/**
 * How many moves are announced in the journal at once. One flush to the disk serves them all; a
 * flush for each would take far longer than the moves.
 */
export const BATCH = 500;

/** What the phases of a job that move files work with. */
export type JournalParts = {
  readonly library: LibraryFolder;
  readonly jobs: JobRows;
  readonly touched: TouchedFolders;
};

/** Writes that the moves of a batch are about to be made, and how the folders are before them. */
export async function announce(
  jobId: string,
  intents: readonly Outcome[],
  batch: readonly ChangeRow[],
  { jobs, touched }: JournalParts,
): Promise<void> {
  touched.before(foldersOf(batch));
  await jobs.record(jobId, { outcomes: intents, folders: touched.takeUnwritten() });
}

/**
 * Writes how the moves of a batch came out, where the files are now, and how the folders are after
 * them; has the disk keep the folders before.
 *
 * @param made the folders that were made for them
 * @throws Failure `library_unavailable`; all stays announced then
 */
export async function settle(
  jobId: string,
  batch: readonly ChangeRow[],
  { outcomes, moved }: { readonly outcomes: readonly Outcome[]; readonly moved: readonly Moved[] },
  { library, jobs, touched }: JournalParts,
  made: ReadonlySet<string>,
): Promise<void> {
  library.assertAvailable();
  const folders = foldersOf(batch);
  for (const path of made) folders.add(path).add(folderOf(path));
  // Where the new names are: the old ones are gone later, which recovery can tell.
  const gained = new Set([...moved.map(({ to }) => folderOf(to)), ...[...made].map(folderOf)]);
  flushFolders(placesOf(library.root, gained));
  touched.after(folders, made);
  await jobs.record(jobId, { outcomes, moved, folders: touched.takeUnwritten() });
}

/** The folders out of which and into which changes move something. */
function foldersOf(batch: readonly ChangeRow[]): Set<string> {
  return new Set(
    batch.flatMap(({ from_path: from, to_path: to }) => [folderOf(from), folderOf(to)]),
  );
}

function* placesOf(root: string, folders: Iterable<string>): Generator<string> {
  for (const folder of folders) {
    try {
      yield placeOf(root, folder);
    } catch {
      // It has become a link: nothing of ours is in it.
    }
  }
}

/** How a change stands that nothing has gone wrong with. */
export const outcome = (change: ChangeRow, status: ChangeRow['status']): Outcome => ({
  id: change.id,
  status,
  to_path: change.to_path,
  to_version: change.to_version,
  back_version: change.back_version,
  error_code: null,
  error_message: null,
});

export const failed = (change: ChangeRow, fault: Fault): Outcome => ({
  ...outcome(change, 'failed'),
  error_code: fault.code,
  error_message: fault.message,
});

/** What could not be put back is still done. */
export const refused = (change: ChangeRow, fault: Fault): Outcome => ({
  ...failed(change, fault),
  status: 'done',
});
