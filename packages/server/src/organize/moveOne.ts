import type { BigIntStats } from 'node:fs';
import { join } from 'node:path';
import type { ChangeRow } from '../db/jobs.ts';
import { moveByLink, moveFile } from '../library/move.ts';
import { childOf, folderOf, PARTIAL_PREFIX, placeOf } from '../library/path.ts';
import type { BatchFolders } from './batchFolders.ts';
import { moveFolder } from './moveFolder.ts';

/** Where a copy that a change makes lies until it is whole, in the folder that it comes to. */
export function partialOf(root: string, path: string, change: ChangeRow): string {
  return join(placeOf(root, folderOf(path)), partialName(change));
}

const partialName = ({ job_id: jobId, id }: ChangeRow): string => `${PARTIAL_PREFIX}${jobId}-${id}`;

/**
 * Moves what a change moves, either way. Never overwrites.
 *
 * @param seen what lies there, as it was looked at right before
 * @param onCopied told the version of a copy before it gets its name, where a file has to be copied
 * @throws DestinationTaken, or an error of the file system; see `moveFile` and `moveFolder`
 */
export async function moveOne(
  folders: BatchFolders,
  change: ChangeRow,
  { from, to, seen }: { readonly from: string; readonly to: string; readonly seen: BigIntStats },
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
  if (moveByLink(source, destination, seen)) return;
  const partial = folders.placeOf(childOf(folderOf(to), partialName(change)));
  await moveFile(source, destination, { partial, announce: onCopied });
  // A copy takes its time.
  folders.forget();
}
