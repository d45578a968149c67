/** Removes the copies in one group of equal files, and never the last one. */

import { changed, type Fault, faultOf, vanished } from '../../jobs/fault.ts';
import type { Library } from '../../library/library.ts';
import { ProblemError } from '../../problemError.ts';
import type {
  DuplicateOutcome,
  DuplicateRepository,
  DuplicateRow,
} from '../../storage/duplicates/duplicateRepository.ts';
import type { FileRepository } from '../../storage/files/fileRepository.ts';
import type { FileRow } from '../../storage/files/fileRow.ts';
import type { TrashRepository } from '../../storage/files/trashRepository.ts';
import type { CompareTask, Comparison } from '../finding/compare.ts';
import type { Readers } from '../finding/readers.ts';

/** What removing the copies of a group needs: the library on the disk, or rows in a transaction. */
export type GroupDeps = {
  readonly library: {
    readonly root: string;
    versionAt(path: string): string | undefined;
    /** @param expect throws if the file is not as expected */
    delete(
      fileId: string,
      permanent: false,
      expect: (row: Pick<FileRow, 'path' | 'version'> | undefined) => void,
    ): Promise<void>;
    restore(fileId: string, onConflict: 'fail'): Promise<unknown>;
  };
  readonly readers: { run(task: CompareTask, signal: AbortSignal): Promise<Comparison> };
};

export type ExecutionDeps = {
  readonly library: Library;
  readonly files: FileRepository;
  readonly trash: TrashRepository;
  readonly duplicates: DuplicateRepository;
  readonly readers: Readers;
};

/** The outcome of a file without an error. */
export const outcomeOf = (
  { id, spared_reason }: DuplicateRow,
  status: DuplicateRow['status'],
): DuplicateOutcome => ({ id, status, spared_reason, error_code: null, error_message: null });

const different: Fault = {
  code: 'changed',
  message: 'The file is not byte-for-byte identical to the one that is kept',
};

/** One of the two files has changed since the comparison; the file to be removed was not touched. */
class Unexpected extends Error {
  override readonly name = 'Unexpected';
  readonly file: DuplicateRow;

  constructor(file: DuplicateRow) {
    super(`${file.path} has changed`);
    this.file = file;
  }
}

/**
 * Moves files of equal content to the trash: all but one, or all of them if others stay. A file is
 * removed only after it was compared byte by byte with one that stays. That one is checked again
 * before and after the removal: if it has gone meanwhile, the removed one is restored and another one
 * is kept.
 */
export class GroupExecution {
  readonly #deps: GroupDeps;
  readonly #signal: AbortSignal;
  /** The undecided files, the preferred one first. */
  #open: DuplicateRow[];
  #removed: DuplicateRow[];
  /** Files that stay in any case, with which the others are compared. */
  readonly #staying: DuplicateRow[];
  #kept: DuplicateRow | undefined;
  readonly #outcomes = new Map<number, DuplicateOutcome>();

  /**
   * @param files in the order of preference for being kept
   * @param staying others of the same content that stay in any case; then none of `files` has to
   */
  constructor(
    files: readonly DuplicateRow[],
    deps: GroupDeps,
    signal: AbortSignal,
    staying: readonly DuplicateRow[] = [],
  ) {
    this.#staying = [...staying];
    this.#deps = deps;
    this.#signal = signal;
    this.#open = files.filter(({ status }) => status === 'found');
    this.#removed = files.filter(({ status }) => status === 'removed');
  }

  /** Which of the undecided files stays; undefined if others stay instead. */
  get kept(): DuplicateRow | undefined {
    return this.#kept;
  }

