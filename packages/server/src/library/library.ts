import { constants, existsSync, lstatSync } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileRow, FileRows, ReadFile } from '../db/files.ts';
import type { Trashed, TrashPosition, TrashRows } from '../db/trash.ts';
import { errnoOf, Failure } from '../failure.ts';
import { Batches, type Waiting } from './batches.ts';
import { flushFolder } from './flush.ts';
import type { KeptNames } from './keptNames.ts';
import { LibraryFolder } from './libraryFolder.ts';
import type { Listings } from './listings.ts';
import { DestinationTaken, moveFile } from './move.ts';
import { makeFolder, type TakenNames } from './naming.ts';
import {
  checkLength,
  checkName,
  childOf,
  folderOf,
  foldName,
  nameOf,
  normalPath,
  placeOf,
} from './path.ts';
import { handleQuietly } from './quietly.ts';
import { type FileState, stateAt, stateOf } from './stat.ts';
import { Turns } from './turns.ts';
import { type FoundFile, folderAt } from './walk.ts';

/** What to do where a name is taken, as in the contract's `Upload`. */
export type OnConflict = 'rename' | 'fail' | 'replace';

/** A file that has wholly arrived on the disk but has no name in the library yet. */
export type Arrived = { readonly place: string; readonly sha256: string };

/**
 * Says whether what is at a path is what a request is meant for; undefined: nothing is there.
 *
 * @throws Failure where it is not
 */
export type Expectation = (row: FileRow | undefined) => void;

/** Where a file is to be: the whole path, another name, or both. */
export type Destination = {
  readonly path?: string | undefined;
  readonly name?: string | undefined;
};

/** A file that was put in the library, and whether it took the place of another. */
export type Put = { readonly row: FileRow; readonly replaced: boolean };

/** A file that is to be put in the library. */
type Putting = {
  readonly arrived: Arrived;
  readonly wanted: string;
  readonly onConflict: OnConflict;
  readonly expect: Expectation | undefined;
};

/** A file that has its name in the library, and is not in the index yet. */
type Named = {
  readonly put: Waiting<Putting, Put>;
  readonly file: ReadFile;
  readonly replaced: boolean;
};

/** A file on the disk that is to have a path in the library. */
type Claim = { readonly place: string; readonly path: string; readonly onConflict: OnConflict };

/** A page of the trash. */
export type TrashPage = { readonly items: readonly Trashed[]; readonly total: number };

/** The folder of real files and what is known of them. Paths that come in and go out are virtual. */
export class Library extends LibraryFolder {
  readonly #rows: FileRows;
  readonly #trashRows: TrashRows;
  readonly #trash: string;
  /** One at a time gives or takes names in a folder: what it found free or there must stay so. */
  readonly #turns = new Turns();

  readonly #puts = new Batches<Putting, Put>(this.#turns, (_, batch) => this.#putAll(batch));
  readonly #listings: Listings;
  readonly #names: KeptNames;

  /**
   * @param root the folder's place on the disk, links followed
   * @param trash where deleted files are kept, on the disk
   */
  constructor(
    root: string,
    trash: string,
    rows: { readonly files: FileRows; readonly trash: TrashRows },
    listings: Listings,
    names: KeptNames,
  ) {
    super(root);
    this.#trash = trash;
    this.#rows = rows.files;
    this.#trashRows = rows.trash;
    this.#listings = listings;
    this.#names = names;
  }

