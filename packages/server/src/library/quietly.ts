import { constants, openSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { errnoOf } from '../failure.ts';

/** Not through a link, and without waiting for the other end of a pipe, should one be there now. */
const PLAINLY = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** So that the time of the last access stays: only Linux can, and only for a file's owner. */
const QUIETLY = PLAINLY | (constants.O_NOATIME ?? 0);

/**
 * Opens a file to look at it for a purpose of the server's own, which shall not pass for somebody's
 * having read it. Where the system cannot do that, the file is opened all the same.
 *
 * @returns the descriptor, for the caller to close
 */
export function openQuietly(place: string): number {
  try {
    return openSync(place, QUIETLY);
  } catch (error) {
    if (errnoOf(error) !== 'EPERM') throw error;
    return openSync(place, PLAINLY);
  }
}

/** As {@link openQuietly}, for one who waits. */
export async function handleQuietly(place: string): Promise<FileHandle> {
  try {
    return await open(place, QUIETLY);
  } catch (error) {
    if (errnoOf(error) !== 'EPERM') throw error;
    return open(place, PLAINLY);
  }
}
