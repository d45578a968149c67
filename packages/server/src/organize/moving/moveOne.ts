import type { HeldFolders } from '../../disk/heldFolders.ts';
import { moveFile, moveInPlace } from '../../disk/move.ts';
import type { SpotStat } from '../../disk/spot.ts';
import { PARTIAL_PREFIX } from '../../files/path.ts';
import type { JournalRow } from '../../storage/jobs/planRepository.ts';
import { moveFolder } from './moveFolder.ts';

/** The name of a copy that a change makes until it is whole, in the folder that it comes to. */
export const partialName = ({ job_id: jobId, id }: JournalRow): string =>
  `${PARTIAL_PREFIX}${jobId}-${id}`;

/**
 * Moves what a change moves, either way. Never overwrites.
 *
 * @param seen what lies there, as it was looked at right before
 * @param onCopied told the version of a copy before it gets its name, where a file has to be copied
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
    // Folders that lay in it have other places now.
    folders.forget();
    return;
  }
  const [source, destination] = [folders.spotOf(from), folders.spotOf(to)];
  if (moveInPlace(source, destination, seen)) return;
  const copying = { partial: partialName(change), announce: onCopied };
  await moveFile(source, destination, { before: seen, copying });
  // A copy takes its time.
  folders.forget();
}
