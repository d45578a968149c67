import { closeSync, fsync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import { errnoOf } from '../failure.ts';

const flush = promisify(fsync);
const DISK_FAULTS = ['EIO', 'ENOSPC', 'EDQUOT', 'EROFS'];

/**
 * Has the disk keep which names folders have, before the journal says so, while this thread goes on
 * with other work. Where a file system cannot do that for folders, or a folder is gone, it is left to
 * the system: recovery looks at the disk in any case.
 *
 * @param places on the disk
 */
export async function flushFolders(places: Iterable<string>): Promise<void> {
  await Promise.all([...places].map((place) => flushFolder(place).catch(() => {})));
}

/**
 * The same for one folder.
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
