import type { FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { stateAt, stateOf } from '../../disk/fileState.ts';
import { type HeldFolder, holdFolder, isNotThere } from '../../disk/heldFolder.ts';
import { LibraryFolder } from '../../disk/libraryFolder.ts';
import { openBeneath } from '../../disk/openFile.ts';
import { isFile, type Spot, type SpotStat } from '../../disk/spot.ts';
import { lstatIfThere } from '../../disk/systemCalls.ts';
import { folderAt } from '../../disk/walk.ts';
import { folderOf } from '../../files/path.ts';
import { errnoOf, ProblemError } from '../../problemError.ts';
import type { FileRepository } from '../../storage/files/fileRepository.ts';
import type { FileRow } from '../../storage/files/fileRow.ts';
import type { Listings } from './listings.ts';

/**
 * Says whether what is at a path is what a request is meant for; undefined: nothing is there.
 *
 * @throws ProblemError where it is not
 */
export type Expectation = (row: FileRow | undefined) => void;

/** A file that was opened for reading, which whoever asked for it closes. */
export type OpenFile = { readonly handle: FileHandle; readonly row: FileRow };

/** How long a file that a job is moving is waited for, and how often it is looked for; in milliseconds. */
const MOVE_TIME = 5_000;
const LOOK_EVERY = 20;

/** The folder of real files and what the index knows of each, which follows the disk. */
export class IndexedFiles extends LibraryFolder {
  protected readonly rows: FileRepository;
  readonly #listings: Listings;

  /** @param root the folder's place on the disk, links followed */
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
   * Does something with a file, and does it again where the file was moved meanwhile. A file that a job
   * is moving has no path that the index knows for a moment, which is waited for.
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

  /** Whether the index has another path for a file than it had, or gets one from a job that is moving it. */
  async #hasMoved(before: FileRow): Promise<boolean> {
    for (const end = performance.now() + MOVE_TIME; ; await sleep(LOOK_EVERY)) {
      // Asked first: the job may write where the file is between the two.
      const isBeingMoved = await this.rows.isBeingMoved(before);
      const now = await this.rows.find(before.file_id);
      if (now?.path !== before.path) return now !== undefined;
      if (!isBeingMoved || performance.now() > end) return false;
    }
  }

  /** {@link get}, without regard to those who may be moving it. */
  protected async look(fileId: string): Promise<FileRow> {
    const row = await this.rows.find(fileId);
    if (!row) throw notFound(fileId);
    const state = stateAt(this.root, row.path);
    if (!state) {
      // What a job is moving stays known by its old path until the job says where it is.
      if (row.present && !(await this.rows.isBeingMoved(row))) await this.rows.miss(row);
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
      // Something else has taken the file's place, or that of a folder above it, this instant.
      if (error instanceof ProblemError || NO_FILE.has(errnoOf(error) ?? ''))
        throw notFound(fileId);
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

  /** Holds the folder of a file, for something to be done with it. @throws ProblemError `file_not_found` */
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

  /** Puts what is at a path in the index, with what lies beside it. @throws ProblemError `file_not_found` */
  async index(path: string): Promise<FileRow> {
    const { path: folder, files } = folderAt(this.root, folderOf(path));
    const rows = await this.#listings.reconcile({ folder, recursive: false }, files);
    const row = rows.get(path);
    if (!row) throw new ProblemError('file_not_found', `"${path}" no longer exists`);
    return row;
  }
}

/**
 * What the disk says of a file right before something is done with it.
 *
 * @param spot of the file, whose folder is held
 * @throws ProblemError `file_not_found`: no file has that name any more
 * @throws NodeJS.ErrnoException EBUSY: it is another file than the one that the index knows
 */
export function seenAs({ file_id: fileId, identity }: FileRow, spot: Spot): SpotStat {
  const stat = lstatIfThere(spot);
  if (!stat || !isFile(stat)) throw notFound(fileId);
  if (stateOf(stat).identity === identity) return stat;
  const message = `Another file has taken the name of ${fileId} meanwhile`;
  throw Object.assign(new Error(message), { code: 'EBUSY' });
}

/** What the system says where there is no file at a path, or something else is. */
const NO_FILE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EFTYPE']);

/** Whether a file could not be found where it was, or another one is there. */
const isGone = (error: unknown): boolean =>
  error instanceof ProblemError
    ? error.code === 'file_not_found'
    : ['ENOENT', 'EBUSY'].includes(errnoOf(error) ?? '');

/** What is said of a file that is not there. */
export const notFound = (fileId: string): ProblemError =>
  new ProblemError('file_not_found', `No file has the ID ${fileId}`);
