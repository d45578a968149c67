/**
 * Reads single files, and brings their index rows in line with the disk.
 *
 * @module
 */
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { stateAt, stateOf } from '../../disk/fileState.ts';
import { type HeldFolder, holdFolder, isNotThere } from '../../disk/heldFolder.ts';
import { LibraryFolder } from '../../disk/libraryFolder.ts';
import { openBeneath } from '../../disk/openFile.ts';
import { isFile, isTooLarge, type Spot, type SpotStat } from '../../disk/spot.ts';
import { lstatIfThere } from '../../disk/systemCalls.ts';
import { folderAt } from '../../disk/walk.ts';
import { folderOf } from '../../files/path.ts';
import { errnoOf, ProblemError } from '../../problemError.ts';
import type { FileRepository } from '../../storage/files/fileRepository.ts';
import type { FileRow } from '../../storage/files/fileRow.ts';
import type { Listings } from './listings.ts';

/**
 * Checks that what is at a path is what the request expects; undefined if nothing is there.
 *
 * @throws ProblemError if it is not
 */
export type Expectation = (row: FileRow | undefined) => void;

/** A file opened for reading, which the caller closes. */
export type OpenFile = { readonly handle: FileHandle; readonly row: FileRow };

/** How long to wait for a file that a job is moving, and how often to check, in milliseconds. */
const MOVE_TIME = 5_000;
const LOOK_EVERY = 20;

/** The library's files and their index, which follows the disk. */
export class IndexedFiles extends LibraryFolder {
  protected readonly rows: FileRepository;
  readonly #listings: Listings;

  /** @param root disk path of the folder, with symbolic links resolved */
  constructor(root: string, rows: FileRepository, listings: Listings) {
    super(root);
    this.rows = rows;
    this.#listings = listings;
  }

  /**
   * A file as it is on the disk now.
   *
   * @throws ProblemError `file_not_found`
   */
  async get(fileId: string): Promise<FileRow> {
    return this.whereverItIs(fileId, () => this.look(fileId));
  }

  /**
   * Runs `act` on a file, and again if the file was moved meanwhile. While a job is moving a file, the
   * index briefly has no valid path for it; this waits for the new one.
   *
   * @throws ProblemError `file_not_found`
   */
  protected async whereverItIs<T>(fileId: string, act: () => Promise<T>): Promise<T> {
    for (;;) {
      const before = await this.rows.find(fileId);
      try {
        return await act();
      } catch (error) {
        if (!isGone(error)) throw error;
        if (before && (await this.#hasMoved(before))) continue;
        throw errnoOf(error) === 'ENOENT' ? notFound(fileId) : error;
      }
    }
  }

  /** Whether the file's path in the index has changed, or a job that is moving it changes it in time. */
  async #hasMoved(before: FileRow): Promise<boolean> {
    for (const end = performance.now() + MOVE_TIME; ; await sleep(LOOK_EVERY)) {
      // Queried first: the job may write the new path between the two queries.
      const isBeingMoved = await this.rows.isBeingMoved(before);
      const now = await this.rows.find(before.file_id);
      if (now?.path !== before.path) return now !== undefined;
      if (!isBeingMoved || performance.now() > end) return false;
    }
  }

  /** {@link get}, without waiting for a job that may be moving the file. */
  protected async look(fileId: string): Promise<FileRow> {
    const row = await this.rows.find(fileId);
    if (!row) throw notFound(fileId);
    const state = stateAt(this.root, row.path);
    if (!state) {
      // A file that a job is moving keeps its old path until the job writes the new one.
      if (row.present && !(await this.rows.isBeingMoved(row))) await this.rows.miss(row);
      throw notFound(fileId);
    }
    if (row.present) {
      return row.version === state.version ? row : this.rows.refresh(row, state);
    }
    // Marked as missing, but present after all, unless another file has taken the path meanwhile.
    if (row.identity !== state.identity || (await this.rows.at(row.path))) throw notFound(fileId);
    return this.rows.refresh(row, state);
  }

  /**
   * Opens a file for reading.
   *
   * @param quietly whether the server reads it for its own purposes, not for a user
   * @returns the open file, which the caller closes, and its row
   * @throws ProblemError `file_not_found`
   */
  async open(fileId: string, quietly = false): Promise<OpenFile> {
    return this.whereverItIs(fileId, () => this.#open(fileId, quietly));
  }

  async #open(fileId: string, quietly: boolean): Promise<OpenFile> {
    const row = await this.look(fileId);
    let handle: FileHandle;
    try {
      handle = await openBeneath(this.root, row.path, quietly);
    } catch (error) {
      // The file, or a folder above it, has just been replaced by something else.
      if (error instanceof ProblemError || NO_FILE.has(errnoOf(error) ?? ''))
        throw notFound(fileId);
      throw error;
    }
    try {
      const stat = await handle.stat({ bigint: true });
      if (isTooLarge(stat)) throw notFound(fileId);
      const state = stateOf(stat);
      return {
        handle,
        row: state.version === row.version ? row : await this.rows.refresh(row, state),
      };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Holds the folder of a file. @throws ProblemError `file_not_found` */
  folderOf({ file_id: fileId, path }: FileRow): HeldFolder {
    try {
      return holdFolder(this.root, folderOf(path));
    } catch (error) {
      throw isNotThere(error) ? notFound(fileId) : error;
    }
  }

  /** The file at a path, as it is on the disk now. */
  async at(path: string): Promise<FileRow | undefined> {
    if (!stateAt(this.root, path)) return undefined;
    const known = await this.rows.at(path);
    return known ? this.get(known.file_id) : this.index(path);
  }

  /**
   * Adds what is at a path to the index, with the other files of its folder.
   *
   * @throws ProblemError `file_not_found`
   */
  async index(path: string): Promise<FileRow> {
    const { path: folder, files } = folderAt(this.root, folderOf(path));
    const rows = await this.#listings.reconcile({ folder, recursive: false }, files);
    const row = rows.get(path);
    if (!row) throw new ProblemError('file_not_found', `"${path}" no longer exists`);
    return row;
  }
}

/**
 * Stats a file right before an operation on it.
 *
 * @param spot of the file, whose folder is held
 * @throws ProblemError `file_not_found`: no file has that name any more
 * @throws NodeJS.ErrnoException EBUSY: it is not the file that the index knows
 */
export function seenAs({ file_id: fileId, identity }: FileRow, spot: Spot): SpotStat {
  const stat = lstatIfThere(spot);
  if (!stat || !isFile(stat) || isTooLarge(stat)) throw notFound(fileId);
  if (stateOf(stat).identity === identity) return stat;
  const message = `Another file has taken the name of ${fileId} meanwhile`;
  throw Object.assign(new Error(message), { code: 'EBUSY' });
}

/** Error codes of the system if there is no file at a path, or something else is there. */
const NO_FILE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EFTYPE']);

/** Whether the file is no longer where it was, or another file is there. */
const isGone = (error: unknown): boolean =>
  error instanceof ProblemError
    ? error.code === 'file_not_found'
    : ['ENOENT', 'EBUSY'].includes(errnoOf(error) ?? '');

/** The problem for a file that does not exist. */
export const notFound = (fileId: string): ProblemError =>
  new ProblemError('file_not_found', `No file has the ID ${fileId}`);
