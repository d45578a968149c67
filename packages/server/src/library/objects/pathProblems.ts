import { ProblemError } from '../../problemError.ts';
import type { Conflict } from '../../storage/objects/entryRepository.ts';

/**
 * The longest path in bytes, which is also the longest key in S3. An entry in an index of PostgreSQL has 2,704 bytes
 * at most, and one of them contains folder, sort key and path.
 */
export const LONGEST_PATH = 1_024;

/** @throws ProblemError `invalid_path` if a path is too long */
export function checkPathLength(path: string): void {
  if (Buffer.byteLength(path) <= LONGEST_PATH) return;
  throw new ProblemError(
    'invalid_path',
    `The path is too long; shorten it to ${LONGEST_PATH} bytes in UTF-8`,
  );
}

/** The problem of a folder that cannot be created. */
export function inTheWay(
  path: string,
  { kind, path: there }: Conflict,
): readonly [code: 'name_conflict' | 'folder_exists' | 'file_exists', detail: string] {
  if (kind === 'spelling') {
    const detail = `"${there}" exists and differs from "${path}" only in case or Unicode form; use that name, or another one`;
    return ['name_conflict', detail];
  }
  return kind === 'folder'
    ? ['folder_exists', `The folder "${path}" already exists; choose another name`]
    : ['file_exists', `"${path}" already exists and is not a folder; choose another name`];
}

/**
 * The problem of something that is to be put into a folder that cannot be created.
 *
 * @param folder the folder, or the one above it that is in the way
 */
export const folderBlocked = (folder: string, { kind, path: there }: Conflict): ProblemError =>
  kind === 'spelling'
    ? new ProblemError(
        'name_conflict',
        `The folder is named "${there}"; use that spelling, not "${folder}"`,
      )
    : new ProblemError('not_a_folder', `"${there}" is a file, not a folder`);
