/**
 * The journal of a job on the disk: intents are flushed before the moves, and outcomes are written after them. In
 * object mode there are no intents: a batch of moves and its outcomes are one transaction (`organize/rows`).
 */

import { FolderFlush } from '../../disk/flushFolders.ts';
import type { LibraryFolder } from '../../disk/libraryFolder.ts';
import { folderOf } from '../../files/path.ts';
import type { JournalEntry, Moved, Outcome } from '../../storage/jobs/journalRows.ts';
import type { JournalRow, PlanRepository } from '../../storage/jobs/planRepository.ts';
import { outcome } from './outcomes.ts';
import type { TouchedFolders } from './touchedFolders.ts';

/**
 * How many moves are announced in the journal together. They share one flush; a flush for each would
 * take far longer than the moves.
 */
export const BATCH = 1_000;

/** What the phases that move files need. */
export type JournalDeps = {
  readonly library: LibraryFolder;
  readonly plans: PlanRepository;
  readonly touched: TouchedFolders;
};

/** The results of a batch. */
type Made = { readonly outcomes: readonly Outcome[]; readonly moved: readonly Moved[] };

/** The results of a batch, and the flush of its folders. */
type FlushedMove = {
  readonly entry: JournalEntry;
  readonly flushed: Promise<void>;
  isFlushed: boolean;
};

/**
 * Writes the journal of a job batch by batch: the intents before the moves, and the outcomes after
 * them. The outcomes of a batch are written together with the intents of a later one, once the moves
 * themselves are flushed: after a crash `recover` looks at the disk in any case.
 */
export class Journal {
  readonly #jobId: string;
  readonly #intent: 'moving' | 'undoing';
  readonly #deps: JournalDeps;
  readonly #flush: FolderFlush;
  #unwritten: FlushedMove[] = [];

  constructor(jobId: string, intent: 'moving' | 'undoing', deps: JournalDeps) {
    this.#jobId = jobId;
    this.#intent = intent;
    this.#deps = deps;
    this.#flush = new FolderFlush(deps.library.root);
  }

  /**
   * Writes the intents of a batch, and the state of its folders.
   *
   * @param batch in the order in which they are made
   * @param before the changes as they are in the journal; the same objects unless they differ by now
   * @returns resolves when the intents are flushed; nothing may be moved before
   */
  announce(batch: readonly JournalRow[], before: readonly JournalRow[] = batch): Promise<void> {
    const { plans, touched } = this.#deps;
    touched.before(foldersOf(batch));
    // The intent of the last one covers the others; see `ChangeTable`.
    const isWritten = (change: JournalRow, at: number) =>
      change !== before[at] || at === batch.length - 1;
    const intents = batch.filter(isWritten).map((change) => outcome(change, this.#intent));
    const ready = this.#unwritten.findIndex(({ isFlushed }) => !isFlushed);
    const settled = this.#unwritten.splice(0, ready === -1 ? this.#unwritten.length : ready);
    return plans.record(this.#jobId, ...settled.map(({ entry }) => entry), {
      outcomes: intents,
      folders: touched.takeUnwritten(),
    });
  }

  /**
   * Records the outcomes of a batch, the new paths of its files and the state of its folders, and
   * starts the flush of the folders.
   *
   * @param made the folders that were created for the batch
   * @throws ProblemError `library_unavailable`; the batch then stays announced
   */
  settle(batch: readonly JournalRow[], { outcomes, moved }: Made, made: ReadonlySet<string>): void {
    const { library, touched } = this.#deps;
    library.assertAvailable();
    const folders = foldersOf(batch);
    for (const path of made) folders.add(path).add(folderOf(path));
    // Only folders with new names: recovery can tell whether an old name is gone.
    const gained = new Set([...moved.map(({ to }) => folderOf(to)), ...[...made].map(folderOf)]);
    const settled: FlushedMove = {
      entry: { ...asWritten(batch, outcomes), moved },
      flushed: this.#flush.done(gained).then(() => {
        settled.isFlushed = true;
      }),
      isFlushed: false,
    };
    this.#unwritten.push(settled);
    touched.after(folders, made);
  }

  /** Writes everything recorded, and waits until it is flushed. */
  async write(): Promise<void> {
    const { plans, touched } = this.#deps;
    const settled = this.#unwritten;
    if (settled.length === 0) return;
    this.#unwritten = [];
    await Promise.all(settled.map(({ flushed }) => flushed));
    const folders = touched.takeUnwritten();
    await plans.record(this.#jobId, ...settled.map(({ entry }) => entry), { folders });
  }
}

/**
 * What to write of outcomes: for most changes only the status differs, and rewriting the whole rows
 * would take longer than the moves.
 *
 * @param before the previous changes, in the order of the outcomes
 */
function asWritten(
  before: readonly JournalRow[],
  outcomes: readonly Outcome[],
): Pick<JournalEntry, 'statuses' | 'outcomes'> {
  const statuses: Pick<Outcome, 'id' | 'status'>[] = [];
  const others: Outcome[] = [];
  for (const [at, each] of outcomes.entries()) {
    const was = before[at];
    const isPlain =
      was?.id === each.id &&
      each.error_code === null &&
      each.to_path === was.to_path &&
      each.to_version === was.to_version &&
      each.back_version === was.back_version;
    if (isPlain) statuses.push({ id: each.id, status: each.status });
    else others.push(each);
  }
  return { statuses, outcomes: others };
}

/** The source and destination folders of changes. */
function foldersOf(batch: readonly JournalRow[]): Set<string> {
  return new Set(
    batch.flatMap(({ from_path: from, to_path: to }) => [folderOf(from), folderOf(to)]),
  );
}
