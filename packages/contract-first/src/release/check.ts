import type { ReleaseSettings } from './settings.ts';
import { type Bump, compareVersions, raised, textOf, versionOf } from './version.ts';

/** How many changes of each level there are since the last release. */
export type ChangeCounts = Readonly<
  Record<'breaking' | 'warning' | 'compatible' | 'annotation', number>
> & {
  /** Breaking changes that the team has accepted, which count like additions. */
  readonly accepted: number;
};

/** A version and where it is written, such as `info.version of openapi.yaml`. */
export type WrittenVersion = { readonly version: string; readonly source: string };

export type ReleaseVerdict = {
  readonly isEnough: boolean;
  /** What the changes need. */
  readonly needed: Bump;
  /** The lowest version that the next release may have. */
  readonly least: string;
  /** The version that it will have. */
  readonly declared: string;
};

/** A version that is not one of Semantic Versioning, so that nothing can be said about the next. */
export class UnknownVersionError extends Error {
  override readonly name = 'UnknownVersionError';
}

/** What changes need, by the version before them. */
export function neededBump(
  counts: ChangeCounts,
  { isBelow1 }: { readonly isBelow1: boolean },
  { breakingBelow1 = 'minor', documentation = 'patch' }: ReleaseSettings,
): Bump {
  if (counts.breaking > 0) return isBelow1 ? breakingBelow1 : 'major';
  if (counts.warning + counts.compatible + counts.accepted > 0) return 'minor';
  return counts.annotation > 0 && documentation === 'patch' ? 'patch' : 'none';
}

/**
 * Judges the version of the next release.
 *
 * @param changesets the largest bump that changesets announce; undefined if there are none to read
 * @throws UnknownVersionError if a version does not follow Semantic Versioning
 */
export function checkRelease(
  counts: ChangeCounts,
  before: WrittenVersion,
  after: WrittenVersion,
  changesets: Bump | undefined,
  settings: ReleaseSettings,
): ReleaseVerdict {
  const [old, written] = [before, after].map(({ version, source }) => {
    const read = versionOf(version);
    if (read) return read;
    throw new UnknownVersionError(
      `${source} is ${JSON.stringify(version)}, which is not a semantic version such as 1.4.0: release-check cannot derive the next version`,
    );
  });
  if (!old || !written) throw new UnknownVersionError('No version');
  const needed = neededBump(counts, { isBelow1: old.numbers[0] === 0 }, settings);
  const least = raised(old, needed);
  const announced = changesets === undefined ? written : raised(old, changesets);
  // Once `changeset version` has run, the files are gone and the version is written.
  const declared = compareVersions(announced, written) > 0 ? announced : written;
  return {
    isEnough: compareVersions(declared, least) >= 0,
    needed,
    least: textOf(least),
    declared: textOf(declared),
  };
}
