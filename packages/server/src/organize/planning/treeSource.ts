/**
 * What planning reads of a library, as an interface: a folder on the disk, or rows.
 *
 * @module
 */
import type { Folder, SeenFile } from '../../disk/walk.ts';
import type { FileRow, SeenContent } from '../../storage/files/fileRow.ts';
import type { Needs } from '../methodologies/methodologies.ts';
import type { ListedFile } from '../methodologies/methodology.ts';
import type { InspectedFile } from './inspector.ts';

/** A folder as planning reads it. */
export type FoundFolder = Pick<Folder, 'path' | 'files' | 'folders' | 'skipped'>;

/** Reads the contents of files, closely enough for a methodology. */
export interface ContentReader {
  /**
   * Inspects some files.
   *
   * @returns the results, in the order of the files
   */
  inspect(files: readonly SeenFile[], signal: AbortSignal): Promise<readonly InspectedFile[]>;
  /** The beginning of an inspected text; undefined if the file is not a text or cannot be read any more. */
  sampleOf(file: ListedFile): string | undefined;
  /** No more files are inspected; samples can still be read. */
  endInspecting(): void;
  close(): void;
}

/** Where files are planned for. Paths are virtual. */
export interface TreeSource {
  /** @throws ProblemError `folder_not_found` or `not_a_folder` */
  assertFolder(path: string): Promise<void>;
  /**
   * Whether a folder exists.
   *
   * @throws ProblemError `not_a_folder`
   */
  hasFolder(path: string): Promise<boolean>;
  /** @throws ProblemError `invalid_path` for a path that nothing can get */
  checkPath(path: string): void;
  /**
   * A path with existing folders in their own spelling.
   *
   * @throws ProblemError `invalid_path` or `not_a_folder`
   */
  spelled(path: string): Promise<string>;
  /**
   * Reads a folder and the folders below it, each before those in it.
   *
   * @param levels how many levels below it are read
   */
  walk(path: string, levels: number): AsyncIterable<FoundFolder>;
  /** Identifies a folder, regardless of its content; undefined if it does not exist. */
  folderVersion(path: string): Promise<string | undefined>;
  /** The rows of files that were found, by path. */
  rowsOf(
    paths: readonly string[],
    found: readonly SeenFile[],
  ): Promise<ReadonlyMap<string, Pick<FileRow, 'file_id' | 'version'>>>;
  /** Stores what the contents of some files are, if that differs from what their names say. */
  noteContents(seen: readonly SeenContent[], files: readonly SeenFile[]): Promise<void>;
  contents(needs: Needs): ContentReader;
}
