/**
 * Connects what reports changes of files to the notices of live connections.
 *
 * @module
 */
import { FilesChanges } from '../events/filesChanges.ts';
import type { ServerContext } from './context.ts';
import type { Mode } from './mode.ts';

/** States in which a job moves files, or has just done so. */
const MOVING: ReadonlySet<string> = new Set([
  ...['executing', 'rolling_back'],
  ...['completed', 'partial', 'cancelled', 'failed', 'rolled_back'],
]);

export function composeFilesChanges(
  { changes }: ServerContext,
  mode: Pick<Mode, 'isPartlyUnseen'>,
): FilesChanges {
  const filesChanges = new FilesChanges();
  changes
    .on('fileRow', (folder) => filesChanges.folderChanged(folder))
    .on('folder', (folder) => filesChanges.folderChanged(folder))
    .on('eventsLost', () => filesChanges.anythingChanged())
    .on('trash', () => filesChanges.trashChanged())
    .on('job', ({ status }) => {
      // Another thread moves the files of a job: where folders are not watched, nothing else reports it.
      if (mode.isPartlyUnseen() && MOVING.has(status)) filesChanges.anythingChanged();
    });
  return filesChanges;
}
