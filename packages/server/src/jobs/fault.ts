import type { ChangeRow } from '../db/jobs.ts';
import { errnoOf, Failure } from '../failure.ts';

/** Why a job could not do to a file, or not undo, what it was to do. */
export type Fault = {
  readonly code: NonNullable<ChangeRow['error_code']>;
  readonly message: string;
};

export const vanished: Fault = { code: 'vanished', message: 'The file is gone' };
export const deleted: Fault = {
  code: 'deleted',
  message: 'The file was deleted for good and cannot come back',
};
export const changed: Fault = {
  code: 'changed',
  message: 'The file is no longer the one that was planned',
};

/** The fault that stands for an error of the file system. */
export function faultOf(error: unknown): Fault {
  if (error instanceof Failure) return { code: 'denied', message: error.message };
  const code = errnoOf(error);
  switch (code) {
    case 'ENOENT':
      return vanished;
    case 'EBUSY':
      return changed;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { code: 'denied', message: 'The server may not move the file' };
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'disk_full', message: 'The disk is full' };
    default:
      return { code: 'io_error', message: `The disk failed (${code ?? 'unknown error'})` };
  }
}
