import { eventsDelivered } from '../library/watching/watch.ts';
import { within } from '../process/within.ts';
import { FolderTexts } from '../search/folderTexts.ts';
import { folderCheck } from '../start/readiness.ts';
import { requireFolder } from '../storage/objects/modeOfDatabase.ts';
import type { ServerContext } from './context.ts';
import { composeJobs } from './jobs.ts';
import { composeFollower, composeLibrary } from './library.ts';
import type { Mode } from './mode.ts';

/**
 * A library in a folder.
 *
 * @param patience how long work may take to stop, in milliseconds
 * @throws WrongMode if the database has a library in object storage
 */
export async function folderMode(context: ServerContext, patience: number): Promise<Mode> {
  // Otherwise all files would seem to be gone.
  if (context.config.databaseUrl !== undefined) await requireFolder(context.storage.database);
  const parts = await composeLibrary(context);
  const { library, staging, resumable, fresh, watch, reader } = parts;
  let isAtWork = () => false;
  const follower = composeFollower(context, parts, () => isAtWork() || staging.isBusy);
  return {
    ...{ tree: library, blobs: staging, resumable },
    texts: new FolderTexts(library),
    check: folderCheck(library),
    isUploading: () => staging.isBusy,
    isCaughtUp: async () => {
      await eventsDelivered();
      return fresh.isCaughtUp;
    },
    isPartlyUnseen: () => watch.isPartial,
    jobs: (events) => composeJobs(context, parts, events),
    recover: (report) => library.recover(report),
    start: (atWork) => {
      isAtWork = atWork;
      follower.start();
    },
    // When started with the rest, the thread added about 20 MiB to the peak of memory.
    prepare: () => reader.prepare(),
    // Its thread may be busy with a folder; it is ended below.
    stop: () => within(patience, follower.close()),
    closeUploads: async () => {
      await within(patience, resumable.close());
      await within(patience, staging.close());
    },
    close: async () => {
      watch.close();
      await within(patience, reader.close());
    },
  };
}
