/**
 * Names of files as an interface, so that they need not be those of a local disk.
 *
 * @module
 */
import type { FileQuery } from '../storage/files/fileQuery.ts';
import type { FileRow } from '../storage/files/fileRow.ts';
import type { TrashPosition } from '../storage/files/trashRepository.ts';
import type { OpenBlob } from './blobs.ts';
import type { FilePage } from './index/freshFolders.ts';
import type { Expectation } from './index/indexedFiles.ts';
import type { OnConflict } from './writing/claimName.ts';
import type { FilePublisher, Put } from './writing/filePublisher.ts';
import type { TrashPage } from './writing/trash.ts';

/** The new location of a file: a whole path, another name, or both. */
export type Destination = {
  readonly path?: string | undefined;
  readonly name?: string | undefined;
};

/** A folder that was created. */
export type CreatedFolder = {
  readonly path: string;
  /** The folders above it that were created too, topmost first. */
  readonly createdParents: string[];
};

/**
 * The operations of the API on paths. Nothing is ever overwritten, and a file keeps its id when it is moved.
 * Paths are virtual.
 */
export interface Tree {
  /** Identifies the library; jobs are only executed in the one that they were planned for. */
  readonly identity: string;
  /** @throws ProblemError `library_unavailable` */
  assertAvailable(): void;
  /** @throws ProblemError `folder_not_found`, `not_a_folder` or `invalid_path` */
  assertFolder(path: string): Promise<void>;
  /** @throws ProblemError as {@link assertFolder}, or `permission_denied` if the server may not read the folder */
  assertReadable(path: string): Promise<void>;
  /**
   * Creates an empty folder, and its missing parents.
   *
   * @throws ProblemError `folder_exists`, `file_exists`, `name_conflict`, `not_a_folder` or `invalid_path`
   */
  createFolder(path: string): Promise<CreatedFolder>;
  /**
   * Deletes a folder if nothing is in it.
   *
   * @returns its path in normalized form
   * @throws ProblemError `folder_not_empty`, `folder_not_found`, `not_a_folder` or `invalid_path`
   */
  deleteFolder(path: string): Promise<string>;
  /** A page of the files in a folder, as they are now. */
  list(query: FileQuery): Promise<FilePage>;
  /** @throws ProblemError `file_not_found` */
  get(fileId: string): Promise<FileRow>;
  /** @throws ProblemError `file_not_found` */
  openBlob(fileId: string): Promise<{ readonly row: FileRow; readonly blob: OpenBlob }>;
  /**
   * Refuses a new file now that {@link put} would refuse if nothing changes until then.
   *
   * @throws ProblemError `file_exists`, `name_conflict`, `not_a_folder` or `invalid_path`
   */
  assertFree(folder: string, name: string, onConflict: OnConflict): Promise<void>;
  /** The file at a path, or renamed next to it, if its identity on the disk is the given one. */
  published(path: string, identity: string): Promise<FileRow | undefined>;
  /** Publishes a staged blob. */
  put(...put: Parameters<FilePublisher['put']>): Promise<Put>;
  /** @throws ProblemError `file_not_found`, or as {@link put} does */
  move(
    fileId: string,
    destination: Destination,
    onConflict: 'rename' | 'fail',
    expect?: Expectation,
  ): Promise<FileRow>;
  /** Moves a file to the trash, or removes it permanently, also from the trash. */
  delete(fileId: string, permanent: boolean, expect?: Expectation): Promise<void>;
  listTrash(after: TrashPosition | undefined, limit: number): Promise<TrashPage>;
  /**
   * @param path the whole path that it gets; by default its original path
   * @throws ProblemError `not_in_trash`, `file_exists`, `name_conflict`, `not_a_folder` or `invalid_path`
   */
  restore(fileId: string, onConflict: 'rename' | 'fail', path?: string): Promise<FileRow>;
}
