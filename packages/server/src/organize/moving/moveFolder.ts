/** Moving and removing whole folders without ever overwriting anything. */

import { mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { DestinationTaken } from '../../disk/move.ts';
import { isSame, placeOfSpot, type Spot, type SpotStat } from '../../disk/spot.ts';
import { lstatIfThere } from '../../disk/systemCalls.ts';
import { errnoOf } from '../../problemError.ts';

/**
 * Moves a folder with all its content in one step, and never overwrites: an empty folder is created
 * at the destination first, which fails if the name is taken, and `rename(2)` only replaces an empty
 * folder. It does not move to another file system: copying many files could be interrupted halfway.
 *
 * @param from the source, whose parent folder is held
 * @param to the destination, likewise
 * @param before the stat of the folder right before the move
 * @throws DestinationTaken if the name is in use
 * @throws NodeJS.ErrnoException of the file system; the source still exists then. EXDEV: the
 *   destination is on another file system. EBUSY: the source was replaced by another folder
 */
export function moveFolder(from: Spot, to: Spot, before: SpotStat): void {
  const [source, destination] = [placeOfSpot(from), placeOfSpot(to)];
  try {
    mkdirSync(destination);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') throw new DestinationTaken(destination);
    throw error;
  }
  try {
    renameSync(source, destination);
  } catch (error) {
    removeEmpty(destination);
    // Somebody has put something into the new folder, or replaced it.
    const code = errnoOf(error) ?? '';
    if (['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(code)) throw new DestinationTaken(destination);
    throw error;
  }
  const moved = lstatIfThere(to);
  if (!moved || isSame(moved, before)) return;
  try {
    // Another folder than the intended one. `rename` replaces nothing but an empty folder.
    renameSync(destination, source);
  } catch {
    // Its old name is taken by now, so it keeps the new one.
  }
  throw Object.assign(new Error(`${source} was replaced while it was moved`), { code: 'EBUSY' });
}

/** Removes a folder if it is empty. Returns whether it is gone. */
export function removeEmpty(place: string): boolean {
  try {
    rmdirSync(place);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return true;
    return false;
  }
}
