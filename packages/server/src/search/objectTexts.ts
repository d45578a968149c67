import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { lstat, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stateOf } from '../disk/fileState.ts';
import type { OpenBlob } from '../library/blobs.ts';
import type { Tree } from '../library/tree.ts';
import { ProblemError } from '../problemError.ts';
import type { FileRow } from '../storage/files/fileRow.ts';
import type { PendingText } from '../storage/search/searchIndex.ts';
import { UnreadableDocument } from './documents.ts';
import { MOST_BYTES, textIn } from './text.ts';
import type { LocalDocument, TextSource } from './textSource.ts';

/** The largest document that is copied, in bytes. */
const LARGEST = 32 * 1024 * 1024;

/** The contents of files that are not on the local disk: documents are copied there while they are read. */
export class ObjectTexts implements TextSource {
  readonly #tree: Tree;
  readonly #folder: string;

  /** @param folder disk path for the copies */
  constructor(tree: Tree, folder: string) {
    this.#tree = tree;
    this.#folder = folder;
  }

  /** Empties the folder, which a server that crashed may have left with a copy. */
  async prepare(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
  }

  assertAvailable(): void {
    this.#tree.assertAvailable();
  }

  get(fileId: string): Promise<FileRow> {
    return this.#tree.get(fileId);
  }

  async text({ file_id }: PendingText): Promise<string | undefined> {
    const { row, blob } = await this.#tree.openBlob(file_id);
    const chunks: Buffer[] = [];
    const start = await this.#streamOf(file_id, blob, Math.min(row.size, MOST_BYTES));
    for await (const chunk of start) chunks.push(chunk as Buffer);
    return textIn(Buffer.concat(chunks));
  }

  async withDocument<T>(
    { file_id }: FileRow,
    read: (document: LocalDocument) => Promise<T>,
  ): Promise<T> {
    const { row, blob } = await this.#tree.openBlob(file_id);
    if (row.size > LARGEST) throw new UnreadableDocument('The document is too large');
    const name = randomUUID();
    const place = join(this.#folder, name);
    try {
      const bytes = await this.#streamOf(file_id, blob, row.size);
      await pipeline(bytes, createWriteStream(place, { flags: 'wx' }));
      const { version } = stateOf(await lstat(place, { bigint: true }));
      return await read({ root: this.#folder, path: `/${name}`, version });
    } finally {
      await rm(place, { force: true });
    }
  }

  /**
   * The first bytes of a file.
   *
   * @throws UnreadableDocument if they are lost: otherwise it would be tried again and again
   */
  async #streamOf(fileId: string, blob: OpenBlob, end: number): Promise<Readable> {
    try {
      return await blob.stream(0, end);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'file_not_found') throw error;
      await this.#tree.get(fileId);
      throw new UnreadableDocument('The bytes of the file are lost');
    }
  }
}
