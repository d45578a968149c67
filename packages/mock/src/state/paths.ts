/** The rules for paths and names, which are those of the server. */

import { ProblemError } from 'contract-first/mock';
import { LONGEST_NAME } from './names.ts';

/** Maximum number of names in a path. */
const DEEPEST = 100;
/** The prefix of the server's own unfinished files. */
const PARTIAL_PREFIX = '.file-organizer-';
/** The replacement for bytes that are not UTF-8. */
const REPLACEMENT = '\uFFFD';

/**
 * A path in its normal form: no trailing slash, no doubled slashes.
 *
 * @throws ProblemError `invalid_path`
 */
export function normal(path: string): string {
  if (!path.startsWith('/')) throw new ProblemError('invalid_path', 'The path must start with "/"');
  const names = path.split('/').filter((name) => name !== '');
  if (names.length > DEEPEST) {
    throw new ProblemError('invalid_path', `The path has more than ${DEEPEST} names`);
  }
  for (const name of names) checkName(name);
  return `/${names.join('/')}`;
}

/**
 * The normal form of the path of a folder other than the library itself.
 *
 * @throws ProblemError `invalid_path`
 */
export function folderPath(path: string): string {
  const whole = normal(path);
  if (whole !== '/') return whole;
  throw new ProblemError('invalid_path', 'The path must name a folder in the library, not "/"');
}

/** @throws ProblemError `invalid_path` for a name that a file cannot have */
export function checkName(name: string): void {
  if (['', '.', '..'].includes(name)) {
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
  if (name.includes(REPLACEMENT)) {
    throw new ProblemError('invalid_path', 'A name must be valid UTF-8');
  }
  if (!name.isWellFormed() || Buffer.byteLength(name) > LONGEST_NAME) {
    throw new ProblemError(
      'invalid_path',
      `A name must have at most ${LONGEST_NAME} bytes in UTF-8`,
    );
  }
}
