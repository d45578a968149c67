import { isWithin } from '../../files/path.ts';
import type { FileRow } from '../../storage/files/fileRow.ts';

/** A page of the files in a folder. */
export type FilePage = {
  readonly items: readonly FileRow[];
  readonly total: number;
  /** The folders directly in the one that was listed. */
  readonly folders: readonly string[];
};

/** A folder of which the index says what the disk says. */
export type FreshFolder = {
  /** The state of the folder itself, as in {@link Folder}. */
  readonly stamp: string;
  /** The paths of the folders directly in it. */
  readonly folders: readonly string[];
};

/** How many rows the pages that are kept may have together; a row takes about 1 KB. */
const MOST_ROWS = 20_000;

/**
 * Which folders the index is known to agree with, and pages that were made of them. Anything that
 * happens in a folder, on the disk or in the index, takes it out; only reading it puts it back.
 */
export class FreshFolders {
  readonly #folders = new Map<string, FreshFolder>();
  /** In the order in which they were last asked for. */
  readonly #pages = new Map<string, { readonly page: FilePage; readonly base: unknown }>();
  #rows = 0;
  /** A new one for each change anywhere. */
  #state = {};

  /** Whether all that has happened on the disk has found its way to the index. */
  isCaughtUp = false;

  /** Takes note that something in a folder is not as it was. */
  changed(folder: string): void {
    this.#folders.delete(folder);
    this.#state = {};
  }

  /** Takes note that a folder and all below it may not be as they were. */
  changedBelow(folder: string): void {
    for (const path of this.#folders.keys()) {
      if (isWithin(folder, path)) this.#folders.delete(path);
    }
    this.#state = {};
  }

  put(path: string, folder: FreshFolder): void {
    this.#folders.set(path, folder);
  }

  get(path: string): FreshFolder | undefined {
    return this.#folders.get(path);
  }

  /** Whether a folder and all below it are settled, and no folder is left that is gone. */
  isWhole(path: string): boolean {
    if (!this.isCaughtUp) return false;
    const stack = [path];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const folder = this.#folders.get(next);
      if (!folder) return false;
      stack.push(...folder.folders);
    }
    return true;
  }

  /** What a page of a folder stands and falls with; compared by identity. */
  base(path: string, recursive: boolean): object | undefined {
    return recursive ? this.#state : this.#folders.get(path);
  }

  /** The page that was kept under a key, while its base is the present one. */
  page(key: string, base: object): FilePage | undefined {
    const kept = this.#pages.get(key);
    if (!kept) return undefined;
    this.#drop(key);
    if (kept.base !== base) return undefined;
    this.keep(key, base, kept.page);
    return kept.page;
  }

  keep(key: string, base: object, page: FilePage): void {
    this.#drop(key);
    this.#pages.set(key, { page, base });
    this.#rows += weightOf(page);
    for (const oldest of this.#pages.keys()) {
      if (this.#rows <= MOST_ROWS) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const kept = this.#pages.get(key);
    if (!kept) return;
    this.#pages.delete(key);
    this.#rows -= weightOf(kept.page);
  }
}

const weightOf = ({ items, folders }: FilePage): number => 1 + items.length + folders.length;
