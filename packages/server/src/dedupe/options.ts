/** The options of a job that finds duplicates. */

import type { DedupeExecuteRequest, DedupeScanRequest } from '../contract.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';

/** Which file of each group is kept. */
export type Keep = DedupeExecuteRequest['keep'];

/** All values of {@link Keep}. */
export const keepRules: readonly Keep[] = ['newest', 'oldest', 'shortest_path'];

/** The options of a stored job. */
export type DedupeOptions = Required<
  Pick<DedupeScanRequest, 'min_size' | 'include_hidden' | 'exclude'>
> & {
  /** Known once the job is executed. */
  readonly keep?: Keep;
  /** Digests of the groups of which all files are kept. */
  readonly spare?: readonly string[];
  /** Ids of files that are kept instead of the one that `keep` selects. */
  readonly keep_files?: readonly string[];
};

export const optionsOf = ({ options }: Pick<JobRow, 'options'>): DedupeOptions => ({
  // Not set by jobs of an earlier version.
  exclude: [],
  // Jobs of this kind only ever store what `DedupeOptions` describes.
  ...(JSON.parse(options) as Omit<DedupeOptions, 'exclude'> & Partial<DedupeOptions>),
});
