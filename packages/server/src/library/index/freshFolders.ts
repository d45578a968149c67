/**
 * Cache of what is known to be current, so that repeated lists read neither disk nor database.
 *
 * @module
 */
import { isWithin } from '../../files/path.ts';
import type { FileRow } from '../../storage/files/fileRow.ts';

/** A page of the files in a folder. */
export type FilePage = {
  readonly items: readonly FileRow[];
  readonly total: number;
  /** The folders directly in the listed folder. */
  readonly folders: readonly string[];
};

/** A folder for which the index matches the disk. */
export type FreshFolder = {
  /** The state of the folder itself, as in {@link Folder}. */
  readonly stamp: string;
  /** The paths of the folders directly in it. */
  readonly folders: readonly string[];
};

type Total = { readonly version: number; readonly total: number };

/** The most rows that all cached pages may have together, at about 1 KB each. */
const MOST_ROWS = 20_000;

/**
 * Knows for which folders the index matches the disk, and caches pages made from them. Any change in a
 * folder, on the disk or in the index, removes the folder; only reading it adds it again.
 */
export class FreshFolders {
  readonly #folders = new Map<string, FreshFolder>();
  /** Folders that were fresh until something changed. */
  readonly #lost = new Set<string>();
  /** Folders that are being compared in parts, and have not changed since. */
  readonly #compared = new Set<string>();
  /** Least recently used first. */
  readonly #pages = new Map<string, { readonly page: FilePage; readonly base: unknown }>();
  #rows = 0;
  /** How many files match each filter, by the base of their pages. */
  readonly #totals = new WeakMap<object, Map<string, Total>>();
  /** Replaced at each change anywhere. */
  #state = {};

  /** Whether the index has caught up with every change on the disk. */
  isCaughtUp = false;

  /** Records a change in a folder. */
  changed(folder: string): void {
    if (this.#folders.delete(folder)) this.#lost.add(folder);
    this.#compared.delete(folder);
    this.#state = {};
  }

  /** Records that a folder and everything below it may have changed. */
  changedBelow(folder: string): void {
    for (const path of this.#folders.keys()) {
      if (isWithin(folder, path)) this.#folders.delete(path);
    }
    for (const path of this.#compared) if (isWithin(folder, path)) this.#compared.delete(path);
    this.#state = {};
  }

  /** Records that the index is compared with a folder, part by part, from now on. */
  compare(path: string): void {
    this.#compared.add(path);
  }

  /** Ends a comparison. @returns whether nothing has changed meanwhile */
  isAsCompared(path: string): boolean {
    return this.#compared.delete(path);
  }

  /** Whether a folder was fresh until something changed; once. */
  takeLost(folder: string): boolean {
    return this.#lost.delete(folder);
  }

  put(path: string, folder: FreshFolder): void {
    this.#lost.delete(path);
    this.#folders.set(path, folder);
  }

  get(path: string): FreshFolder | undefined {
    return this.#folders.get(path);
  }

  /** Whether a folder and all folders below it are fresh, and no deleted folder is left in the index. */
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

  /** What the validity of a page depends on, compared by identity. */
  base(path: string, recursive: boolean): object | undefined {
    return recursive ? this.#state : this.#folders.get(path);
  }

  /** The page cached under a key, if its base is still current. */
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

  /**
   * How many files match a filter, if that was counted since the last change: counting takes as long as there are
   * files, and is the same for all pages.
   *
   * @param version changes with each write of another connection
   */
  total(filter: string, base: object, version: number): number | undefined {
    const kept = this.#totals.get(base)?.get(filter);
    return kept?.version === version ? kept.total : undefined;
  }

  keepTotal(filter: string, base: object, total: Total): void {
    const totals = this.#totals.get(base) ?? new Map<string, Total>();
    this.#totals.set(base, totals.set(filter, total));
  }

  #drop(key: string): void {
    const kept = this.#pages.get(key);
    if (!kept) return;
    this.#pages.delete(key);
    this.#rows -= weightOf(kept.page);
  }
}

const weightOf = ({ items, folders }: FilePage): number => 1 + items.length + folders.length;
