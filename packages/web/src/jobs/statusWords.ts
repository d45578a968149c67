import type { JobStatus } from '@file-organizer/client';

/** The states of a job, as people read them. */
export const statusWords: Readonly<Record<JobStatus, string>> = {
  pending: 'Waiting',
  scanning: 'Scanning',
  planned: 'Plan to review',
  executing: 'Moving files',
  completed: 'Done',
  partial: 'Done in part',
  failed: 'Failed',
  cancelled: 'Cancelled',
  rolling_back: 'Undoing',
  rolled_back: 'Undone',
};
