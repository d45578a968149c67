/**
 * Virtual paths: "/" is the library's folder, whatever its place on the disk.
 *
 * @module
 */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf, ProblemError } from '../problemError.ts';

/** The longest name that file systems take, in bytes. */
const LONGEST_NAME = 255;

/** The longest place that the system takes, in bytes (PATH_MAX, with the NUL at its end). */
const LONGEST_PLACE = (process.platform === 'darwin' ? 1024 : 4096) - 1;

/**
 * The most folders in each other that a path from outside may name. At each level all those above
 * are looked at for links, so a path of thousands would keep the server from all else.
 */
const DEEPEST = 100;

/** What the names of our own unfinished files begin with; a listing never shows them. */
export const PARTIAL_PREFIX = '.file-organizer-';

/** What stands for bytes that are not UTF-8. */
export const REPLACEMENT = '\uFFFD';

/**
 * The path in its one spelling: no slash at the end, none doubled.
 *
 * @throws ProblemError `invalid_path` for a path that could lead out of the library or that no disk takes
 */
export function normalPath(path: string): string {
  if (!path.startsWith('/')) throw new ProblemError('invalid_path', 'The path must start with "/"');
  const names = path.split('/').filter((name) => name !== '');
  if (names.length > DEEPEST) {
    throw new ProblemError('invalid_path', `The path has more than ${DEEPEST} names`);
  }
  for (const name of names) checkName(name);
  return `/${names.join('/')}`;
}

/** @throws ProblemError `invalid_path` for a name that a file cannot have or that means something else */
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
  // What was not UTF-8 has become this character on its way, and the file would never be found.
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

/** What every path in a folder and below begins with. */
export const prefixOf = (folder: string): string => (folder === '/' ? '/' : `${folder}/`);

/** Whether a path is that of the folder itself or of something in it or below. */
export const isWithin = (folder: string, path: string): boolean =>
  path.startsWith(folder) &&
  (folder === '/' || path.length === folder.length || path[folder.length] === '/');

/**
 * What two names have in common when many systems take them for one: case and the form of their
 * Unicode characters.
 */
export const foldName = (name: string): string =>
  (beyondAscii.test(name) ? name.normalize('NFC') : name).toLowerCase();

/** ASCII has one form only, and most names are nothing else. */
const beyondAscii = /[^\0-\x7f]/;

/**
 * The place on the disk of a virtual path, reached without following a link. It may be another one as
 * soon as it is known: what is done there goes through a `HeldFolder`.
 *
 * @throws ProblemError `invalid_path` where a part of the path is a symbolic link, or all of it is too
 *   long for the system
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

/** The problem of a path that passes through a link. */
export const linkInTheWay = (path: string, cause?: unknown): ProblemError =>
  new ProblemError(
    'invalid_path',
    `"${path}" passes through a symbolic link, which is not followed`,
    {
      cause,
    },
  );

/** @throws ProblemError `invalid_path` where the place of a virtual path is too long for the system */
export function checkLength(root: string, path: string): void {
  if (Buffer.byteLength(root + path) > LONGEST_PLACE) {
    throw new ProblemError('invalid_path', 'The path is too long for the file system; shorten it');
  }
}

function lstatIfThere(place: string): ReturnType<typeof lstatSync> | undefined {
  try {
    // Without an error to make: most of what is asked about is not there yet.
    return lstatSync(place, { throwIfNoEntry: false });
  } catch (error) {
    if (errnoOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}
