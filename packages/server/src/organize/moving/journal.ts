import { flushFolders } from '../../disk/flushFolders.ts';
import type { LibraryFolder } from '../../disk/libraryFolder.ts';
import { folderOf } from '../../files/path.ts';
import type { Fault } from '../../jobs/fault.ts';
import type { JournalEntry, Moved, Outcome } from '../../storage/jobs/journalRows.ts';
import type { ChangeRow, JournalRow, PlanRepository } from '../../storage/jobs/planRepository.ts';
import type { TouchedFolders } from './touchedFolders.ts';

/**
 * How many moves are announced in the journal at once. One flush to the disk serves them all; a
 * flush for each would take far longer than the moves.
 */
export const BATCH = 1_000;

/** What the phases of a job that move files work with. */
export type JournalParts = {
  readonly library: LibraryFolder;
  readonly plans: PlanRepository;
  readonly touched: TouchedFolders;
};

/** What the moves of a batch have come to. */
type Made = { readonly outcomes: readonly Outcome[]; readonly moved: readonly Moved[] };

/** How the moves of a batch came out, and whether the disk has them. */
type FlushedMove = {
  readonly entry: JournalEntry;
  readonly flushed: Promise<void>;
  isFlushed: boolean;
};

/**
 * What a job writes of its moves, a batch after the other: that they are about to be made, and how
 * they came out. The outcomes of a batch go with the intents of a later one, when the disk has what
 * they tell of: after a crash, `recover` looks at the disk in any case.
 */
export class Journal {
  readonly #jobId: string;
  readonly #intent: 'moving' | 'undoing';
  readonly #parts: JournalParts;
  #unwritten: FlushedMove[] = [];

  constructor(jobId: string, intent: 'moving' | 'undoing', parts: JournalParts) {
    this.#jobId = jobId;
    this.#intent = intent;
    this.#parts = parts;
  }

  /**
   * Writes that the moves of a batch are about to be made, and how the folders are before them.
   *
   * @param before the changes as they are in the journal, where they are other ones now
   * @returns when the disk has it; nothing may be moved before that
   */
  async announce(
    batch: readonly JournalRow[],
    before: readonly JournalRow[] = batch,
  ): Promise<{ readonly kept: Promise<void> }> {
    const { plans, touched } = this.#parts;
    touched.before(foldersOf(batch));
    const intents = batch.map((change) => outcome(change, this.#intent));
    const ready = this.#unwritten.findIndex(({ isFlushed }) => !isFlushed);
    const settled = this.#unwritten.splice(0, ready === -1 ? this.#unwritten.length : ready);
    return plans.recordAside(
      this.#jobId,
      ...settled.map(({ entry }) => entry),
      asWritten(before, intents),
      { folders: touched.takeUnwritten() },
    );
  }

  /**
   * Notes how the moves of a batch came out, where the files are now, and how the folders are after
   * them, and has the disk keep the folders.
   *
   * @param made the folders that were made for them
   * @throws ProblemError `library_unavailable`; all stays announced then
   */
  settle(batch: readonly JournalRow[], { outcomes, moved }: Made, made: ReadonlySet<string>): void {
    const { library, touched } = this.#parts;
    library.assertAvailable();
    const folders = foldersOf(batch);
    for (const path of made) folders.add(path).add(folderOf(path));
    // Where the new names are: the old ones are gone later, which recovery can tell.
    const gained = new Set([...moved.map(({ to }) => folderOf(to)), ...[...made].map(folderOf)]);
    const settled: FlushedMove = {
      entry: { ...asWritten(batch, outcomes), moved },
      flushed: flushFolders(library.root, gained).then(() => {
        settled.isFlushed = true;
      }),
      isFlushed: false,
    };
    this.#unwritten.push(settled);
    touched.after(folders, made);
  }

  /** Writes all that was noted, and waits until it is on the disk. */
  async write(): Promise<void> {
    const { plans, touched } = this.#parts;
    const settled = this.#unwritten;
    if (settled.length === 0) return;
    this.#unwritten = [];
    await Promise.all(settled.map(({ flushed }) => flushed));
    const folders = touched.takeUnwritten();
    await plans.record(this.#jobId, ...settled.map(({ entry }) => entry), { folders });
  }
}

/**
 * What has to be written of outcomes: most changes only stand otherwise than before, and to write
 * all the rest of them again would take longer than their moves.
 *
 * @param before the changes as they were, in the order of the outcomes
 */
function asWritten(
  before: readonly JournalRow[],
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
function foldersOf(batch: readonly JournalRow[]): Set<string> {
  return new Set(
    batch.flatMap(({ from_path: from, to_path: to }) => [folderOf(from), folderOf(to)]),
  );
}

/** How a change stands that nothing has gone wrong with. */
export const outcome = (change: JournalRow, status: ChangeRow['status']): Outcome => ({
  id: change.id,
  status,
  to_path: change.to_path,
  to_version: change.to_version,
  back_version: change.back_version,
  error_code: null,
  error_message: null,
});

export const failed = (change: JournalRow, fault: Fault): Outcome => ({
  ...outcome(change, 'failed'),
  error_code: fault.code,
  error_message: fault.message,
});

/** What could not be put back is still done. */
export const refused = (change: JournalRow, fault: Fault): Outcome => ({
  ...failed(change, fault),
  status: 'done',
});
