/** The options of a scan: checks beyond the contract's schema, and the options of a stored job. */

import type { Methodology, ScanOptions } from '../contract.ts';
import { normalPath } from '../files/path.ts';
import { invalidFields } from '../problemError.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';
import { methodologies } from './methodologies/methodologies.ts';
import type { TreeSource } from './planning/treeSource.ts';

/** Options that only some methodologies accept. */
const particular = ['projects', 'areas'] as const;

/**
 * Checks what the contract's schema cannot express about the options of a scan.
 *
 * @returns the options, with the destination spelled as it exists
 * @throws ProblemError `invalid_request` for an option that the methodology does not accept,
 *   `invalid_path` or `not_a_folder` for an unusable destination
 */
export async function checkedOptions(
  source: Pick<TreeSource, 'spelled'>,
  methodology: Methodology,
  options: ScanOptions,
): Promise<ScanOptions> {
  const errors = particular
    .filter((name) => options[name] && !methodologies[methodology].takes?.includes(name))
    .map((name) => ({
      pointer: `#/body/options/${name}`,
      message: `Is only supported by the methodology ${takersOf(name).join(' or ')}`,
    }));
  if (errors.length > 0) throw invalidFields(errors);
  if (options.destination === undefined) return options;
  return { ...options, destination: await source.spelled(normalPath(options.destination)) };
}

const takersOf = (name: keyof ScanOptions): string[] =>
  Object.entries(methodologies).flatMap(([taker, { takes }]) =>
    takes?.includes(name) ? [taker] : [],
  );

/**
 * The options of a job.
 *
 * @param defaults used for options that the job does not set
 */
export const optionsOf = (
  { options }: Pick<JobRow, 'options'>,
  defaults: ScanOptions,
): ScanOptions => ({
  ...defaults,
  // Jobs of this kind only ever store what `ScanOptions` describes.
  ...(JSON.parse(options) as Partial<ScanOptions>),
});