  /**
   * A file as it is on the disk now.
   *
   * @throws Failure `file_not_found`
   */
  async get(fileId: string): Promise<FileRow> {
    const row = await this.#rows.find(fileId);
    if (!row) throw notFound(fileId);
    const state = stateAt(this.root, row.path);
    if (!state) {
      if (row.present) await this.#rows.miss(row);
      throw notFound(fileId);
    }
    if (row.present) {
      return row.version === state.version ? row : this.#rows.refresh(row, state);
    }
    // Missed once, but there after all: unless another file has taken the path meanwhile.
    if (row.identity !== state.identity || (await this.#rows.at(row.path))) throw notFound(fileId);
    return this.#rows.refresh(row, state);
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
        row: state.version === row.version ? row : await this.#rows.refresh(row, state),
      };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /**
   * Gives an arrived file its name in the library. Never overwrites.
   *
   * @throws Failure `file_exists`, `name_conflict`, `not_a_folder` or `invalid_path`
   */
  async put(
    arrived: Arrived,
    folder: string,
    name: string,
    onConflict: OnConflict,
    expect?: Expectation,
  ): Promise<Put> {
    checkName(name);
    const into = normalPath(folder);
    const wanted = childOf(into, name);
    // Before any folder is made for a file that cannot be put there.
    checkLength(this.root, wanted);
    return this.#puts.add(foldName(into), { arrived, wanted, onConflict, expect });
  }

  /** Puts the files that wait for their turn in a folder there, and in the index all together. */
  async #putAll(batch: readonly Waiting<Putting, Put>[]): Promise<void> {
    let named: Named[] = [];
    /** Folders that have names which the disk may not have yet. */
    const unflushed = new Set<string>();
    const index = async () => {
      const done = named;
      named = [];
      if (done.length === 0) return;
      try {
        const flushed = [...unflushed].map((folder) => flushFolder(placeOf(this.root, folder)));
        unflushed.clear();
        const [rows] = await Promise.all([
          this.#rows.add(done.map(({ file }) => file)),
          ...flushed,
        ]);
        for (const [n, { put, replaced }] of done.entries()) {
          const row = rows[n];
          if (row) put.resolve({ row, replaced });
        }
      } catch (error) {
        for (const { put } of done) put.reject(error);
      }
    };
    let names: Promise<TakenNames> | undefined;
    let lastFolder: string | undefined;
    for (const put of batch) {
      const { arrived, wanted, onConflict, expect } = put.item;
      const folder = folderOf(wanted);
      try {
        if (expect) {
          await index();
          expect(await this.#at(wanted));
        }
        if (folder !== lastFolder || !names) {
          await makeFolder(this.root, folder, (made) => unflushed.add(folderOf(made)));
          names = this.#names.of(folder);
          lastFolder = folder;
        }
        unflushed.add(folder);
        const { path, replaced } = await this.#claim(
          { place: arrived.place, path: wanted, onConflict },
          await names,
          // What has to go for this one may be what came just before it.
          { index },
        );
        named.push({ put, file: { ...this.#found(path), sha256: arrived.sha256 }, replaced });
      } catch (error) {
        put.reject(error);
      }
    }
    await index();
  }

  /**
   * Gives a file another path. Its id stays with it; nothing is overwritten.
   *
   * @throws Failure `file_not_found`, or as {@link put} does
   */
  async move(
    fileId: string,
    destination: Destination,
    onConflict: 'rename' | 'fail',
    expect?: Expectation,
  ): Promise<FileRow> {
    // One move of a file at a time: while it has no path that the index knows, it seems gone.
    return this.#turns.take(fileId, async () => {
      for (;;) {
        const { path } = await this.get(fileId);
        const wanted = destinationOf(path, destination);
        checkLength(this.root, wanted);
        const [from, into] = [folderOf(path), folderOf(wanted)];
        const moved = await this.#turns.takeBoth(foldName(from), foldName(into), async () => {
          const row = await this.get(fileId);
          // Moved by a job while this waited for its turn: other folders are concerned now.
          if (row.path !== path) return undefined;
          expect?.(row);
          if (wanted === path) return row;
          await makeFolder(this.root, into);
          return this.#relocate(row, placeOf(this.root, path), wanted, onConflict);
        });
        if (moved) return moved;
      }
    });
  }

