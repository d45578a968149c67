import type { Library } from '../library/library.ts';
import type { FileRow } from '../storage/files/fileRow.ts';
import type { PendingText } from '../storage/search/searchIndex.ts';
import { looksBinary, readText } from './text.ts';
import type { LocalDocument, TextSource } from './textSource.ts';

/** For how long the content of a new file is assumed to be in the system's cache, in milliseconds. */
const NEW = 5_000;

/** The contents of files in a folder. */
export class FolderTexts implements TextSource {
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  assertAvailable(): void {
    this.#library.assertAvailable();
  }

  get(fileId: string): Promise<FileRow> {
    return this.#library.get(fileId);
  }

  async text({ file_id, path, created_ms }: PendingText): Promise<string | undefined> {
    // For most files this is enough. A file that differs from the index is queued again.
    const isNew = Math.abs(Date.now() - created_ms) < NEW;
    if (await looksBinary(this.#library.root, path, isNew)) return undefined;
    const { handle } = await this.#library.open(file_id, true);
    try {
      return await readText(handle);
    } finally {
      await handle.close();
    }
  }

  withDocument<T>(
    { path, version }: FileRow,
    read: (document: LocalDocument) => Promise<T>,
  ): Promise<T> {
    return read({ root: this.#library.root, path, version });
  }
}
