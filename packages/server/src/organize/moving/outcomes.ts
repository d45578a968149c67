/**
 * The outcomes of changes, as the journal has them.
 *
 * @module
 */
import type { Fault } from '../../jobs/fault.ts';
import type { Outcome } from '../../storage/jobs/journalRows.ts';
import type { ChangeRow, JournalRow } from '../../storage/jobs/planRepository.ts';

/** The outcome of a change without an error. */
export const outcome = (change: JournalRow, status: ChangeRow['status']): Outcome => ({
  id: change.id,
  status,
  to_path: change.to_path,
  to_version: change.to_version,
  back_version: change.back_version,
  error_code: null,
  error_message: null,
});

export const failed = (change: JournalRow, fault: Fault): Outcome => ({
  ...outcome(change, 'failed'),
  error_code: fault.code,
  error_message: fault.message,
});

/** A change that could not be undone is still done. */
export const refused = (change: JournalRow, fault: Fault): Outcome => ({
  ...failed(change, fault),
  status: 'done',
});
