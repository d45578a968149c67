import { mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { DestinationTaken } from '../../disk/move.ts';
import { isSame, placeOfSpot, type Spot, type SpotStat } from '../../disk/spot.ts';
import { lstatIfThere } from '../../disk/systemCalls.ts';
import { errnoOf } from '../../problemError.ts';

/**
 * Moves a folder with all that is in it, in one go. Never takes the place of anything: an empty
 * folder is made at the destination first, which fails where the name is taken, and `rename(2)`
 * takes the place of an empty folder only.
 *
 * @param from whose folder is held
 * @param to likewise
 * @param before the folder, as it was looked at right before
 * @throws DestinationTaken where something has that name
 * @throws NodeJS.ErrnoException of the file system; the source is then still there. EXDEV: the
 *   destination is on another file system. EBUSY: another one has taken the name of the source
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
    // Somebody has put something in it, or something else in its place.
    const code = errnoOf(error) ?? '';
    if (['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(code)) throw new DestinationTaken(destination);
    throw error;
  }
  const moved = lstatIfThere(to);
  if (!moved || isSame(moved, before)) return;
  try {
    // Not the one that was to be moved. `rename` takes no other place than that of an empty folder.
    renameSync(destination, source);
  } catch {
    // Its name is taken by now, and it keeps the new one.
  }
  throw Object.assign(new Error(`${source} was replaced while it was moved`), { code: 'EBUSY' });
}

/** Removes a folder if nothing is in it; tells whether it is gone. */
export function removeEmpty(place: string): boolean {
  try {
    rmdirSync(place);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return true;
    return false;
  }
}
