import type { FileQuery } from '../storage/files/fileQuery.ts';
import type { FileRow } from '../storage/files/fileRow.ts';
import type { TrashPosition } from '../storage/files/trashRepository.ts';
import type { OpenBlob } from './blobs.ts';
import type { FilePage } from './index/freshFolders.ts';
import type { Expectation } from './index/indexedFiles.ts';
import type { FilePublisher, Put } from './writing/filePublisher.ts';
import type { TrashPage } from './writing/trash.ts';

/** Where a file is to be: the whole path, another name, or both. */
export type Destination = {
  readonly path?: string | undefined;
  readonly name?: string | undefined;
};

/**
 * Where files are named: what operations of the API do with paths. Nothing is ever overwritten, and a
 * file keeps its ID wherever it goes. Paths are virtual, below `/`.
 */
export interface Tree {
  /** Which library this is; jobs are executed only in the one that they were planned for. */
  readonly identity: string;
  /** @throws ProblemError `library_unavailable` */
  assertAvailable(): void;
  /** @throws ProblemError `folder_not_found`, `not_a_folder` or `invalid_path` */
  assertFolder(path: string): void;
  /** As {@link assertFolder}, and for a folder that the server may not read `permission_denied`. */
  assertReadable(path: string): void;
  /** A page of the files in a folder, as they are now. */
  list(query: FileQuery): Promise<FilePage>;
  /** @throws ProblemError `file_not_found` */
  get(fileId: string): Promise<FileRow>;
  /** @throws ProblemError `file_not_found` */
  openBlob(fileId: string): Promise<{ readonly row: FileRow; readonly blob: OpenBlob }>;
  /** Gives a blob a name. */
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
   * @param path where it goes; by default where it was
   * @throws ProblemError `not_in_trash`, `file_exists`, `name_conflict`, `not_a_folder` or `invalid_path`
   */
  restore(fileId: string, onConflict: 'rename' | 'fail', path?: string): Promise<FileRow>;
}
