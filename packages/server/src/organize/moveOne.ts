import { join } from 'node:path';
import type { ChangeRow } from '../db/jobs.ts';
import { moveByLink, moveFile } from '../library/move.ts';
import { folderOf, PARTIAL_PREFIX, placeOf } from '../library/path.ts';
import type { BatchFolders } from './batchFolders.ts';
import { moveFolder } from './moveFolder.ts';

/** Where a copy that a change makes lies until it is whole, in the folder that it comes to. */
export function partialOf(root: string, path: string, change: ChangeRow): string {
  return join(placeOf(root, folderOf(path)), `${PARTIAL_PREFIX}${change.job_id}-${change.id}`);
}

/**
 * Moves what a change moves, either way. Never overwrites.
 *
 * @param onCopied told the version of a copy before it gets its name, where a file has to be copied
 * @throws DestinationTaken, or an error of the file system; see `moveFile` and `moveFolder`
 */
export async function moveOne(
  { root, folders }: { readonly root: string; readonly folders: BatchFolders },
  change: ChangeRow,
  { from, to }: { readonly from: string; readonly to: string },
  onCopied: (version: string) => Promise<void>,
): Promise<void> {
  const source = folders.placeOf(from);
  const destination = folders.placeOf(to);
  if (change.action === 'move_folder') {
    moveFolder(source, destination);
    // Folders that lay in it have other places now.
    folders.forget();
    return;
  }
  if (moveByLink(source, destination)) return;
  const partial = partialOf(root, to, change);
  await moveFile(source, destination, { partial, announce: onCopied });
  // A copy takes its time.
  folders.forget();
}
