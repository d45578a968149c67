import { lstatSync } from 'node:fs';
import type { ChangeRow, JobRows, Outcome } from '../db/jobs.ts';
import { errnoOf, Failure } from '../failure.ts';
import type { Library } from '../library/library.ts';
import { folderOf, nameOf, placeOf } from '../library/path.ts';
import { stateOf } from '../library/stat.ts';

/**
 * How many moves are announced in the journal at once. One flush to the disk serves them all; a
 * flush for each would take far longer than the moves.
 */
export const BATCH = 500;

/** Why a change was not made, or not undone. */
export type Fault = {
  readonly code: NonNullable<ChangeRow['error_code']>;
  readonly message: string;
};

/**
 * Writes how the moves of a batch came out, and where their files are now.
 *
 * @param moved the path at which a file lies after its move; undefined where it was not moved
 */
export async function settle(
  batch: readonly ChangeRow[],
  outcomes: readonly Outcome[],
  jobs: JobRows,
  moved: (outcome: Outcome, change: ChangeRow) => string | undefined,
): Promise<void> {
  const changes = new Map(batch.map((change) => [change.id, change]));
  const places = outcomes.flatMap((each) => {
    const change = changes.get(each.id);
    const path = change && moved(each, change);
    return path
      ? [{ fileId: change.file_id, path, folder: folderOf(path), name: nameOf(path) }]
      : [];
  });
  await jobs.record(outcomes, places);
}

/** The version of the file at a path; undefined where there is none. */
export function versionAt(library: Library, path: string): string | undefined {
  try {
    const stat = lstatSync(placeOf(library.root, path), { bigint: true });
    return stat.isFile() ? stateOf(stat).version : undefined;
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || error instanceof Failure) return undefined;
    throw error;
  }
}

export const vanished: Fault = { code: 'vanished', message: 'The file is gone' };
export const changed: Fault = {
  code: 'changed',
  message: 'The file is no longer the one that was planned',
};

export const outcome = (change: ChangeRow, status: ChangeRow['status']): Outcome => ({
  id: change.id,
  status,
  to_path: change.to_path,
  error_code: null,
  error_message: null,
});

export const failed = (change: ChangeRow, fault: Fault): Outcome => ({
  ...outcome(change, 'failed'),
  error_code: fault.code,
  error_message: fault.message,
});

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
