import type { ChangeRow, JobRows } from '../db/jobs.ts';
import type { JournalEntry, Moved, Outcome } from '../db/journal.ts';
import type { Fault } from '../jobs/fault.ts';
import { flushFolders } from '../library/flush.ts';
import type { LibraryFolder } from '../library/libraryFolder.ts';
import { folderOf, placeOf } from '../library/path.ts';
import type { TouchedFolders } from './touchedFolders.ts';

/**
 * How many moves are announced in the journal at once. One flush to the disk serves them all; a
 * flush for each would take far longer than the moves.
 */
export const BATCH = 500;

/** How many moves are made before anybody else has a turn, such as whoever cancels the job. */
export const AT_A_STRETCH = 100;

/** What the phases of a job that move files work with. */
export type JournalParts = {
  readonly library: LibraryFolder;
  readonly jobs: JobRows;
  readonly touched: TouchedFolders;
};

/** What the moves of a batch have come to. */
type Made = { readonly outcomes: readonly Outcome[]; readonly moved: readonly Moved[] };

/**
 * What a job writes of its moves, a batch after the other: that they are about to be made, and how
 * they came out. The outcomes of a batch go with the intents of the next one, so that the disk is
 * waited for once: after a crash, `recover` looks at the disk in any case.
 */
export class Journal {
  readonly #jobId: string;
  readonly #intent: 'moving' | 'undoing';
  readonly #parts: JournalParts;
  #unwritten: JournalEntry | undefined;

  constructor(jobId: string, intent: 'moving' | 'undoing', parts: JournalParts) {
    this.#jobId = jobId;
    this.#intent = intent;
    this.#parts = parts;
  }

  /**
   * Writes that the moves of a batch are about to be made, and how the folders are before them.
   *
   * @param before the changes as they are in the journal, where they are other ones now
   */
  async announce(batch: readonly ChangeRow[], before: readonly ChangeRow[] = batch): Promise<void> {
    this.#parts.touched.before(foldersOf(batch));
    const intents = batch.map((change) => outcome(change, this.#intent));
    await this.write(asWritten(before, intents));
  }

  /**
   * Notes how the moves of a batch came out, where the files are now, and how the folders are after
   * them; has the disk keep the folders before. It is written with what comes next.
   *
   * @param made the folders that were made for them
   * @throws Failure `library_unavailable`; all stays announced then
   */
  settle(batch: readonly ChangeRow[], { outcomes, moved }: Made, made: ReadonlySet<string>): void {
    const { library, touched } = this.#parts;
    library.assertAvailable();
    const folders = foldersOf(batch);
    for (const path of made) folders.add(path).add(folderOf(path));
    // Where the new names are: the old ones are gone later, which recovery can tell.
    const gained = new Set([...moved.map(({ to }) => folderOf(to)), ...[...made].map(folderOf)]);
    flushFolders(placesOf(library.root, gained));
    touched.after(folders, made);
    this.#unwritten = { ...asWritten(batch, outcomes), moved };
  }

  /** Writes what was noted, and what comes with it, and waits until it is on the disk. */
  async write(next?: JournalEntry): Promise<void> {
    const { jobs, touched } = this.#parts;
    const entries = [this.#unwritten, next].filter((entry) => entry !== undefined);
    if (entries.length === 0) return;
    const folders = touched.takeUnwritten();
    this.#unwritten = undefined;
    await jobs.record(this.#jobId, ...entries, { folders });
  }
}

/**
 * What has to be written of outcomes: most changes only stand otherwise than before, and to write
 * all the rest of them again would take longer than their moves.
 *
 * @param before the changes as they were, in the order of the outcomes
 */
function asWritten(
  before: readonly ChangeRow[],
  outcomes: readonly Outcome[],
): Pick<JournalEntry, 'statuses' | 'outcomes'> {
  const [statuses, others]: [Outcome[], Outcome[]] = [[], []];
  for (const [at, each] of outcomes.entries()) {
    const was = before[at];
    const isPlain =
      was?.id === each.id &&
      each.error_code === null &&
      each.to_path === was.to_path &&
      each.to_version === was.to_version &&
      each.back_version === was.back_version;
    (isPlain ? statuses : others).push(each);
  }
  return { statuses, outcomes: others };
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
