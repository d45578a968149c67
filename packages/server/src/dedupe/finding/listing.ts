/** Runs in a reader thread: lists folders, compactly enough to pass between threads quickly. */

import { type Dirent, readdirSync } from 'node:fs';
import { type HeldFolder, holdRoot } from '../../disk/heldFolder.ts';
import { isFile, isTooLarge, TOO_LARGE } from '../../disk/spot.ts';
import { STAMP_FIELDS, writeStamp } from '../../disk/stamp.ts';
import { lstatIfThere } from '../../disk/systemCalls.ts';
import type { Skipped } from '../../disk/walk.ts';
import { childOf, isTooDeep, PARTIAL_PREFIX, REPLACEMENT, TOO_DEEP } from '../../files/path.ts';
import { projectMarkIn } from '../../files/project.ts';
import { Exclusion } from '../../jobs/exclusion.ts';
import { errnoOf } from '../../problemError.ts';
import { exclusionReasons, projectReason } from './reasons.ts';

/** Initial capacity, in files. */
const ROOM = 2_000;

export type ListTask = {
  readonly kind: 'list';
  /** Disk path of the library. */
  readonly root: string;
  readonly folders: readonly string[];
  /** How many files or folders are read before the remaining folders are returned. */
  readonly most: number;
  /** In bytes; smaller files are omitted. */
  readonly minSize: number;
  readonly includeHidden: boolean;
  /** The scanned folder, to which patterns are relative. */
  readonly base: string;
  /** Patterns of what is excluded. */
  readonly exclude: readonly string[];
  /** How long matching patterns may still take in total, in milliseconds. */
  readonly patience: number;
};

/** Files as few large objects. One object per file would cost more than reading it. */
export type Listed = {
  /** The paths of all files, concatenated. */
  readonly paths: string;
  /** Where each path ends. */
  readonly ends: Uint32Array<ArrayBuffer>;
  /** The stamps of all files, in the same order. */
  readonly stamps: BigInt64Array<ArrayBuffer>;
  /** In bytes. */
  readonly sizes: Float64Array<ArrayBuffer>;
  /** Not 0 for each file that has other names (hard links). */
  readonly linked: Uint8Array<ArrayBuffer>;
  /** Folders that were found but not read, for a next task. */
  readonly left: readonly string[];
  readonly skipped: readonly Skipped[];
  /** How long matching patterns has taken, in milliseconds. */
  readonly spent: number;
};

/** Lists folders and their subfolders until enough files are found. Does not follow links. */
export function list(task: ListTask): Listed {
  using top = holdRoot(task.root);
  const listing = new Listing(top, task);
  for (let read = 0; listing.goOn(); ) {
    read += 1;
    if (read >= task.most || listing.count >= task.most) break;
  }
  return listing.result;
}

/** Works in small steps, since V8 would recompile one long loop again and again while it runs. */
class Listing {
  readonly #top: HeldFolder;
  readonly #task: ListTask;
  readonly #stack: string[];
  readonly #paths: string[] = [];
  readonly #ends: number[] = [];
  readonly #skipped: Skipped[] = [];
  readonly #sizes: number[] = [];
  readonly #linked: number[] = [];
  readonly #exclusion: Exclusion | undefined;
  #stamps = new BigInt64Array(ROOM * STAMP_FIELDS);

  /** @param top the library's folder */
  constructor(top: HeldFolder, task: ListTask) {
    this.#top = top;
    this.#task = task;
    this.#stack = [...task.folders];
    const { base, exclude, patience } = task;
    // Without patterns, no context for matching is created.
    this.#exclusion =
      exclude.length > 0 ? new Exclusion(base, exclude, patience, exclusionReasons) : undefined;
  }

  get count(): number {
    return this.#sizes.length;
  }

