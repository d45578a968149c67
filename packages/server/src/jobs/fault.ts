/** The errors that the results of jobs report for single files and folders. */

import { errnoOf, ProblemError } from '../problemError.ts';
import type { ChangeRow } from '../storage/jobs/planRepository.ts';

/** Why a job could not change a file or folder, or not undo a change. */
export type Fault = {
  readonly code: NonNullable<ChangeRow['error_code']>;
  readonly message: string;
};

export const vanished: Fault = { code: 'vanished', message: 'The file no longer exists' };
export const deleted: Fault = {
  code: 'deleted',
  message: 'The file was deleted permanently and cannot be restored',
};
export const changed: Fault = {
  code: 'changed',
  message: 'The file was changed or replaced in the meantime',
};
export const replaced: Fault = {
  code: 'replaced',
  message: 'A link, a folder or something else is at its path now',
};

/** The fault for an error of the file system. */
export function faultOf(error: unknown): Fault {
  if (error instanceof ProblemError) return faultOfProblem(error);
  const code = errnoOf(error);
  switch (code) {
    case 'ENOENT':
      return vanished;
    case 'EBUSY':
      return changed;
    case 'ENOTDIR':
    case 'ELOOP':
      return { code: 'blocked', message: 'A file or a link is in the way of its folder' };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { code: 'denied', message: 'The server does not have permission to move the file' };
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'disk_full', message: 'The disk is full' };
    case 'EFBIG':
      return {
        code: 'disk_full',
        message: 'The file is larger than the disk that it would be copied to can store',
      };
    case 'EXDEV':
      return { code: 'other_disk', message: 'A folder cannot be moved to another file system' };
    default:
      return { code: 'io_error', message: `The disk failed (${code ?? 'unknown error'})` };
  }
}

function faultOfProblem({ code, message }: ProblemError): Fault {
  const isInTheWay = ['not_a_folder', 'name_conflict', 'invalid_path'].includes(code);
  return { code: isInTheWay ? 'blocked' : 'denied', message };
}
