/**
 * Gives a file its name in the library, resolving conflicts.
 *
 * @module
 */
import { renameSync } from 'node:fs';
import type { HeldFolder } from '../../disk/heldFolder.ts';
import { DestinationTaken, moveFile } from '../../disk/move.ts';
import { placeOfSpot, type Spot, type SpotStat } from '../../disk/spot.ts';
import { lstatSpot } from '../../disk/systemCalls.ts';
import type { TakenNames } from '../../disk/takenNames.ts';
import { childOf, folderOf, nameOf } from '../../files/path.ts';
import { ProblemError } from '../../problemError.ts';

/** What to do if a name is taken, as in the contract's `Upload`. */
export type OnConflict = 'rename' | 'fail' | 'replace';

/** A file on the disk that is to get a path in the library. */
export type Claim = {
  /** Its location, in a held folder or outside of the library. */
  readonly spot: Spot;
  /** Its state, read right before. */
  readonly seen?: SpotStat;
  /** Its current path in the library, if it has one. */
  readonly from?: string;
  readonly path: string;
  readonly onConflict: OnConflict;
};

/** A file that has got the requested path, or a free one next to it. */
export type Claimed = {
  readonly path: string;
  readonly stat: SpotStat;
  /** Whether it replaced another file. */
  readonly replaced: boolean;
};

/**
 * Moves a file to a path in the library, or to a free path next to it. Never overwrites.
 *
 * @param into the folder of the requested path
 * @param claimed where the file is on the disk, and the requested path
 * @param names taken in the folder of that path
 * @param on `announce` is called with each path before it is tried; `makeWay` frees the path of an existing
 *   file
 * @throws ProblemError `file_exists` or `name_conflict`
 */
export async function claim(
  into: HeldFolder,
  { spot, seen: before = lstatSpot(spot), from, path, onConflict }: Claim,
  names: TakenNames,
  on: {
    readonly announce?: (path: string) => Promise<void>;
    readonly makeWay: (path: string) => Promise<void>;
  },
): Promise<Claimed> {
  let wanted = path;
  let replaced = false;
  const found = names.caseConflictOf(wanted);
  // A file does not conflict with itself: "a.txt" may become "A.txt".
  const isItself = found !== undefined && childOf(folderOf(path), found) === from;
  const conflict = isItself ? undefined : found;
  if (conflict && onConflict !== 'rename') {
    throw nameConflict(conflict, nameOf(wanted));
  }
  if (conflict) wanted = names.freePath(wanted);
  for (;;) {
    const destination = into.spotOf(nameOf(wanted));
    await on.announce?.(wanted);
    try {
      const stat = await moveFile(spot, destination, { before });
      names.add(wanted);
      return { path: wanted, stat, replaced };
    } catch (error) {
      if (!(error instanceof DestinationTaken)) throw error;
      if (isItself && !names.has(wanted)) {
        // The file system treats both names as one, so a rename creates no second file.
        renameSync(placeOfSpot(spot), placeOfSpot(destination));
        return { path: wanted, stat: before, replaced };
      }
      if (onConflict === 'fail') throw fileExists(wanted);
      names.forget(folderOf(path));
      if (onConflict === 'rename') wanted = names.freePath(wanted);
      else {
        await on.makeWay(wanted);
        replaced = true;
      }
    }
  }
}

/** @param existing the name that differs from the wanted one only in case or Unicode form */
export const nameConflict = (existing: string, wanted: string): ProblemError =>
  new ProblemError(
    'name_conflict',
    `"${existing}" exists and differs from "${wanted}" only in case or Unicode form; use that name, or another one`,
  );

export const fileExists = (path: string): ProblemError =>
  new ProblemError(
    'file_exists',
    `"${path}" already exists; choose another name, or set on_conflict to rename or replace`,
  );
