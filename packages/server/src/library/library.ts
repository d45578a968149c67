import { unlinkSync } from 'node:fs';
import { contentOf } from '../disk/contentStream.ts';
import { type FileState, stateOf } from '../disk/fileState.ts';
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
import { isDenied, ProblemError } from '../problemError.ts';
import type { FileQuery } from '../storage/files/fileQuery.ts';
import type { FileRepository } from '../storage/files/fileRepository.ts';
import type { FileRow } from '../storage/files/fileRow.ts';
import type { TrashPosition, TrashRepository } from '../storage/files/trashRepository.ts';
import type { OpenBlob } from './blobs.ts';
import type { CachedNames } from './index/cachedNames.ts';
import type { FilePage } from './index/freshFolders.ts';
import { type Expectation, IndexedFiles, seenAs } from './index/indexedFiles.ts';
import type { Listings } from './index/listings.ts';
import type { Destination, Tree } from './tree.ts';
import { type Claim, claim } from './writing/claimName.ts';
import { FilePublisher, type Put } from './writing/filePublisher.ts';
import { KeyedMutex } from './writing/keyedMutex.ts';
import { type ReportUnsettled, Trash, type TrashPage } from './writing/trash.ts';

/** The folder of real files and what is known of them. Paths that come in and go out are virtual. */
export class Library extends IndexedFiles implements Tree {
  readonly #listings: Listings;
  readonly #trash: Trash;
  readonly #publisher: FilePublisher;
  readonly #names: CachedNames;
  /** One at a time gives or takes names in a folder: what it found free or there must stay so. */
  readonly #turns = new KeyedMutex();

  /**
   * @param root the folder's place on the disk, links followed
   * @param trash where deleted files are kept, on the disk
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

  assertFolder(path: string): void {
    assertFolder(this.root, path);
  }

  assertReadable(path: string): void {
    folderAt(this.root, path);
  }

  /** As {@link Listings.list} does. */
  async list(query: FileQuery): Promise<FilePage> {
    return this.#listings.list(query);
  }

  async openBlob(fileId: string): Promise<{ readonly row: FileRow; readonly blob: OpenBlob }> {
    const { handle, row } = await this.open(fileId);
    const blob: OpenBlob = {
      stream: (start, end, turn) => contentOf(handle, start, end, turn),
      close: () => handle.close(),
    };
    return { row, blob };
  }

  /** As {@link FilePublisher.put} does. */
  async put(...put: Parameters<FilePublisher['put']>): Promise<Put> {
    return this.#publisher.put(...put);
  }

  /**
   * Gives a file another path. Its id stays with it; nothing is overwritten.
   *
   * @throws ProblemError `file_not_found`, or as {@link put} does
   */
  async move(
    fileId: string,
    destination: Destination,
    onConflict: 'rename' | 'fail',
    expect?: Expectation,
  ): Promise<FileRow> {
    // One move of a file at a time: while it has no path that the index knows, it seems gone.
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

  /** @returns undefined where the file had another path already when it was its turn */
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
      // Moved by a job while this waited for its turn: other folders are concerned now.
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
    // Also a restore waits for the turn of the file: it is removed from the trash, or put back.
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
   * Puts a file back from the trash, under its id. One that is there already is left as it is: a
   * server that died may have put it back, and not have said so.
   *
   * @param path the whole path that it gets; by default its own
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

  /** Gives a file that has an id a path in the library, announced first. */
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
   * Brings trash and index to agree, after the server died while it moved files: a file that has
   * come to the trash is out of the index, one that has not is still in the library; and a file
   * that has come to its new path is there in the index as well. What cannot be settled now stays
   * announced.
   *
   * @param report told of each file that stays so, and why
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
   * Ends a move that was announced, where it was begun; tells whether it was.
   *
   * @param kept the file's place in the trash, if it was to come from there
   * @throws ProblemError `invalid_path` where a link keeps from view whether it was
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
      // One link only: the disk takes both names for one, and there is no old one to remove.
      if (here.nlink > 1n) unlinkSync(placeOfSpot(source));
    } else if (!isContentOf(row, state)) return false;
    await this.rows.arrive(row, { path, name: nameOf(path), state });
    return true;
  }
}

/** Why a file cannot be put back where it was, with what can be done about it. */
function withWayOut(error: unknown): unknown {
  const known = isDenied(error)
    ? new ProblemError('permission_denied', 'The server does not have permission to write there', {
        cause: error,
      })
    : error;
  if (!(known instanceof ProblemError) || !IN_THE_WAY.has(known.code)) return error;
  const detail = `${known.message}. To restore the file elsewhere, send a \`path\``;
  return new ProblemError(known.code, detail, { cause: error });
}

/** What keeps a file from its old path, and not from another one. */
const IN_THE_WAY: ReadonlySet<string> = new Set([
  ...['name_conflict', 'not_a_folder', 'invalid_path', 'file_exists', 'permission_denied'],
]);

/** The path that a file gets; a name takes the place of the path's own. @throws ProblemError `invalid_path` */
function destinationOf(path: string, { path: wanted, name }: Destination): string {
  if (wanted?.endsWith('/'))
    throw new ProblemError('invalid_path', 'The path must end with a file name, not with "/"');
  const whole = normalPath(wanted ?? path);
  if (name === undefined) return whole;
  checkName(name);
  return childOf(folderOf(whole), name);
}

/** Whether a file at another place, even on another disk, is the one that the index knows. */
const isContentOf = (row: FileRow, state: FileState): boolean =>
  row.identity === state.identity ||
  (row.size === state.size && row.modified_ms === state.modifiedMs);
