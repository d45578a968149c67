/** Why files and folders take no part in a scan for duplicates, in words for the results. */

export const exclusionReasons: { readonly excluded: string; readonly tooCostly: string } = {
  excluded: 'Excluded by `exclude`',
  tooCostly: 'The patterns in `exclude` take too long to match',
};

export const projectReason = (mark: string): string => `Project folder (${mark}), left as it is`;
