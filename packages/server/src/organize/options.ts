import type { Methodology, ScanOptions } from '../contract.ts';
import { TakenNames } from '../disk/takenNames.ts';
import { folderThere } from '../disk/walk.ts';
import { childOf, normalPath, placeOf } from '../files/path.ts';
import { invalidFields } from '../problemError.ts';
import type { JobRow } from '../storage/jobs/jobRepository.ts';
import { methodologies } from './methodologies/methodologies.ts';

/** Options that only some methodologies take. */
const particular = ['projects', 'areas'] as const;

/**
 * Checks what the contract's schema cannot say of the options of a scan.
 *
 * @param root the library's place on the disk
 * @returns the options, with the destination spelled as it is on the disk
 * @throws ProblemError `invalid_request` for an option that the methodology does not take,
 *   `invalid_path` or `not_a_folder` for a destination that can be none
 */
export function checkedOptions(
  root: string,
  methodology: Methodology,
  options: ScanOptions,
): ScanOptions {
  const errors = particular
    .filter((name) => options[name] && !methodologies[methodology].takes?.includes(name))
    .map((name) => ({
      pointer: `#/body/options/${name}`,
      message: `Is only supported by the methodology ${takersOf(name).join(' or ')}`,
    }));
  if (errors.length > 0) throw invalidFields(errors);
  if (options.destination === undefined) return options;
  return { ...options, destination: destinationAt(root, normalPath(options.destination)) };
}

const takersOf = (name: keyof ScanOptions): string[] =>
  Object.entries(methodologies).flatMap(([taker, { takes }]) =>
    takes?.includes(name) ? [taker] : [],
  );

/**
 * What a job was asked to do.
 *
 * @param defaults of what it does not say
 */
export const optionsOf = (
  { options }: Pick<JobRow, 'options'>,
  defaults: ScanOptions,
): ScanOptions => ({
  ...defaults,
  // Only what `ScanOptions` describes is ever written there by a job of this kind.
  ...(JSON.parse(options) as Partial<ScanOptions>),
});

/** The folder as it is spelled on the disk, as far as it is there. */
function destinationAt(root: string, path: string): string {
  const names = TakenNames.onDisk(root);
  let folder = '/';
  for (const name of path.split('/').filter((each) => each !== '')) {
    placeOf(root, childOf(folder, name));
    const twin = names.twinOf(childOf(folder, name));
    folder = childOf(folder, twin ?? name);
  }
  folderThere(root, folder);
  return folder;
}
