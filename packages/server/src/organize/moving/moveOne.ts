/** Moving the file or folder of a single change, in either direction. */

import type { HeldFolders } from '../../disk/heldFolders.ts';
import { moveFile, moveInPlace } from '../../disk/move.ts';
import type { SpotStat } from '../../disk/spot.ts';
import { PARTIAL_PREFIX } from '../../files/path.ts';
import type { JournalRow } from '../../storage/jobs/planRepository.ts';
import { moveFolder } from './moveFolder.ts';

/** The name of a copy until it is complete, in the destination folder. */
export const partialName = ({ job_id: jobId, id }: JournalRow): string =>
  `${PARTIAL_PREFIX}${jobId}-${id}`;

/**
 * Moves the file or folder of a change, in either direction. Never overwrites.
 *
 * @param seen the stat of the source right before the move
 * @param onCopied called with the version of a copy before it gets its name, if a file has to be
 *   copied
 * @throws DestinationTaken, or an error of the file system; see `moveFile` and `moveFolder`
 */
export async function moveOne(
  folders: HeldFolders,
  change: JournalRow,
  { from, to, seen }: { readonly from: string; readonly to: string; readonly seen: SpotStat },
  onCopied: (version: string) => Promise<void>,
): Promise<void> {
  if (change.action === 'move_folder') {
    moveFolder(folders.spotOf(from), folders.spotOf(to), seen);
    // Folders inside of it have other disk paths now.
    folders.forget();
    return;
  }
  const [source, destination] = [folders.spotOf(from), folders.spotOf(to)];
  if (moveInPlace(source, destination, seen)) return;
  const copying = { partial: partialName(change), announce: onCopied };
  await moveFile(source, destination, { before: seen, copying });
  // A copy takes time, and folders may have changed meanwhile.
  folders.forget();
}
