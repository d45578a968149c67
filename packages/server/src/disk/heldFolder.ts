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

/** Linux: to name something and no more, which takes no right to read it. Node.js has no name for it. */
const O_PATH = 0o10000000;
const { O_DIRECTORY = 0, O_NOFOLLOW = 0 } = constants;
const FOLDER = O_PATH | O_DIRECTORY;

/** Whether this system can hold folders open and find names in them: Linux with `/proc`. */
export const HOLDS_FOLDERS = process.platform === 'linux' && existsSync(OPEN);

/**
 * A folder of the library, found without following a link. Where the system can do it, the folder is
 * held open: whatever takes its place on the disk meanwhile, such as a link out of the library, what is
 * done in it is done in the folder that was found. Elsewhere it is a place on the disk that was looked
 * at a moment ago. For as short as possible: a file system with an open folder cannot be unmounted.
 */
export class HeldFolder implements Disposable {
  /** Its place for calls of Node.js, good until it is closed. */
  readonly place: string;
  readonly #descriptor: number | undefined;

  /** @param descriptor of the folder, which this closes; undefined where it cannot be held */
  constructor(place: string, descriptor?: number) {
    this.#descriptor = descriptor;
    this.place = descriptor === undefined ? place : `${OPEN}/${descriptor}`;
  }

  /** The spot of a name in it, whatever has that name. */
  spotOf(name: string): Spot {
    if (this.#descriptor !== undefined) return { folder: this.#descriptor, name };
    return spotAt(`${this.place}/${name}`);
  }

  /**
   * Opens what is at a path below it. No part of the path may be a link; the last one may where the
   * flags say `O_PATH` and `O_NOFOLLOW`, and is opened itself.
   *
   * @param path a virtual path, from this folder on
   * @returns the descriptor, for the caller to close
   * @throws ProblemError `invalid_path` where the path passes through a link
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

  /** The folder at a path below it, held as well. @throws as {@link open} does */
  hold(path: string): HeldFolder {
    if (this.#descriptor !== undefined) return new HeldFolder('', this.open(path, FOLDER));
    return new HeldFolder(placeOf(this.place, path));
  }

  /** What is at a path below it; a link itself where that is the last part. @throws as {@link open} does */
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

  /** Lets go of it. */
  [Symbol.dispose](): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
  }
}

const BIGINT = { bigint: true } as const;

/**
 * Holds the library's folder itself.
 *
 * @param root its place on the disk
 * @param holds whether the system can hold folders
 */
export const holdRoot = (root: string, holds = HOLDS_FOLDERS): HeldFolder =>
  holds ? new HeldFolder(root, openSync(root, O_PATH | O_DIRECTORY)) : new HeldFolder(root);

/**
 * Holds a folder of the library.
 *
 * @param root the library's place on the disk
 * @param path of the folder
 * @throws ProblemError `invalid_path` where the path passes through a link or is too long for the system
 * @throws NodeJS.ErrnoException where the folder is not there
 */
export function holdFolder(root: string, path: string, holds = HOLDS_FOLDERS): HeldFolder {
  checkLength(root, path);
  if (path === '/') return holdRoot(root, holds);
  using top = holdRoot(root, holds);
  return top.hold(path);
}

/** What is at a path of the library, a link itself. @throws as {@link holdFolder} does */
export function statBeneath(root: string, path: string): BigIntStats {
  checkLength(root, path);
  using top = holdRoot(root);
  return top.stat(path);
}

/**
 * Opens by one name after the other, each in the folder that was opened before: where there is no call
 * for a whole path.
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
    // Of a link the system says here only that it is no folder.
    if (errnoOf(error) !== 'ENOTDIR' || !isLink(place)) throw error;
    throw Object.assign(new Error(`ELOOP: open '${name}'`), { code: 'ELOOP', cause: error });
  }
}

const isLink = (place: string): boolean =>
  lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

/** As {@link holdFolder}; undefined where the folder is not there, or a link has taken its place. */
export function holdIfThere(root: string, path: string): HeldFolder | undefined {
  try {
    return holdFolder(root, path);
  } catch (error) {
    if (isNotThere(error)) return undefined;
    throw error;
  }
}

const NOT_THERE: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG']);

/** Whether an error says that there is nothing at a path, or never can be, or a link or a file on the way. */
export const isNotThere = (error: unknown): boolean =>
  error instanceof ProblemError || NOT_THERE.has(errnoOf(error));