  /** @returns the outcomes of all undecided files; some stay undecided if the job is stopped */
  async carryOut(): Promise<DuplicateOutcome[]> {
    if (this.#open.length === 0) return [];
    let kept = this.#nextKept();
    while (kept && this.#open.length > 0 && !this.#signal.aborted) {
      const [copy] = this.#open;
      if (!copy) break;
      const lost = await this.#remove(copy, kept);
      if (lost) kept = this.#nextKept();
    }
    if (!kept) await this.#bringOneBack();
    else if (kept !== this.#kept) this.#note(kept, 'kept');
    else if (this.#signal.aborted && this.#open.length > 0) this.#note(kept, 'found');
    else this.#note(kept, 'kept');
    for (const file of this.#open) this.#note(file, 'found');
    return [...this.#outcomes.values()];
  }

  /** The first file that exists as planned. Those before it have failed. */
  #nextKept(): DuplicateRow | undefined {
    for (;;) {
      const stays = this.#staying.shift();
      const file = stays ?? this.#open.shift();
      this.#kept = stays ? undefined : file;
      if (!file) return undefined;
      const version = this.#deps.library.versionAt(file.path);
      if (version === file.version) return file;
      this.#fail(file, version === undefined ? vanished : changed);
    }
  }

  /**
   * Moves a copy to the trash, if it is one.
   *
   * @returns whether the file to be kept is lost; the copy is then still undecided
   */
  async #remove(copy: DuplicateRow, kept: DuplicateRow): Promise<boolean> {
    const { library, readers } = this.#deps;
    try {
      const task = { kind: 'compare', root: library.root, kept, copy } as const;
      const found = await readers.run(task, this.#signal);
      if (found.result === 'unusable') {
        const isKept = found.file === 'kept';
        this.#fail(isKept ? kept : copy, faultOfCode(found.code));
        if (!isKept) this.#open.shift();
        return isKept;
      }
      if (found.result === 'different') {
        this.#open.shift();
        this.#fail(copy, different);
        return false;
      }
      await library.delete(copy.file_id, false, (row) => {
        if (row?.version !== copy.version || row.path !== copy.path) throw new Unexpected(copy);
        if (!this.#isThere(kept)) throw new Unexpected(kept);
      });
      if (!this.#isThere(kept)) {
        await library.restore(copy.file_id, 'fail');
        throw new Unexpected(kept);
      }
      this.#open.shift();
      this.#removed.push(copy);
      this.#note(copy, 'removed');
      return false;
    } catch (error) {
      if (this.#signal.aborted) return false;
      if (error instanceof Unexpected && error.file === kept) {
        this.#fail(kept, this.#isGone(kept) ? vanished : changed);
        return true;
      }
      this.#open.shift();
      this.#fail(copy, faultOfRemoval(error));
      return false;
    }
  }

  /** If no file of the group is left, restores one that this job has removed. */
  async #bringOneBack(): Promise<void> {
    for (const file of this.#removed) {
      try {
        await this.#deps.library.restore(file.file_id, 'fail');
        this.#note(file, 'kept');
        return;
      } catch (error) {
        // Its name is taken, or it was deleted permanently. Another one may still be restored.
        if (!(error instanceof ProblemError)) throw error;
      }
    }
  }

  #isThere = ({ path, version }: DuplicateRow): boolean =>
    this.#deps.library.versionAt(path) === version;

  #isGone = ({ path }: DuplicateRow): boolean => this.#deps.library.versionAt(path) === undefined;

  #note(file: DuplicateRow, status: DuplicateRow['status']): void {
    this.#outcomes.set(file.id, outcomeOf(file, status));
  }

  #fail(file: DuplicateRow, { code, message }: Fault): void {
    const outcome = outcomeOf(file, 'failed');
    this.#outcomes.set(file.id, { ...outcome, error_code: code, error_message: message });
  }
}

const faultOfCode = (code: string): Fault =>
  code === 'ELOOP' || code === 'EFTYPE'
    ? changed
    : faultOf(Object.assign(new Error(code), { code }));

function faultOfRemoval(error: unknown): Fault {
  if (error instanceof Unexpected) return changed;
  if (error instanceof ProblemError && error.code === 'file_not_found') return vanished;
  return faultOf(error);
}
