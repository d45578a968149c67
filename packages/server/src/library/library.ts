/**
 * The tree on a local disk: lists and reads, publishes, moves, deletes and restores files.
 *
 * @module
 */
import { unlinkSync } from 'node:fs';
import { contentOf } from '../disk/contentStream.ts';
import { createFolder, deleteEmptyFolder } from '../disk/emptyFolder.ts';
import { type FileState, stateOf } from '../disk/fileState.ts';
import { flushFolder } from '../disk/flushFolders.ts';
import { type HeldFolder, holdIfThere } from '../disk/heldFolder.ts';
import { isFile, isSame, placeOfSpot, type SpotStat, spotAt } from '../disk/spot.ts';
import { lstatIfThere, lstatSpot } from '../disk/systemCalls.ts';
import { makeFolder } from '../disk/takenNames.ts';
import { assertFolder, folderAt } from '../disk/walk.ts';
import {
  checkLength,
  checkName,
  childOf,
  folderOf,
  foldName,
  nameOf,
  normalPath,
  placeOf,
} from '../files/path.ts';
import { ProblemError } from '../problemError.ts';
import type { FileQuery } from '../storage/files/fileQuery.ts';
import type { FileRepository } from '../storage/files/fileRepository.ts';
import type { FileRow } from '../storage/files/fileRow.ts';
import type { TrashPosition, TrashRepository } from '../storage/files/trashRepository.ts';
import type { OpenBlob } from './blobs.ts';
import { destinationOf, folderPath, withWayOut } from './destination.ts';
import type { CachedNames } from './index/cachedNames.ts';
import type { FilePage } from './index/freshFolders.ts';
import { type Expectation, IndexedFiles, seenAs } from './index/indexedFiles.ts';
import type { Listings } from './index/listings.ts';
import type { CreatedFolder, Destination, Tree } from './tree.ts';
import {
  type Claim,
  claim,
  fileExists,
  nameConflict,
  type OnConflict,
} from './writing/claimName.ts';
import { FilePublisher, type Put } from './writing/filePublisher.ts';
import { KeyedMutex } from './writing/keyedMutex.ts';
import { type ReportUnsettled, Trash, type TrashPage } from './writing/trash.ts';

/** All operations on the library's files. Paths are virtual, in parameters and results. */
export class Library extends IndexedFiles implements Tree {
  readonly #listings: Listings;
  readonly #trash: Trash;
  readonly #publisher: FilePublisher;
  readonly #names: CachedNames;
  /** Serializes changes of names in a folder: a name found free or taken must stay so until it is used. */
  readonly #turns = new KeyedMutex();

  /**
   * @param root disk path of the folder, with symbolic links resolved
   * @param trash disk path of the folder for deleted files
   */
  constructor(
    root: string,
    trash: string,
    rows: { readonly files: FileRepository; readonly trash: TrashRepository },
    listings: Listings,
    names: CachedNames,
  ) {
    super(root, rows.files, listings);
    this.#listings = listings;
    this.#names = names;
    this.#trash = new Trash(this, rows.files, rows.trash, trash);
    this.#publisher = new FilePublisher(this, rows.files, this.#trash, names, this.#turns);
  }

  async assertFolder(path: string): Promise<void> {
    assertFolder(this.root, path);
  }

  async assertReadable(path: string): Promise<void> {
    folderAt(this.root, path);
  }

