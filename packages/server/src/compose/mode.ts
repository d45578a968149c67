/**
 * What the server consists of depends on where the library is: in a folder, or in object storage. This is the part
 * that differs; each mode has one implementation, and it is chosen once.
 *
 * @module
 */
import type { EventBus } from '../events/eventBus.ts';
import type { Blobs } from '../library/blobs.ts';
import type { Tree } from '../library/tree.ts';
import { eventsDelivered } from '../library/watching/watch.ts';
import type { ResumableUploads } from '../library/writing/resumableUploads.ts';
import type { ReportUnsettled } from '../library/writing/trash.ts';
import { within } from '../process/within.ts';
import { FolderTexts } from '../search/folderTexts.ts';
import type { TextSource } from '../search/textSource.ts';
import { folderCheck, type LibraryCheck } from '../start/readiness.ts';
import { requireFolder } from '../storage/objects/modeOfDatabase.ts';
import type { ServerContext } from './context.ts';
import { composeJobs, type JobParts } from './jobs.ts';
import { composeFollower, composeLibrary } from './library.ts';

export type Mode = {
  readonly tree: Tree;
  readonly blobs: Blobs;
  readonly resumable: ResumableUploads;
  readonly texts: TextSource;
  readonly check: LibraryCheck;
  /** Whether many uploads are arriving, so that work in the background should wait. */
  isUploading(): boolean;
  /** Whether the index of files is in line with the library. */
  isCaughtUp(): Promise<boolean>;
  /** Whether jobs may change files without a report of what they change. */
  isPartlyUnseen(): boolean;
  jobs(events: EventBus): JobParts;
  /** Completes what a crash has interrupted. */
  recover(report: ReportUnsettled): Promise<void>;
  /** Begins to work in the background. */
  start(isAtWork: () => boolean): void;
  /** Prepares what is needed soon, after the start. */
  prepare(): void;
  /** Stops work in the background; requests may still be answered. */
  stop(): Promise<void>;
  /** Releases resources that jobs do not need. */
  closeUploads(): Promise<void>;
  close(): Promise<void>;
};

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
