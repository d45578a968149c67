/**
 * Paths of new and moved files and folders, as requests give them.
 *
 * @module
 */
import { checkName, childOf, folderOf, normalPath } from '../files/path.ts';
import { isDenied, ProblemError } from '../problemError.ts';
import type { Destination } from './tree.ts';

/** Adds to an error why a file cannot be restored to its original path, and what to do about it. */
export function withWayOut(error: unknown): unknown {
  const known = isDenied(error)
    ? new ProblemError('permission_denied', 'The server does not have permission to write there', {
        cause: error,
      })
    : error;
  if (!(known instanceof ProblemError) || !IN_THE_WAY.has(known.code)) return error;
  const detail = `${known.message}. To restore the file elsewhere, send a \`path\``;
  return new ProblemError(known.code, detail, { cause: error });
}

/** Problems with the original path that another path may not have. */
const IN_THE_WAY: ReadonlySet<string> = new Set([
  ...['name_conflict', 'not_a_folder', 'invalid_path', 'file_exists', 'permission_denied'],
]);

/** A normalized path. @throws ProblemError `invalid_path`, also for the library's own folder */
export function folderPath(path: string): string {
  const whole = normalPath(path);
  if (whole !== '/') return whole;
  throw new ProblemError('invalid_path', 'The path must name a folder in the library, not "/"');
}

/**
 * The new path of a file; `name` replaces the last part of the path.
 *
 * @throws ProblemError `invalid_path`
 */
export function destinationOf(path: string, { path: wanted, name }: Destination): string {
  if (wanted?.endsWith('/'))
    throw new ProblemError('invalid_path', 'The path must end with a file name, not with "/"');
  const whole = normalPath(wanted ?? path);
  if (name === undefined) return whole;
  checkName(name);
  return childOf(folderOf(whole), name);
}
