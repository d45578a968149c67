import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { FileRow } from '../db/fileRow.ts';
import type { FileRows } from '../db/files.ts';
import { errnoOf, Failure } from '../failure.ts';
import { LibraryFolder } from './libraryFolder.ts';
import type { Listings } from './listings.ts';
import { folderOf, nameOf, placeOf } from './path.ts';
import { handleQuietly } from './quietly.ts';
import { stateAt, stateIn, stateOf } from './stat.ts';
import { type FoundFile, folderAt } from './walk.ts';

/**
 * Says whether what is at a path is what a request is meant for; undefined: nothing is there.
 *
 * @throws Failure where it is not
 */
export type Expectation = (row: FileRow | undefined) => void;

/** The folder of real files and what the index knows of each, which follows the disk. */
export class IndexedFiles extends LibraryFolder {
  protected readonly rows: FileRows;
  readonly #listings: Listings;

  /** @param root the folder's place on the disk, links followed */
  constructor(root: string, rows: FileRows, listings: Listings) {
    super(root);
    this.rows = rows;
    this.#listings = listings;
  }

  /**
   * A file as it is on the disk now.
   *
   * @throws Failure `file_not_found`
   */
  async get(fileId: string): Promise<FileRow> {
    const row = await this.rows.find(fileId);
    if (!row) throw notFound(fileId);
    const state = stateAt(this.root, row.path);
    if (!state) {
      if (row.present) await this.rows.miss(row);
      throw notFound(fileId);
    }
    if (row.present) {
      return row.version === state.version ? row : this.rows.refresh(row, state);
    }
    // Missed once, but there after all: unless another file has taken the path meanwhile.
    if (row.identity !== state.identity || (await this.rows.at(row.path))) throw notFound(fileId);
    return this.rows.refresh(row, state);
  }

  /**
   * Opens a file for reading.
   *
   * @param quietly whether it is read for the server's own purposes, and not by somebody
   * @returns the open file, which the caller closes, and what it is
   * @throws Failure `file_not_found`
   */
  async open(
    fileId: string,
    quietly = false,
  ): Promise<{ readonly handle: FileHandle; readonly row: FileRow }> {
    const row = await this.get(fileId);
    let handle: FileHandle;
    try {
      // Not through a link, should one have taken the file's place this instant.
      const place = placeOf(this.root, row.path);
      handle = await (quietly
        ? handleQuietly(place)
        : open(place, constants.O_RDONLY | constants.O_NOFOLLOW));
    } catch (error) {
      if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ELOOP') throw notFound(fileId);
      throw error;
    }
    try {
      const state = stateOf(await handle.stat({ bigint: true }));
      return {
        handle,
        row: state.version === row.version ? row : await this.rows.refresh(row, state),
      };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** The file at a path, as it is on the disk now. */
  async at(path: string): Promise<FileRow | undefined> {
    if (!stateAt(this.root, path)) return undefined;
    const known = await this.rows.at(path);
    return known ? this.get(known.file_id) : this.index(path);
  }

  /** Puts what is at a path in the index, with what lies beside it. @throws Failure `file_not_found` */
  async index(path: string): Promise<FileRow> {
    const { path: folder, files } = folderAt(this.root, folderOf(path));
    const rows = await this.#listings.reconcile({ folder, recursive: false }, files);
    const row = rows.get(path);
    if (!row) throw new Failure('file_not_found', `"${path}" no longer exists`);
    return row;
  }

  /**
   * What is on the disk at a path.
   *
   * @param place of that path, where it is known
   * @throws Failure `file_not_found`
   */
  found(path: string, place?: string): FoundFile {
    const state = place === undefined ? stateAt(this.root, path) : stateIn(() => place);
    if (!state) throw new Failure('file_not_found', `"${path}" no longer exists`);
    return { path, name: nameOf(path), state };
  }
}

/** What is said of a file that is not there. */
export const notFound = (fileId: string): Failure =>
  new Failure('file_not_found', `No file has the id ${fileId}`);
