import type { DedupeExecuteRequest, DedupeScanRequest } from '../contract.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';

/** Which file of each group stays. */
export type Keep = DedupeExecuteRequest['keep'];

/** What a job that finds duplicates was asked to do. */
export type DedupeOptions = Required<
  Pick<DedupeScanRequest, 'min_size' | 'include_hidden' | 'exclude'>
> & {
  /** Known once the job is executed. */
  readonly keep?: Keep;
  /** The digests of the groups that stay as they are. */
  readonly spare?: readonly string[];
};

export const optionsOf = ({ options }: Pick<JobRow, 'options'>): DedupeOptions => ({
  // A job of an earlier version says nothing of it.
  exclude: [],
  // Only what `DedupeOptions` describes is ever written there by a job of this kind.
  ...(JSON.parse(options) as Omit<DedupeOptions, 'exclude'> & Partial<DedupeOptions>),
});
