import type { FileType } from '../../../contract.ts';
import type { ListedItem } from '../methodology.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Minimum number of files in an episode and of their extensions, and minimum share of papers. */
const LEAST_FILES = 4;
const LEAST_EXTENSIONS = 3;
const LEAST_PAPERS = 0.4;
/** Days within which all of them were changed. */
const SPAN = 200;
/** With at least this many files, one may be older: an earlier paper that was needed again. */
const ONE_IS_OLDER = 8;
/** Maximum probability that as many files changed in that time by chance. */
const CHANCE = 0.05;

/** When the files of a folder were changed, and their kinds. */
export class FolderTimes {
  readonly #times: number[] = [];
  #hasCode = false;
  readonly #extensions = new Set<string>();
  #papers = 0;
  #isSorted = true;
  #episode: boolean | undefined;

  add(item: Pick<ListedItem, 'name' | 'modifiedMs'> & { readonly type?: FileType }): void {
    const { name, modifiedMs, type = 'code' } = item;
    this.#times.push(modifiedMs);
    this.#hasCode ||= type === 'code';
    this.#extensions.add(name.slice(name.lastIndexOf('.') + 1).toLowerCase());
    if (type === 'document' || type === 'code') this.#papers++;
    this.#isSorted = false;
    this.#episode = undefined;
  }

  /** Of the file that was changed last, in milliseconds since 1970. */
  get latestMs(): number {
    return this.#sorted().at(-1) ?? Number.NEGATIVE_INFINITY;
  }

  /** Whether it contains source code, which stays useful after the work is over. */
  get hasCode(): boolean {
    return this.#hasCode;
  }

  /**
   * Whether the files evidently belong to one piece of work: papers of several kinds, all changed
   * within some months, and not because most files of the library were.
   */
  isEpisodeAmong(all: FolderTimes): boolean {
    this.#episode ??= this.#isEpisodeAmong(all);
    return this.#episode;
  }

  #isEpisodeAmong(all: FolderTimes): boolean {
    const times = this.#sorted();
    const { length } = times;
    if (length < LEAST_FILES || this.#papers < length * LEAST_PAPERS) return false;
    if (this.#extensions.size < LEAST_EXTENSIONS) return false;
    const first = times[length >= ONE_IS_OLDER ? 1 : 0] ?? 0;
    const last = times.at(-1) ?? 0;
    if (last - first > SPAN * DAY_MS) return false;
    return all.#shareBetween(first, last) ** length < CHANCE;
  }

  #shareBetween(first: number, last: number): number {
    const times = this.#sorted();
    return (firstAbove(times, last) - firstAbove(times, first - 1)) / times.length;
  }

  #sorted(): readonly number[] {
    if (!this.#isSorted) this.#times.sort((a, b) => a - b);
    this.#isSorted = true;
    return this.#times;
  }
}

/** The index of the first of some sorted times above a limit. */
function firstAbove(times: readonly number[], limit: number): number {
  let from = 0;
  let to = times.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((times[middle] ?? 0) > limit) to = middle;
    else from = middle + 1;
  }
  return from;
}
