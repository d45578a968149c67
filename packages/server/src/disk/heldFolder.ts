/**
 * Resolves virtual paths without following symbolic links, so that no operation leaves the library.
 *
 * @module
 */
import {
  type BigIntStats,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
} from 'node:fs';
import { checkLength, linkInTheWay, placeOf } from '../files/path.ts';
import { errnoOf, ProblemError } from '../problemError.ts';
import { OPEN, type Spot, spotAt } from './spot.ts';
import { systemCalls } from './systemCalls.ts';

/**
 * Linux: opens a path without access to its content, so no read permission is needed. Node.js has no
 * constant for it.
 */
const O_PATH = 0o10000000;
const { O_DIRECTORY = 0, O_NOFOLLOW = 0 } = constants;
const FOLDER = O_PATH | O_DIRECTORY;

/** Whether the system can hold folders open and resolve names in them: Linux with `/proc`. */
export const HOLDS_FOLDERS = process.platform === 'linux' && existsSync(OPEN);

/**
 * A folder of the library, found without following a symbolic link. If the system supports it, the folder
 * is held open: even if its path is replaced meanwhile, such as by a link out of the library, operations
 * apply to the folder that was found. Elsewhere it is a disk path that was checked a moment ago. Hold it as
 * briefly as possible: a file system with an open folder cannot be unmounted.
 */
export class HeldFolder implements Disposable {
  /** Its path for calls of Node.js, valid until it is closed. */
  readonly place: string;
  readonly #descriptor: number | undefined;

  /** @param descriptor of the folder, which this closes; undefined if it cannot be held */
  constructor(place: string, descriptor?: number) {
    this.#descriptor = descriptor;
    this.place = descriptor === undefined ? place : `${OPEN}/${descriptor}`;
  }

  /** The spot of a name in it, whether anything exists there or not. */
  spotOf(name: string): Spot {
    if (this.#descriptor !== undefined) return { folder: this.#descriptor, name };
    return spotAt(`${this.place}/${name}`);
  }

  /**
   * Opens a path below it. No part of the path may be a symbolic link, except the last if the flags include
   * `O_PATH` and `O_NOFOLLOW`: then the link itself is opened.
   *
   * @param path a virtual path, relative to this folder
   * @returns the descriptor, which the caller closes
   * @throws ProblemError `invalid_path` if the path passes through a link
   * @throws NodeJS.ErrnoException
   */
  open(path: string, flags: number): number {
    if (this.#descriptor === undefined) {
      return openSync(placeOf(this.place, path), flags | O_NOFOLLOW);
    }
    try {
      const relative = path.slice(1) || '.';
      const { openBeneath } = systemCalls() ?? {};
      return openBeneath
        ? openBeneath(this.#descriptor, relative, flags)
        : openByNames(this.#descriptor, relative.split('/'), flags);
    } catch (error) {
      const code = errnoOf(error);
      throw code === 'ELOOP' || code === 'EXDEV' ? linkInTheWay(path, error) : error;
    }
  }

  /** Holds the folder at a path below it. @throws as {@link open} */
  hold(path: string): HeldFolder {
    if (this.#descriptor !== undefined) return new HeldFolder('', this.open(path, FOLDER));
    return new HeldFolder(placeOf(this.place, path));
  }

  /** Stats a path below it; if the last part is a link, the link itself. @throws as {@link open} */
  stat(path = '/'): BigIntStats {
    if (this.#descriptor === undefined) return lstatSync(placeOf(this.place, path), BIGINT);
    if (path === '/') return fstatSync(this.#descriptor, BIGINT);
    const descriptor = this.open(path, O_PATH | O_NOFOLLOW);
    try {
      return fstatSync(descriptor, BIGINT);
    } finally {
      closeSync(descriptor);
    }
  }

  [Symbol.dispose](): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
  }
}

const BIGINT = { bigint: true } as const;

/**
 * Holds the root of the library.
 *
 * @param root disk path of the library
 * @param holds whether the system can hold folders
 */
export const holdRoot = (root: string, holds = HOLDS_FOLDERS): HeldFolder =>
  holds ? new HeldFolder(root, openSync(root, O_PATH | O_DIRECTORY)) : new HeldFolder(root);

/**
 * Holds a folder of the library.
 *
 * @param root disk path of the library
 * @param path of the folder
 * @throws ProblemError `invalid_path` if the path passes through a link or is too long for the system
 * @throws NodeJS.ErrnoException if the folder does not exist
 */
export function holdFolder(root: string, path: string, holds = HOLDS_FOLDERS): HeldFolder {
  checkLength(root, path);
  if (path === '/') return holdRoot(root, holds);
  using top = holdRoot(root, holds);
  return top.hold(path);
}

/** Stats a path of the library without following a link. @throws as {@link holdFolder} */
export function statBeneath(root: string, path: string): BigIntStats {
  checkLength(root, path);
  using top = holdRoot(root);
  return top.stat(path);
}

/**
 * Opens one name after the other, each in the folder opened before. Used if `openat2` is unavailable, as in
 * worker threads.
 */
function openByNames(top: number, names: readonly string[], flags: number): number {
  let folder = top;
  try {
    if (names.includes('..')) throw Object.assign(new Error('EXDEV: ..'), { code: 'EXDEV' });
    for (const name of names.slice(0, -1)) {
      const next = openAt(folder, name, FOLDER);
      if (folder !== top) closeSync(folder);
      folder = next;
    }
    return openAt(folder, names.at(-1) ?? '.', flags);
  } finally {
    if (folder !== top) closeSync(folder);
  }
}

function openAt(folder: number, name: string, flags: number): number {
  const place = `${OPEN}/${folder}/${name}`;
  try {
    return openSync(place, flags | O_NOFOLLOW);
  } catch (error) {
    // With these flags the system reports a link as ENOTDIR.
    if (errnoOf(error) !== 'ENOTDIR' || !isLink(place)) throw error;
    throw Object.assign(new Error(`ELOOP: open '${name}'`), { code: 'ELOOP', cause: error });
  }
}

const isLink = (place: string): boolean =>
  lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

/** Like {@link holdFolder}; undefined if the folder does not exist, or a link has replaced it. */
export function holdIfThere(root: string, path: string): HeldFolder | undefined {
  try {
    return holdFolder(root, path);
  } catch (error) {
    if (isNotThere(error)) return undefined;
    throw error;
  }
}

const NOT_THERE: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG']);

/** Whether an error means that nothing is or can be at a path, or that a link or a file is on the way. */
export const isNotThere = (error: unknown): boolean =>
  error instanceof ProblemError || NOT_THERE.has(errnoOf(error));