  async createFolder(path: string): Promise<CreatedFolder> {
    const wanted = folderPath(path);
    checkLength(this.root, wanted);
    return this.#turns.take(foldName(folderOf(wanted)), async () => {
      const createdParents = createFolder(this.root, wanted);
      const above = [...createdParents, wanted].map(folderOf);
      await Promise.all(above.map((each) => flushFolder(this.root, each)));
      return { path: wanted, createdParents };
    });
  }

  async deleteFolder(path: string): Promise<string> {
    const wanted = folderPath(path);
    // Also waits for files that are being put into the folder.
    return this.#turns.takeBoth(foldName(folderOf(wanted)), foldName(wanted), async () => {
      deleteEmptyFolder(this.root, wanted);
      await flushFolder(this.root, folderOf(wanted));
      return wanted;
    });
  }

  /** See {@link Listings.list}. */
  async list(query: FileQuery): Promise<FilePage> {
    return this.#listings.list(query);
  }

  async openBlob(fileId: string): Promise<{ readonly row: FileRow; readonly blob: OpenBlob }> {
    const { handle, row } = await this.open(fileId);
    const blob: OpenBlob = {
      stream: async (start, end, turn) => contentOf(handle, start, end, turn),
      close: () => handle.close(),
    };
    return { row, blob };
  }

  async assertFree(folder: string, name: string, onConflict: OnConflict): Promise<void> {
    checkName(name);
    const into = normalPath(folder);
    const wanted = childOf(into, name);
    checkLength(this.root, wanted);
    const names = await this.#names.of(into);
    // Also reads the folder, so that a file in its place is noticed.
    const conflict = names.caseConflictOf(wanted);
    if (onConflict === 'rename') return;
    if (conflict) throw nameConflict(conflict, name);
    if (onConflict === 'fail' && names.has(wanted)) throw fileExists(wanted);
  }

  async published(path: string, identity: string): Promise<FileRow | undefined> {
    const row = await this.at(path);
    return row?.identity === identity ? row : this.rows.withIdentity(identity);
  }

  /** See {@link FilePublisher.put}. */
  async put(...put: Parameters<FilePublisher['put']>): Promise<Put> {
    return this.#publisher.put(...put);
  }

  /**
   * Moves a file to another path. It keeps its id; nothing is overwritten.
   *
   * @throws ProblemError `file_not_found`, or as {@link put}
   */
  async move(
    fileId: string,
    destination: Destination,
    onConflict: 'rename' | 'fail',
    expect?: Expectation,
  ): Promise<FileRow> {
    // One move of a file at a time: during a move the index has no valid path for it, so it seems gone.
    return this.#turns.take(fileId, () =>
      this.whereverItIs(fileId, async () => {
        for (;;) {
          const { path } = await this.look(fileId);
          const moved = await this.#moveFrom(fileId, path, destination, onConflict, expect);
          if (moved) return moved;
        }
      }),
    );
  }

  /** @returns undefined if the path had already changed when the folders were locked */
  async #moveFrom(
    fileId: string,
    path: string,
    destination: Destination,
    onConflict: 'rename' | 'fail',
    expect: Expectation | undefined,
  ): Promise<FileRow | undefined> {
    const wanted = destinationOf(path, destination);
    checkLength(this.root, wanted);
    const [from, into] = [folderOf(path), folderOf(wanted)];
    return this.#turns.takeBoth(foldName(from), foldName(into), async () => {
      const row = await this.look(fileId);
      // A job moved it while this waited for the mutex, so other folders have to be locked.
      if (row.path !== path) return undefined;
      expect?.(row);
      if (wanted === path) return row;
      using target = makeFolder(this.root, into);
      using source = this.folderOf(row);
      const spot = source.spotOf(nameOf(path));
      const seen = seenAs(row, spot);
      return await this.#relocate(row, { spot, seen, from: path }, target, wanted, onConflict);
    });
  }

  /** Moves a file to the trash, or removes it for good, from the trash as well. */
  async delete(fileId: string, permanent: boolean, expect?: Expectation): Promise<void> {
    // A restore uses the same key, so the file is either removed from the trash or restored.
    const empty = () => this.#turns.take(fileId, () => this.#trash.empty(fileId, expect));
    if (permanent && (await empty())) return;
    await this.whereverItIs(fileId, async () => {
      const { path } = await this.look(fileId);
      await this.#turns.take(foldName(folderOf(path)), () =>
        this.#trash.remove(fileId, permanent, expect),
      );
    });
  }

  /** The files in the trash, a page at a time. */
  async listTrash(after: TrashPosition | undefined, limit: number): Promise<TrashPage> {
    return this.#trash.page(after, limit);
  }

  /**
   * Restores a file from the trash under its id. A file that already exists is left as it is: a server that
   * crashed may have restored it without recording that.
   *
   * @param path the whole path that it gets; by default its original path
   * @throws ProblemError `not_in_trash`, `file_exists`, `name_conflict`, `not_a_folder` or `invalid_path`
   */
  async restore(fileId: string, onConflict: 'rename' | 'fail', path?: string): Promise<FileRow> {
    return this.#turns.take(fileId, async () => {
      const kept = await this.#trash.find(fileId);
      if (!kept?.isThere) {
        return this.get(fileId).catch((error: unknown) => {
          if (!(error instanceof ProblemError)) throw error;
          throw new ProblemError('not_in_trash', `No file in the trash has the ID ${fileId}`);
        });
      }
      const { row, place } = kept;
      const wanted = path === undefined ? row.path : destinationOf(row.path, { path });
      const into = folderOf(wanted);
      try {
        checkLength(this.root, wanted);
        return await this.#turns.take(foldName(into), async () => {
          using target = makeFolder(this.root, into);
          const spot = spotAt(place);
          const seen = lstatSpot(spot);
          return await this.#relocate(row, { spot, seen }, target, wanted, onConflict);
        });
      } catch (error) {
        throw path === undefined ? withWayOut(error) : error;
      }
    });
  }

  /** Gives a file that has an id a path in the library; the move is announced in the index first. */
  async #relocate(
    row: FileRow,
    source: Pick<Claim, 'spot' | 'seen' | 'from'>,
    into: HeldFolder,
    wanted: string,
    onConflict: 'rename' | 'fail',
  ): Promise<FileRow> {
    let path: string;
    let stat: SpotStat;
    try {
      const announce = (to: string) => this.rows.announceMove(row.file_id, to);
      const names = await this.#names.of(folderOf(wanted));
      const makeWay = (taken: string) => this.#trash.makeWay(taken);
      const claimed = { ...source, path: wanted, onConflict };
      ({ path, stat } = await claim(into, claimed, names, { announce, makeWay }));
    } catch (error) {
      await this.rows.withdrawMove(row.file_id);
      throw error;
    }
    return this.rows.arrive(row, { path, name: nameOf(path), state: stateOf(stat) });
  }

  /**
   * Reconciles trash, index and disk after the server crashed while moving files. A file that reached the
   * trash leaves the index, one that did not is still in the library, and a file that reached its new path
   * gets that path in the index. What cannot be resolved now stays announced.
   *
   * @param report called for each file that stays announced, with the reason
   */
  async recover(report: ReportUnsettled): Promise<void> {
    await this.#trash.recover(report);
    for (const { file_id, to_path } of await this.rows.announcedMoves()) {
      try {
        const trashed = await this.#trash.find(file_id);
        const row = trashed?.row ?? (await this.rows.find(file_id));
        const moved = row ? await this.#finishMove(row, trashed?.place, to_path) : false;
        if (!moved) await this.rows.withdrawMove(file_id);
      } catch (error) {
        report({ file_id, path: to_path }, error);
      }
    }
  }

  /**
   * Completes an announced move if it was begun. Returns whether it was.
   *
   * @param kept the file's disk path in the trash, if it was to be restored
   * @throws ProblemError `invalid_path` if a symbolic link prevents finding out
   */
  async #finishMove(row: FileRow, kept: string | undefined, path: string): Promise<boolean> {
    using into = holdIfThere(this.root, folderOf(path));
    const there = into && lstatIfThere(into.spotOf(nameOf(path)));
    using from = kept === undefined ? holdIfThere(this.root, folderOf(row.path)) : undefined;
    const source = kept === undefined ? from?.spotOf(nameOf(row.path)) : spotAt(kept);
    const here = source && lstatIfThere(source);
    if (!there || !isFile(there)) {
      if (!here) placeOf(this.root, path);
      return false;
    }
    const state = stateOf(there);
    if (here) {
      if (!isSame(here, there)) return false;
      // A single link: the file system treats both names as one, so there is no old name to remove.
      if (here.nlink > 1n) unlinkSync(placeOfSpot(source));
    } else if (!isContentOf(row, state)) return false;
    await this.rows.arrive(row, { path, name: nameOf(path), state });
    return true;
  }
}

/** Whether a file in another location, even on another file system, is the one in the index. */
const isContentOf = (row: FileRow, state: FileState): boolean =>
  row.identity === state.identity ||
  (row.size === state.size && row.modified_ms === state.modifiedMs);
