/**
 * What the server consists of depends on where the library is: in a folder, or in object storage. This is the part
 * that differs; each mode has one implementation, and it is chosen once.
 *
 * @module
 */
import type { EventBus } from '../events/eventBus.ts';
import type { Blobs } from '../library/blobs.ts';
import type { Tree } from '../library/tree.ts';
import type { ResumableUploads } from '../library/writing/resumableUploads.ts';
import type { ReportUnsettled } from '../library/writing/trash.ts';
import type { TextSource } from '../search/textSource.ts';
import type { LibraryCheck } from '../start/readiness.ts';
import type { JobParts } from './jobs.ts';

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
