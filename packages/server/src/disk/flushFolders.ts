import { closeSync, constants, fsync } from 'node:fs';
import { promisify } from 'node:util';
import { errnoOf } from '../problemError.ts';
import { holdRoot } from './heldFolder.ts';

const flush = promisify(fsync);
const DISK_FAULTS = ['EIO', 'ENOSPC', 'EDQUOT', 'EROFS'];

/**
 * Has the disk keep which names folders have, before the journal says so, while this thread goes on
 * with other work. Where a file system cannot do that for folders, or a folder is gone, it is left to
 * the system: recovery looks at the disk in any case.
 *
 * @param root the library's place on the disk
 */
export async function flushFolders(root: string, paths: Iterable<string>): Promise<void> {
  await Promise.all([...paths].map((path) => flushFolder(root, path).catch(() => {})));
}

/**
 * The same for one folder.
 *
 * @throws NodeJS.ErrnoException where the disk is at fault, and not the kind of file system
 */
export async function flushFolder(root: string, path: string): Promise<void> {
  try {
    const folder = open(root, path);
    try {
      await flush(folder);
    } finally {
      closeSync(folder);
    }
  } catch (error) {
    if (DISK_FAULTS.includes(errnoOf(error) ?? '')) throw error;
  }
}

function open(root: string, path: string): number {
  using top = holdRoot(root);
  return top.open(path, constants.O_RDONLY | (constants.O_DIRECTORY ?? 0));
}
