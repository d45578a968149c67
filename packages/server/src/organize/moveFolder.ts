import { mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { errnoOf } from '../failure.ts';
import { DestinationTaken } from '../library/move.ts';

/**
 * Moves a folder with all that is in it, in one go. Never takes the place of anything: an empty
 * folder is made at the destination first, which fails where the name is taken, and `rename(2)`
 * takes the place of an empty folder only.
 *
 * @param source a place on the disk
 * @param destination a place on the disk whose folder exists
 * @throws DestinationTaken where something has that name
 * @throws NodeJS.ErrnoException of the file system; the source is then still there. EXDEV: the
 *   destination is on another file system
 */
export function moveFolder(source: string, destination: string): void {
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