  get result(): Listed {
    return {
      paths: this.#paths.join(''),
      ends: Uint32Array.from(this.#ends),
      stamps: this.#stamps.slice(0, this.count * STAMP_FIELDS),
      sizes: Float64Array.from(this.#sizes),
      linked: Uint8Array.from(this.#linked),
      left: this.#stack,
      skipped: this.#skipped,
      spent: this.#task.patience - (this.#exclusion?.patience ?? this.#task.patience),
    };
  }

  /** Lists the next folder, and queues its subfolders. False if none is left. */
  goOn(): boolean {
    const path = this.#stack.pop();
    if (path === undefined) return false;
    if (isTooDeep(path)) {
      this.#skipped.push({ path, reason: TOO_DEEP });
      return true;
    }
    const entries = entriesOf(this.#top, path, this.#skipped);
    if (!entries) return true;
    using held = entries.held;
    const { found } = entries;
    const mark = this.#projectMark(path, found);
    if (mark !== undefined) {
      this.#skipped.push({ path, reason: projectReason(mark) });
      return true;
    }
    const shown = found.filter(({ name }) => this.#isShown(name));
    const excluded = this.#exclusion?.among(shown.map(({ name }) => childOf(path, name)));
    for (const entry of shown) {
      const reason = excluded?.get(childOf(path, entry.name));
      if (reason !== undefined) this.#skip(path, entry.name, reason);
      else this.#take(entry, path, held);
    }
    return true;
  }

  /** What makes a folder below the scanned one a software project. */
  #projectMark(path: string, found: readonly Dirent[]): string | undefined {
    if (path === this.#task.base) return undefined;
    return projectMarkIn(
      path,
      found.map(({ name }) => name),
      false,
    );
  }

  #isShown(name: string): boolean {
    if (name.startsWith(PARTIAL_PREFIX)) return false;
    return this.#task.includeHidden || !name.startsWith('.');
  }

  #take(entry: Dirent, folder: string, held: HeldFolder): void {
    const { name } = entry;
    if (name.includes(REPLACEMENT)) this.#skip(folder, name, 'The name is not valid UTF-8');
    else if (entry.isDirectory()) this.#stack.push(childOf(folder, name));
    else if (entry.isFile()) this.#add(folder, name, held);
    else {
      const kind = entry.isSymbolicLink() ? 'Symbolic link' : 'Not a regular file';
      this.#skip(folder, name, `${kind}, skipped`);
    }
  }

  /** Adds a file, if it counts. */
  #add(folder: string, name: string, held: HeldFolder): void {
    const stat = this.#lstat(folder, name, held);
    if (!stat || !isFile(stat) || stat.size < this.#task.minSize) return;
    if (isTooLarge(stat)) {
      this.#skip(folder, name, TOO_LARGE);
      return;
    }
    const n = this.count;
    if ((n + 1) * STAMP_FIELDS > this.#stamps.length) this.#stamps = doubled(this.#stamps);
    writeStamp(this.#stamps, n, stat);
    this.#sizes.push(Number(stat.size));
    this.#linked.push(stat.nlink > 1n ? 1 : 0);
    const path = childOf(folder, name);
    this.#paths.push(path);
    this.#ends.push((this.#ends.at(-1) ?? 0) + path.length);
  }

  #lstat(folder: string, name: string, held: HeldFolder) {
    try {
      return lstatIfThere(held.spotOf(name));
    } catch (error) {
      const code = errnoOf(error) ?? 'unknown error';
      this.#skip(folder, name, `"${name}" cannot be read (${code})`);
      return undefined;
    }
  }

  #skip(folder: string, name: string, reason: string): void {
    this.#skipped.push({ path: childOf(folder, name), reason });
  }
}

/** The content of a folder, which the caller releases; undefined if it cannot be read. */
function entriesOf(top: HeldFolder, folder: string, skipped: Skipped[]) {
  let held: HeldFolder | undefined;
  try {
    // Held anew for each folder: a link that has replaced one is not followed.
    held = top.hold(folder);
    return { held, found: readdirSync(held.place, { withFileTypes: true }) };
  } catch (error) {
    held?.[Symbol.dispose]();
    const code = errnoOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      skipped.push({ path: folder, reason: `The folder cannot be read (${code ?? 'refused'})` });
    }
    return undefined;
  }
}

function doubled(stamps: BigInt64Array<ArrayBuffer>): BigInt64Array<ArrayBuffer> {
  const larger = new BigInt64Array(2 * stamps.length);
  larger.set(stamps);
  return larger;
}
