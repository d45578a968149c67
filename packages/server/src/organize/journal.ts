import type { ChangeRow, JobRows, Outcome } from '../db/jobs.ts';
import type { Fault } from '../jobs/fault.ts';
import { folderOf, nameOf } from '../library/path.ts';

/**
 * How many moves are announced in the journal at once. One flush to the disk serves them all; a
 * flush for each would take far longer than the moves.
 */
export const BATCH = 500;

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
