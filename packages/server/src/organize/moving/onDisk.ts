/** What is at a path now, and whether it still is what a change moves. */

import { stateOf } from '../../disk/fileState.ts';
import { statBeneath } from '../../disk/heldFolder.ts';
import { isFile, isFolder, type Spot, type SpotStat } from '../../disk/spot.ts';
import { lstatSpot } from '../../disk/systemCalls.ts';
import { changed, type Fault, replaced, vanished } from '../../jobs/fault.ts';
import { errnoOf, ProblemError } from '../../problemError.ts';
import type { ChangeRow } from '../../storage/jobs/planRepository.ts';

/** What is at a path. The version of a folder identifies it, whatever its content. */
type Lying =
  | {
      readonly kind: 'file' | 'folder';
      readonly version: string;
      readonly stat: SpotStat;
    }
  | { readonly kind: 'other'; readonly version: '' };

/**
 * Looks at a path without following a link; undefined if nothing is there.
 *
 * @throws NodeJS.ErrnoException if it cannot be examined
 */
export function lyingAt(root: string, path: string): Lying | undefined {
  return lyingOn(() => statBeneath(root, path));
}

/** The same for a path that is resolved first, which fails if a folder is a link. */
function lyingOn(look: () => SpotStat): Lying | undefined {
  try {
    const stat = look();
    if (isFile(stat)) return { kind: 'file', version: stateOf(stat).version, stat };
    if (isFolder(stat)) return { kind: 'folder', version: folderVersion(stat), stat };
    return { kind: 'other', version: '' };
  } catch (error) {
    // A folder above it has become a link.
    if (error instanceof ProblemError) return { kind: 'other', version: '' };
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Identifies a folder on the disk, regardless of its content. */
export const folderVersion = (stat: {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly birthtimeNs: bigint;
}): string => `${stat.dev}:${stat.ino}:${stat.birthtimeNs}`;

/**
 * Whether two versions are the same. The device number is ignored, since it may change at a reboot,
 * and a job can be rolled back a month later.
 */
export const isSameVersion = (one: string, two: string): boolean =>
  one.slice(one.indexOf(':')) === two.slice(two.indexOf(':'));

/** Whether the file or folder of a change is at a path, in one of its versions. */
export function isAt(
  root: string,
  path: string,
  change: Pick<ChangeRow, 'action'>,
  ...versions: readonly (string | null)[]
): boolean {
  return faultOfLying(lyingAt(root, path), change, ...versions) === undefined;
}

/**
 * What is at a spot, if it is the file or folder of a change in one of its versions; else the reason.
 *
 * @param spot finds the spot; throws if a folder is a link
 */
export function seenOr(
  spot: () => Spot,
  change: Pick<ChangeRow, 'action'>,
  ...versions: readonly (string | null)[]
): { readonly seen: SpotStat } | { readonly fault: Fault } {
  const lying = lyingOn(() => lstatSpot(spot()));
  const fault = faultOfLying(lying, change, ...versions);
  if (fault) return { fault };
  return lying && lying.kind !== 'other' ? { seen: lying.stat } : { fault: replaced };
}

/** Why it is not the file or folder of a change in one of its versions; undefined if it is. */
function faultOfLying(
  lying: Lying | undefined,
  { action }: Pick<ChangeRow, 'action'>,
  ...versions: readonly (string | null)[]
): Fault | undefined {
  if (!lying) return vanished;
  if (lying.kind !== (action === 'move' ? 'file' : 'folder')) return replaced;
  const isWanted = versions.some((version) => version && isSameVersion(version, lying.version));
  return isWanted ? undefined : changed;
}
