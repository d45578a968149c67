import { lstatSync, readdirSync } from 'node:fs';
import { errnoOf } from '../failure.ts';
import { childOf, nameOf, PARTIAL_PREFIX, placeOf, REPLACEMENT } from '../library/path.ts';
import type { Skipped } from '../library/walk.ts';
import { STAMP_FIELDS, writeStamp } from './stamp.ts';

/** How many files one task lists before it hands the folders that are left back. */
const FILES_A_TASK = 4_000;

export type ListTask = {
  readonly kind: 'list';
  /** The place of the library. */
  readonly root: string;
  readonly folders: readonly string[];
  /** In bytes; smaller files are left out. */
  readonly minSize: number;
  readonly includeHidden: boolean;
};

/** The files directly in a folder; their names are one string, with slashes in between. */
export type ListedFolder = { readonly path: string; readonly names: string };

/** Files as few large objects instead of one each, which would cost more than reading them. */
export type Listed = {
  readonly folders: readonly ListedFolder[];
  /** The stamps of all files, in the order of `folders` and their names. */
  readonly stamps: BigInt64Array<ArrayBuffer>;
  /** In bytes, in the same order. */
  readonly sizes: Float64Array<ArrayBuffer>;
  /** Not 0 for each file that has other names (hard links). */
  readonly linked: Uint8Array<ArrayBuffer>;
  /** Folders that were found but not read; they are for the next task. */
  readonly left: readonly string[];
  readonly skipped: readonly Skipped[];
};

/** Lists folders and what is below them until enough files are found. Links are not followed. */
export function list(task: ListTask): Listed {
  const stack = [...task.folders];
  const folders: ListedFolder[] = [];
  const skipped: Skipped[] = [];
  let stamps = new BigInt64Array(2 * FILES_A_TASK * STAMP_FIELDS);
  const sizes: number[] = [];
  const linked: number[] = [];
  for (let folder = stack.pop(); folder !== undefined; folder = stack.pop()) {
    const names: string[] = [];
    for (const { name, place, path } of filesIn(folder, task, stack, skipped)) {
      const stat = lstatIfThere(place, path, skipped);
      if (!stat?.isFile() || stat.size < task.minSize) continue;
      if ((sizes.length + 1) * STAMP_FIELDS > stamps.length) stamps = doubled(stamps);
      writeStamp(stamps, sizes.length, stat);
      sizes.push(Number(stat.size));
      linked.push(stat.nlink > 1n ? 1 : 0);
      names.push(name);
    }
    if (names.length > 0) folders.push({ path: folder, names: names.join('/') });
    if (sizes.length >= FILES_A_TASK) break;
  }
  return {
    folders,
    stamps: stamps.slice(0, sizes.length * STAMP_FIELDS),
    sizes: Float64Array.from(sizes),
    linked: Uint8Array.from(linked),
    left: stack,
    skipped,
  };
}

/** The files of one folder; its folders go on the stack. */
function* filesIn(folder: string, task: ListTask, stack: string[], skipped: Skipped[]) {
  const entries = entriesOf(task.root, folder, skipped);
  for (const entry of entries.found) {
    const { name } = entry;
    if (name.startsWith(PARTIAL_PREFIX) || (name.startsWith('.') && !task.includeHidden)) continue;
    const path = childOf(folder, name);
    if (name.includes(REPLACEMENT)) {
      skipped.push({ path, reason: 'The name is not valid UTF-8' });
    } else if (entry.isDirectory()) {
      stack.push(path);
    } else if (entry.isFile()) {
      yield { name, path, place: `${entries.place}/${name}` };
    } else {
      const kind = entry.isSymbolicLink() ? 'A symbolic link' : 'Not a regular file';
      skipped.push({ path, reason: `${kind} is left alone` });
    }
  }
}

function entriesOf(root: string, folder: string, skipped: Skipped[]) {
  try {
    // Each folder anew: one that a link has taken the place of meanwhile is not followed.
    const place = placeOf(root, folder);
    return { place, found: readdirSync(place, { withFileTypes: true }) };
  } catch (error) {
    const code = errnoOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      skipped.push({ path: folder, reason: `The folder cannot be read (${code ?? 'refused'})` });
    }
    return { place: '', found: [] };
  }
}

function lstatIfThere(place: string, path: string, skipped: Skipped[]) {
  try {
    return lstatSync(place, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    const reason = `${nameOf(path)} cannot be looked at (${errnoOf(error) ?? 'unknown error'})`;
    skipped.push({ path, reason });
    return undefined;
  }
}

function doubled(stamps: BigInt64Array<ArrayBuffer>): BigInt64Array<ArrayBuffer> {
  const larger = new BigInt64Array(2 * stamps.length);
  larger.set(stamps);
  return larger;
}
