import { closeSync, fsyncSync, openSync } from 'node:fs';

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
