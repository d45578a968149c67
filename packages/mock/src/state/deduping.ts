/** Finding and removing duplicates in the mock's library. */

import { invalidFields } from 'contract-first/mock';
import { exclusion } from './exclusion.ts';
import type { Library } from './library.ts';
import type { DuplicateFile, DuplicateGroup, KeepRule, Kept } from './resources.ts';
import type { Work } from './work.ts';

const rules: readonly KeepRule[] = ['newest', 'oldest', 'shortest_path'];

export type DedupeOptions = {
  readonly min_size?: number;
  readonly include_hidden?: boolean;
  readonly exclude?: readonly string[];
};

/**
 * Groups of equal files, of each of which one stays. Unlike the server, it does not consider
 * companions.
 */
export class Deduping implements Work {
  readonly #library: Library;
  #groups: DuplicateGroup[];
  #keep: KeepRule = 'oldest';
  #spared: ReadonlySet<string> = new Set();
  #chosen: ReadonlySet<string> = new Set();
  readonly #left: readonly Kept[];

  constructor(library: Library, groups: readonly DuplicateGroup[], left: readonly Kept[] = []) {
    this.#library = library;
    this.#groups = [...groups];
    this.#left = left;
  }

  /** Finds the equal files of a folder. @throws ProblemError like `Library.under` */
  static plan(
    library: Library,
    folder: string,
    { min_size = 1, include_hidden = false, exclude = [] }: DedupeOptions,
  ): Deduping {
    const isExcluded = exclusion(folder, exclude);
    const shown = library
      .under(folder)
      .files.filter(({ path }) => include_hidden || !path.includes('/.'));
    const files = shown
      .filter(({ size }) => size >= min_size)
      .filter(({ path }) => !isExcluded(path));
    const left = shown
      .filter(({ path }) => isExcluded(path))
      .map(({ path }) => ({ path, reason: 'Excluded by `exclude`' }));
    const groups = [...new Set(files.map(({ sha256 }) => sha256))]
      .map((sha256) => files.filter((file) => file.sha256 === sha256))
      .filter((equal) => equal.length > 1)
      .map((equal): DuplicateGroup => {
        const size = equal[0]?.size ?? 0;
        const keptBy = (fileId: string) =>
          rules.filter((rule) => preferred(equal, rule)?.file_id === fileId);
        return {
          sha256: equal[0]?.sha256 ?? '',
          size,
          wasted_bytes: size * (equal.length - 1),
          files: equal
            .map(({ file_id, path, modified_at }): DuplicateFile => {
              return {
                file_id,
                path,
                modified_at,
                status: 'found',
                kept_by: keptBy(file_id),
                belongs_to: [],
                companions: [],
                spared_reason: null,
                error: null,
              };
            })
            .sort((a, b) => (a.path < b.path ? -1 : 1)),
        };
      });
    return new Deduping(
      library,
      groups.sort((a, b) => b.wasted_bytes - a.wasted_bytes),
      left,
    );
  }

  /** The files that were left out, with reasons. */
  get left(): readonly Kept[] {
    return this.#left;
  }

  /** Sorted by wasted space, most first. */
  get groups(): readonly DuplicateGroup[] {
    return this.#groups;
  }

  get size(): number {
    return this.#files.length;
  }

  get done(): readonly number[] {
    return this.#files.flatMap(({ file }, piece) => (file.status === 'removed' ? [piece] : []));
  }

  /**
   * Chooses the file of each group that stays, others that stay instead, and the groups of which all files
   * stay.
   *
   * @throws ProblemError `invalid_request` for a digest without a group, or an unknown file
   */
  keep(which: KeepRule, spare: readonly string[], keepFiles: readonly string[]): void {
    const digests = new Set(this.#groups.map(({ sha256 }) => sha256));
    const ids = new Set(this.#files.map(({ file }) => file.file_id));
    const faults = [
      ...unknown('spare', spare, digests, 'The job has no group with this digest'),
      ...unknown('keep_files', keepFiles, ids, 'The results of the job show no file with this ID'),
    ];
    if (faults.length > 0) throw invalidFields(faults);
    this.#keep = which;
    this.#spared = new Set(spare);
    this.#chosen = new Set(keepFiles);
  }

  do(piece: number): boolean {
    const { file, group } = this.#files[piece] ?? {};
    if (!file || !group) return false;
    if (this.#spared.has(group.sha256)) {
      this.#replace(file, { status: 'kept', spared_reason: 'Its group is listed in `spare`' });
      return true;
    }
    const isChosen = this.#chosen.has(file.file_id);
    const hasChosen = group.files.some((each) => this.#chosen.has(each.file_id));
    const isKept = hasChosen ? isChosen : preferred(group.files, this.#keep) === file;
    const isThere = this.#library.find(file.file_id)?.sha256 === group.sha256;
    if (isThere && !isKept) this.#library.delete(file.file_id, false);
    const message = `"${file.path}" no longer exists`;
    this.#replace(file, {
      status: isThere ? (isKept ? 'kept' : 'removed') : 'failed',
      spared_reason: isThere && isChosen ? 'You have chosen to keep this file' : null,
      error: isThere ? null : { code: 'vanished', message },
    });
    return isThere;
  }

  undo(piece: number): boolean {
    const { file } = this.#files[piece] ?? {};
    if (file?.status !== 'removed') return false;
    const isThere = this.#library.trash.some((each) => each.file.file_id === file.file_id);
    const isBack = this.#library.find(file.file_id) !== undefined;
    if (isThere) this.#library.restore(file.file_id, 'rename');
    const message = 'The file was deleted permanently and cannot be restored';
    if (isThere || isBack) this.#replace(file, { status: 'restored', error: null });
    else this.#replace(file, { error: { code: 'deleted', message } });
    return isThere || isBack;
  }

  get #files() {
    return this.#groups.flatMap((group) => group.files.map((file) => ({ file, group })));
  }

  #replace(file: DuplicateFile, change: Partial<DuplicateFile>): void {
    this.#groups = this.#groups.map((group) => ({
      ...group,
      files: group.files.map((each) => (each === file ? { ...each, ...change } : each)),
    }));
  }
}

type Compared = Pick<DuplicateFile, 'path' | 'modified_at'>;

/** The file that a rule keeps; of several that qualify, the first by path. */
function preferred<File extends Compared>(
  files: readonly File[],
  rule: KeepRule,
): File | undefined {
  const time = ({ modified_at }: Compared) => Date.parse(modified_at);
  const better = {
    newest: (a: Compared, b: Compared) => time(b) - time(a),
    oldest: (a: Compared, b: Compared) => time(a) - time(b),
    shortest_path: (a: Compared, b: Compared) => [...a.path].length - [...b.path].length,
  }[rule];
  return files.toSorted((a, b) => better(a, b) || (a.path < b.path ? -1 : 1))[0];
}

const unknown = (
  field: string,
  values: readonly string[],
  known: ReadonlySet<string>,
  message: string,
): { readonly pointer: string; readonly message: string }[] =>
  values.flatMap((value, at) =>
    known.has(value) ? [] : [{ pointer: `#/body/${field}/${at}`, message }],
  );
