import type { DedupeExecuteRequest, DedupeScanRequest } from '../contract.ts';
import type { JobRow } from '../db/jobs.ts';

/** Which file of each group stays. */
export type Keep = DedupeExecuteRequest['keep'];

/** What a job that finds duplicates was asked to do. */
export type DedupeOptions = Required<Pick<DedupeScanRequest, 'min_size' | 'include_hidden'>> & {
  /** Known once the job is executed. */
  readonly keep?: Keep;
};

export const optionsOf = ({ options }: JobRow): DedupeOptions =>
  // Only what `DedupeOptions` describes is ever written there by a job of this kind.
  JSON.parse(options) as DedupeOptions;
