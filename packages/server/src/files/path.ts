/**
 * Virtual paths: "/" is the root of the library, whatever its disk path.
 *
 * @module
 */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf, ProblemError } from '../problemError.ts';

/** The longest name that file systems support, in bytes. */
const LONGEST_NAME = 255;

/** The longest disk path that the system supports, in bytes (PATH_MAX, minus the terminating NUL). */
const LONGEST_PLACE = (process.platform === 'darwin' ? 1024 : 4096) - 1;

/**
 * The deepest path accepted from outside. Each level of a path is checked for links along with all levels
 * above it, so a path of thousands would block the server.
 */
const DEEPEST = 100;

/** Why a path is refused or a folder is skipped. */
export const TOO_DEEP = `The path has more than ${DEEPEST} names`;

/**
 * Whether a folder is deeper than a path from outside may be. Such a folder is not read: opening it takes a
 * step for each folder above it, so reading a deep tree would take quadratic time.
 */
export function isTooDeep(path: string): boolean {
  let names = 0;
  for (let at = 1; at > 0 && at < path.length; at = path.indexOf('/', at) + 1) names += 1;
  return names > DEEPEST;
}

/** Prefix of our own unfinished files, which lists leave out. */
export const PARTIAL_PREFIX = '.file-organizer-';

/** Replaces bytes that are not UTF-8. */
export const REPLACEMENT = '\uFFFD';

/**
 * The normalized path: no slash at the end, none doubled.
 *
 * @throws ProblemError `invalid_path` for a path that could lead out of the library or that no file system
 *   supports
 */
export function normalPath(path: string): string {
  if (!path.startsWith('/')) throw new ProblemError('invalid_path', 'The path must start with "/"');
  const names = path.split('/').filter((name) => name !== '');
  if (names.length > DEEPEST) throw new ProblemError('invalid_path', TOO_DEEP);
  for (const name of names) checkName(name);
  return `/${names.join('/')}`;
}

/** @throws ProblemError `invalid_path` for a name that no file can have, or that has a special meaning */
export function checkName(name: string): void {
  if (name === '' || name === '.' || name === '..') {
    throw new ProblemError('invalid_path', `"${name}" cannot be the name of a file or folder`);
  }
  if (name.includes('/') || name.includes('\0')) {
    throw new ProblemError('invalid_path', 'A name must not contain "/" or NUL');
  }
  if (name.startsWith(PARTIAL_PREFIX)) {
    throw new ProblemError(
      'invalid_path',
      `Names that begin with "${PARTIAL_PREFIX}" are reserved`,
    );
  }
  // Bytes that were not UTF-8 have been replaced by this character, and the file would never be found.
  if (name.includes(REPLACEMENT))
    throw new ProblemError('invalid_path', 'A name must be valid UTF-8');
  if (!name.isWellFormed() || Buffer.byteLength(name) > LONGEST_NAME) {
    throw new ProblemError(
      'invalid_path',
      `A name must be well-formed Unicode of at most ${LONGEST_NAME} bytes in UTF-8`,
    );
  }
}

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

export const childOf = (folder: string, name: string): string =>
  folder === '/' ? `/${name}` : `${folder}/${name}`;

/** The prefix of every path in a folder and below. */
export const prefixOf = (folder: string): string => (folder === '/' ? '/' : `${folder}/`);

/** Whether a path is a folder itself or anything below it. */
export const isWithin = (folder: string, path: string): boolean =>
  path.startsWith(folder) &&
  (folder === '/' || path.length === folder.length || path[folder.length] === '/');

/**
 * The form of a name in which case conflicts are equal: without differences in case and Unicode form, which
 * many file systems ignore.
 */
export const foldName = (name: string): string =>
  (beyondAscii.test(name) ? name.normalize('NFC') : name).toLowerCase();

/** ASCII has only one form, and most names are ASCII. */
const beyondAscii = /[^\0-\x7f]/;

/**
 * The disk path of a virtual path, checked for links. It may be replaced at any time afterwards, so
 * operations on it go through a `HeldFolder`.
 *
 * @throws ProblemError `invalid_path` if a part of the path is a symbolic link, or the whole is too long
 *   for the system
 */
export function placeOf(root: string, path: string): string {
  checkLength(root, path);
  let place = root;
  for (const name of path.split('/').filter((each) => each !== '')) {
    place = join(place, name);
    const stat = lstatIfThere(place);
    if (!stat) return join(root, path);
    if (stat.isSymbolicLink()) throw linkInTheWay(path);
  }
  return place;
}

/** The problem for a path that passes through a link. */
export const linkInTheWay = (path: string, cause?: unknown): ProblemError =>
  new ProblemError(
    'invalid_path',
    `"${path}" passes through a symbolic link, which is not followed`,
    {
      cause,
    },
  );

/** @throws ProblemError `invalid_path` if the disk path of a virtual path is too long for the system */
export function checkLength(root: string, path: string): void {
  if (Buffer.byteLength(root + path) > LONGEST_PLACE) {
    throw new ProblemError('invalid_path', 'The path is too long for the file system; shorten it');
  }
}

function lstatIfThere(place: string): ReturnType<typeof lstatSync> | undefined {
  try {
    // Avoids creating an error: most paths checked do not exist yet.
    return lstatSync(place, { throwIfNoEntry: false });
  } catch (error) {
    if (errnoOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}
