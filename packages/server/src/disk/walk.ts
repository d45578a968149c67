/**
 * Reads folders of the library from the disk.
 *
 * @module
 */
import { readdirSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { msOf } from '../files/diskTime.ts';
import { childOf, isTooDeep, PARTIAL_PREFIX, REPLACEMENT, TOO_DEEP } from '../files/path.ts';
import { errnoOf, isDenied, ProblemError } from '../problemError.ts';
import { type FileState, stateOf } from './fileState.ts';
import { holdFolder, statBeneath } from './heldFolder.ts';
import { isFile, isTooLarge, type SpotStat, TOO_LARGE } from './spot.ts';
import type { SeenState } from './statx.ts';
import { fileIfThere } from './systemCalls.ts';

/** A regular file as it is on the disk. */
export type FoundFile = { readonly path: string; readonly name: string; readonly state: FileState };

/** A file as found in its folder. */
export type SeenFile = FoundFile & {
  /**
   * When it was last read, by any program: milliseconds since 1970. Many systems record this imprecisely.
   */
  readonly accessedMs: number;
};

/** An entry of a folder, or the folder itself, that cannot be served, and the reason. */
export type Skipped = { readonly path: string; readonly reason: string };

export type Folder = {
  readonly path: string;
  /** The folder's own state before it was read: another state means that names have changed. */
  readonly stamp: string;
  readonly files: readonly SeenFile[];
  /**
   * Whether a file has another name elsewhere (a hard link), through which it can be changed without events
   * here.
   */
  readonly hasLinks: boolean;
  /** The paths of the folders directly in it. */
  readonly folders: readonly string[];
  readonly skipped: readonly Skipped[];
};

/**
 * Reads one folder. Entries that disappear meanwhile are left out; links and devices are skipped, and so is
 * the content of a folder that is too deep.
 *
 * @throws NodeJS.ErrnoException if the folder itself cannot be read
 */
export function readFolder(root: string, path: string): Folder {
  using held = holdFolder(root, path);
  const stamp = stampOf(held.stat());
  if (isTooDeep(path)) return { ...unread(path, TOO_DEEP), stamp };
  let hasLinks = false;
  const files: SeenFile[] = [];
  const folders: string[] = [];
  const skipped: Skipped[] = [];
  for (const entry of readdirSync(held.place, { withFileTypes: true })) {
    const { name } = entry;
    if (name.startsWith(PARTIAL_PREFIX)) continue;
    const child = childOf(path, name);
    if (name.includes(REPLACEMENT)) {
      skipped.push({ path: child, reason: 'The name is not valid UTF-8' });
    } else if (entry.isDirectory()) {
      folders.push(child);
    } else if (entry.isFile()) {
      const seen = seenOf(fileIfThere(held.spotOf(name)));
      if (!seen) continue;
      if (seen === 'too large') {
        skipped.push({ path: child, reason: TOO_LARGE });
        continue;
      }
      const { state, accessedMs } = seen;
      files.push({ path: child, name, state, accessedMs });
      if (seen.hasLinks) hasLinks = true;
    } else {
      const kind = entry.isSymbolicLink() ? 'Symbolic link' : 'Not a regular file';
      skipped.push({ path: child, reason: `${kind}, skipped` });
    }
  }
  return { path, stamp, files, hasLinks, folders, skipped };
}

/** A regular file; undefined for anything else. */
function seenOf(found: SeenState | SpotStat | undefined): SeenState | 'too large' | undefined {
  if (!found || 'state' in found) return found;
  if (!isFile(found)) return undefined;
  if (isTooLarge(found)) return 'too large';
  return { state: stateOf(found), accessedMs: msOf(found.atimeNs), hasLinks: found.nlink > 1n };
}

/** The state of a folder itself. */
export const stampOf = ({
  ino,
  mtimeNs,
  ctimeNs,
}: Pick<SpotStat, 'ino' | 'mtimeNs' | 'ctimeNs'>): string => `${ino}:${mtimeNs}:${ctimeNs}`;

/**
 * Reads a folder given by a user.
 *
 * @throws ProblemError `folder_not_found` or `not_a_folder`
 */
export function folderAt(root: string, folder: string): Folder {
  try {
    return readFolder(root, folder);
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT')
      throw new ProblemError('folder_not_found', `The folder "${folder}" does not exist`);
    if (code === 'ENOTDIR')
      throw new ProblemError('not_a_folder', `"${folder}" is a file, not a folder`);
    throw error;
  }
}

/**
 * Whether a folder exists.
 *
 * @throws ProblemError `not_a_folder`
 */
export function folderThere(root: string, folder: string): boolean {
  try {
    folderAt(root, folder);
    return true;
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'folder_not_found') return false;
    throw error;
  }
}

/**
 * Checks that a folder exists, without reading it. Below an inaccessible folder it is assumed to.
 *
 * @throws ProblemError `folder_not_found`, `not_a_folder` or `invalid_path`
 */
export function assertFolder(root: string, folder: string): void {
  try {
    if (statBeneath(root, folder).isDirectory()) return;
  } catch (error) {
    if (isDenied(error)) return;
    const code = errnoOf(error);
    if (code === 'ENOENT')
      throw new ProblemError('folder_not_found', `The folder "${folder}" does not exist`);
    if (code !== 'ENOTDIR') throw error;
  }
  throw new ProblemError('not_a_folder', `"${folder}" is a file, not a folder`);
}

/** How long a walk works before it lets other work run, in milliseconds: a turn of the loop is not free. */
const TURN = 2;

/**
 * Reads a folder and everything below it, folder by folder, letting other work run in between.
 *
 * @param enter decides whether a folder below is read
 */
export async function* walk(
  root: string,
  path: string,
  enter: (path: string) => boolean = () => true,
): AsyncGenerator<Folder> {
  const stack = [path];
  let until = performance.now() + TURN;
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const folder = next === path ? readFolder(root, next) : readIfThere(root, next);
    if (folder) {
      for (const child of folder.folders) if (enter(child)) stack.push(child);
      yield folder;
    }
    if (performance.now() < until) continue;
    await setImmediate();
    until = performance.now() + TURN;
  }
}

/** Reads a folder; undefined if it is gone. An inaccessible folder is returned as skipped. */
export function readIfThere(root: string, path: string): Folder | undefined {
  try {
    return readFolder(root, path);
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return unread(path, `The folder cannot be read (${code ?? 'unknown error'})`);
  }
}

/** A folder that is there, and whose content is not read. */
const unread = (path: string, reason: string): Folder => ({
  path,
  stamp: '',
  files: [],
  hasLinks: false,
  folders: [],
  skipped: [{ path, reason }],
});
