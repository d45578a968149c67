import { closeSync, fsync, fsyncSync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import { errnoOf } from '../failure.ts';

const flush = promisify(fsync);
const DISK_FAULTS = ['EIO', 'ENOSPC', 'EDQUOT', 'EROFS'];

/**
 * Has the disk keep which names folders have, before the journal says so. Where a file system
 * cannot do that for folders, it is left to the system.
 *
 * @param places on the disk
 */
export function flushFolders(places: Iterable<string>): void {
  for (const place of places) {
    try {
      const folder = openSync(place, 'r');
      try {
        fsyncSync(folder);
      } finally {
        closeSync(folder);
      }
    } catch {
      // Not possible here, or the folder is gone: recovery looks at the disk in any case.
    }
  }
}

/**
 * The same for one folder, while this thread goes on with other work.
 *
 * @throws NodeJS.ErrnoException where the disk is at fault, and not the kind of file system
 */
export async function flushFolder(place: string): Promise<void> {
  try {
    const folder = openSync(place, 'r');
    try {
      await flush(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    if (DISK_FAULTS.includes(errnoOf(error) ?? '')) throw error;
  }
}