  /** Moves a file to the trash, or removes it for good, from the trash as well. */
  async delete(fileId: string, permanent: boolean, expect?: Expectation): Promise<void> {
    if (permanent && (await this.#empty(fileId, expect))) return;
    const { path } = await this.get(fileId);
    await this.#turns.take(foldName(folderOf(path)), () => this.#remove(fileId, permanent, expect));
  }

  /** The files in the trash, a page at a time. */
  async listTrash(after: TrashPosition | undefined, limit: number): Promise<TrashPage> {
    return this.#trashRows.page(after, limit);
  }

  /**
   * Puts a file back from the trash, under its id. One that is there already is left as it is: a
   * server that died may have put it back, and not have said so.
   *
   * @throws Failure `not_in_trash`, `file_exists`, `name_conflict` or `not_a_folder`
   */
  async restore(fileId: string, onConflict: 'rename' | 'fail'): Promise<FileRow> {
    return this.#turns.take(fileId, async () => {
      const row = await this.#trashRows.find(fileId);
      const kept = join(this.#trash, fileId);
      if (!row || !existsSync(kept)) {
        return this.get(fileId).catch((error: unknown) => {
          if (!(error instanceof Failure)) throw error;
          throw new Failure('not_in_trash', `No file in the trash has the id ${fileId}`);
        });
      }
      const into = folderOf(row.path);
      return this.#turns.take(foldName(into), async () => {
        await makeFolder(this.root, into);
        return this.#relocate(row, kept, row.path, onConflict);
      });
    });
  }

  /** Gives a file that has an id a path in the library, announced first. */
  async #relocate(
    row: FileRow,
    place: string,
    wanted: string,
    onConflict: 'rename' | 'fail',
  ): Promise<FileRow> {
    let path: string;
    try {
      const announce = (to: string) => this.#rows.announceMove(row.file_id, to);
      const names = await this.#names.of(folderOf(wanted));
      ({ path } = await this.#claim({ place, path: wanted, onConflict }, names, { announce }));
    } catch (error) {
      await this.#rows.withdrawMove(row.file_id);
      throw error;
    }
    return this.#rows.arrive(row, this.#found(path));
  }

  /** Removes a file from the trash; tells whether it was there. */
  async #empty(fileId: string, expect?: Expectation): Promise<boolean> {
    return this.#turns.take(fileId, async () => {
      const row = await this.#trashRows.find(fileId);
      if (!row) return false;
      expect?.(row);
      await rm(join(this.#trash, fileId), { force: true });
      await this.#trashRows.withdraw(fileId);
      return true;
    });
  }

  /**
   * Moves a file to a path in the library, or to a free one beside it. Never overwrites.
   *
   * @param file where it is on the disk, and the path that it is to have
   * @param names that are taken in the folder of that path
   * @param on `announce` is told each path before it is tried; `index` is called before another file
   *   is looked up in the index
   * @returns the path that it became, and whether another file had to go for it
   */
  async #claim(
    { place, path, onConflict }: Claim,
    names: TakenNames,
    on: {
      readonly announce?: (path: string) => Promise<void>;
      readonly index?: () => Promise<void>;
    },
  ): Promise<{ readonly path: string; readonly replaced: boolean }> {
    let wanted = path;
    let replaced = false;
    const into = folderOf(path);
    const found = names.twinOf(wanted);
    // A file is no twin of itself: "a.txt" may become "A.txt".
    const isItself = found && placeOf(this.root, childOf(into, found)) === place;
    const twin = isItself ? undefined : found;
    if (twin && onConflict !== 'rename') {
      throw new Failure(
        'name_conflict',
        `"${twin}" is there, which many systems cannot tell from "${nameOf(wanted)}"; send that name`,
      );
    }
    if (twin) wanted = names.freePath(wanted);
    for (let taken = true; taken; ) {
      const destination = join(placeOf(this.root, into), nameOf(wanted));
      await on.announce?.(wanted);
      try {
        await moveFile(place, destination);
        names.add(wanted);
        taken = false;
      } catch (error) {
        if (!(error instanceof DestinationTaken)) throw error;
        if (isItself && !names.has(wanted)) {
          // The disk takes both names for one, and does not make a second of it.
          await rename(place, destination);
          break;
        }
        if (onConflict === 'fail') throw new Failure('file_exists', `"${wanted}" is there already`);
        names.forget(into);
        if (onConflict === 'rename') wanted = names.freePath(wanted);
        else {
          await on.index?.();
          await this.#makeWay(wanted);
          replaced = true;
        }
      }
    }
    return { path: wanted, replaced };
  }

  /**
   * Brings trash and index to agree, after the server died while it moved files: a file that has
   * come to the trash is out of the index, one that has not is still in the library; and a file
   * that has come to its new path is there in the index as well.
   */
  async recover(): Promise<void> {
    for (const row of await this.#trashRows.announced()) {
      const kept = join(this.#trash, row.file_id);
      if (!existsSync(kept)) {
        await this.#trashRows.withdraw(row.file_id);
        continue;
      }
      const place = placeOf(this.root, row.path);
      if (stateAt(this.root, row.path) && isSameFile(place, kept)) await unlink(place);
      await this.#rows.remove(row.file_id);
    }
    for (const { file_id, to_path } of await this.#rows.announcedMoves()) {
      const trashed = await this.#trashRows.find(file_id);
      const row = trashed ?? (await this.#rows.find(file_id));
      const source = trashed ? join(this.#trash, file_id) : row && placeOf(this.root, row.path);
      const moved = row && source ? await this.#finishMove(row, source, to_path) : false;
      if (!moved) await this.#rows.withdrawMove(file_id);
    }
  }

  /** Ends a move that was announced, where it was begun; tells whether it was. */
  async #finishMove(row: FileRow, source: string, path: string): Promise<boolean> {
    const state = stateAt(this.root, path);
    if (!state) return false;
    if (existsSync(source)) {
      if (!isSameFile(source, placeOf(this.root, path))) return false;
      // One link only: the disk takes both names for one, and there is no old one to remove.
      if (lstatSync(source).nlink > 1) await unlink(source);
    } else if (!isContentOf(row, state)) return false;
    await this.#rows.arrive(row, { path, name: nameOf(path), state });
    return true;
  }

  async #remove(fileId: string, permanent: boolean, expect?: Expectation): Promise<void> {
    const row = await this.get(fileId);
    expect?.(row);
    const place = placeOf(this.root, row.path);
    try {
      if (permanent) {
        await unlink(place);
      } else {
        // Announced first, so that no file is ever in the trash without a word of where it was.
        await this.#trashRows.announce(row, Date.now());
        await this.#toTrash(row, place);
      }
    } catch (error) {
      if (!permanent) await this.#trashRows.withdraw(fileId);
      if (errnoOf(error) === 'ENOENT') throw notFound(fileId);
      throw error;
    }
    await this.#rows.remove(fileId);
  }

  /** Moves the file that has a name to the trash, so that the name is free. */
  async #makeWay(path: string): Promise<void> {
    if (!stateAt(this.root, path)) throw new Failure('file_exists', `"${path}" is not a file`);
    const row = (await this.#rows.at(path)) ?? (await this.#index(path));
    await this.#remove(row.file_id, false);
  }

  /** The file at a path, as it is on the disk now. */
  async #at(path: string): Promise<FileRow | undefined> {
    if (!stateAt(this.root, path)) return undefined;
    const known = await this.#rows.at(path);
    return known ? this.get(known.file_id) : this.#index(path);
  }

  async #index(path: string): Promise<FileRow> {
    const { path: folder, files } = folderAt(this.root, folderOf(path));
    const rows = await this.#listings.reconcile({ folder, recursive: false }, files);
    const row = rows.get(path);
    if (!row) throw new Failure('file_not_found', `"${path}" is gone`);
    return row;
  }

  async #toTrash(row: FileRow, place: string): Promise<void> {
    await mkdir(this.#trash, { recursive: true });
    const kept = join(this.#trash, row.file_id);
    try {
      await moveFile(place, kept);
    } catch (error) {
      // Where an earlier attempt was cut off half way, the file has both names.
      if (!(error instanceof DestinationTaken) || !isSameFile(place, kept)) throw error;
      await unlink(place);
    }
  }

  #found(path: string): FoundFile {
    const state = stateAt(this.root, path);
    if (!state) throw new Failure('file_not_found', `"${path}" is gone`);
    return { path, name: nameOf(path), state };
  }
}

/** The path that a file gets; a name takes the place of the path's own. @throws Failure `invalid_path` */
function destinationOf(path: string, { path: wanted, name }: Destination): string {
  if (wanted?.endsWith('/')) throw new Failure('invalid_path', "A file's path ends with its name");
  const whole = normalPath(wanted ?? path);
  if (name === undefined) return whole;
  checkName(name);
  return childOf(folderOf(whole), name);
}

/** Whether a file at another place, even on another disk, is the one that the index knows. */
const isContentOf = (row: FileRow, state: FileState): boolean =>
  row.identity === state.identity ||
  (row.size === state.size && row.modified_ms === state.modifiedMs);

function isSameFile(place: string, other: string): boolean {
  const [one, two] = [lstatSync(place, { bigint: true }), lstatSync(other, { bigint: true })];
  return one.dev === two.dev && one.ino === two.ino;
}

const notFound = (fileId: string): Failure =>
  new Failure('file_not_found', `No file has the id ${fileId}`);
