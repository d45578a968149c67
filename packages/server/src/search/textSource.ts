import type { FileRow } from '../storage/files/fileRow.ts';
import type { PendingText } from '../storage/search/searchIndex.ts';

/** A document on the local disk. */
export type LocalDocument = {
  /** Disk path of the folder from which links are not followed. */
  readonly root: string;
  /** Its path below that folder. */
  readonly path: string;
  /** The version of what is at the path. */
  readonly version: string;
};

/** Where the indexer gets the contents of files. */
export interface TextSource {
  /** @throws ProblemError `library_unavailable` */
  assertAvailable(): void;
  /** @throws ProblemError `file_not_found` */
  get(fileId: string): Promise<FileRow>;
  /** The beginning of a text file; undefined if it is not text. @throws ProblemError `file_not_found` */
  text(file: PendingText): Promise<string | undefined>;
  /** Runs `read` while a document is on the local disk. @throws UnreadableDocument */
  withDocument<T>(file: FileRow, read: (document: LocalDocument) => Promise<T>): Promise<T>;
}
