/**
 * Decouples the parts of the server that change files, jobs and keys from those that react.
 *
 * @module
 */
import { EventEmitter } from 'node:events';
import type { Selectable } from 'kysely';
import type { File } from '../contract.ts';
import type { FileTable, JobTable } from './tables.ts';

/** What can change, and what listeners are given. */
export type Changes = {
  /** A row of `files` was written on this connection; the folder of the file. */
  fileRow: [folder: string];
  /** The contents of the trash may have changed. */
  trash: [];
  /** A row was written that may make an API key valid or invalid. */
  credential: [];
  /** A name was added to, removed from or replaced in a folder; null if it is unknown which one. */
  name: [folder: string, name: string | null];
  /** Something happened in a folder; the name as in `name`, null for changes of content. */
  folder: [folder: string, name: string | null];
  /** The kernel dropped events: anything may have changed anywhere. */
  eventsLost: [];
  /** The state or the progress of a job. */
  job: [job: Selectable<JobTable>];
  /** A file was uploaded, by a user. */
  upload: [userId: string, row: Selectable<FileTable>, file: File];
};

/**
 * Reports changes of the database and the disk to the parts of the server that cache, index or
 * publish them. Listeners are called synchronously, in the order in which they were added.
 */
export class ChangeBus extends EventEmitter<Changes> {}
