/**
 * Deletes files to the trash in steps that can be recovered after a crash.
 *
 * @module
 */
import { existsSync, unlinkSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stateAt } from '../../disk/fileState.ts';
import { holdIfThere } from '../../disk/heldFolder.ts';
import { DestinationTaken, moveFile } from '../../disk/move.ts';
import { isSame, placeOfSpot, type Spot, spotAt } from '../../disk/spot.ts';
import { lstatIfThere } from '../../disk/systemCalls.ts';
import { folderOf, nameOf, PARTIAL_PREFIX } from '../../files/path.ts';
import { errnoOf, ProblemError } from '../../problemError.ts';
import type { FileRepository } from '../../storage/files/fileRepository.ts';
import type { FileRow } from '../../storage/files/fileRow.ts';
import type {
  Trashed,
  TrashPosition,
  TrashRepository,
} from '../../storage/files/trashRepository.ts';
import { type Expectation, type IndexedFiles, notFound, seenAs } from '../index/indexedFiles.ts';

/** A page of the trash. */
export type TrashPage = { readonly items: readonly Trashed[]; readonly total: number };

/** A file in the trash, with its disk path and whether it exists there. */
export type Kept = { readonly row: FileRow; readonly place: string; readonly isThere: boolean };

/** Called for a file whose announced move cannot be resolved now, with the reason. */
export type ReportUnsettled = (
  file: { readonly file_id?: string; readonly path: string },
  error: unknown,
) => void;

/** Stores deleted files with their original paths, until they are restored or removed for good. */
export class Trash {
  readonly #files: IndexedFiles;
  readonly #rows: FileRepository;
  readonly #trashRows: TrashRepository;
  readonly #place: string;

  /** @param place disk path of the folder for deleted files */
  constructor(
    files: IndexedFiles,
    rows: FileRepository,
    trashRows: TrashRepository,
    place: string,
  ) {
    this.#files = files;
    this.#rows = rows;
    this.#trashRows = trashRows;
    this.#place = place;
  }

  /** The files in the trash, a page at a time. */
  async page(after: TrashPosition | undefined, limit: number): Promise<TrashPage> {
    return this.#trashRows.page(after, limit);
  }

  /** A file's entry in the trash and its disk path there; undefined if it has none. */
  async find(fileId: string): Promise<Kept | undefined> {
    const row = await this.#trashRows.find(fileId);
    const place = join(this.#place, fileId);
    return row && { row, place, isThere: existsSync(place) };
  }

  /** Removes a file from the trash for good. Returns whether it was there. */
  async empty(fileId: string, expect?: Expectation): Promise<boolean> {
    const row = await this.#trashRows.find(fileId);
    if (!row) return false;
    expect?.(row);
    await rm(join(this.#place, fileId), { force: true });
    await this.#trashRows.withdraw(fileId);
    return true;
  }

  /** Moves a file to the trash, or removes it for good. @throws ProblemError `file_not_found` */
  async remove(fileId: string, permanent: boolean, expect?: Expectation): Promise<void> {
    const row = await this.#files.get(fileId);
    expect?.(row);
    using folder = this.#files.folderOf(row);
    const spot = folder.spotOf(nameOf(row.path));
    try {
      if (permanent) {
        // Synchronously after the check, so that nothing else can take the name in between.
        seenAs(row, spot);
        unlinkSync(placeOfSpot(spot));
      } else {
        // Announced first, so that the trash never contains a file whose original path is not recorded.
        await this.#trashRows.announce(row, Date.now());
        await this.#toTrash(row, spot);
      }
    } catch (error) {
      if (!permanent) await this.#trashRows.withdraw(fileId);
      if (errnoOf(error) === 'ENOENT') throw notFound(fileId);
      throw error;
    }
    await this.#rows.remove(fileId);
  }

  /** Moves the file at a path to the trash, which frees the name. */
  async makeWay(path: string): Promise<void> {
    if (!stateAt(this.#files.root, path))
      throw new ProblemError(
        'file_exists',
        `"${path}" is not a file that can be replaced; choose another name`,
      );
    const row = (await this.#rows.at(path)) ?? (await this.#files.index(path));
    await this.remove(row.file_id, false);
  }

  async #toTrash(row: FileRow, spot: Spot): Promise<void> {
    await mkdir(this.#place, { recursive: true });
    const kept = spotAt(join(this.#place, row.file_id));
    const before = seenAs(row, spot);
    try {
      await moveFile(spot, kept, { before });
    } catch (error) {
      if (!(error instanceof DestinationTaken)) throw error;
      // After an earlier attempt that was interrupted halfway, the file has both names.
      if (!removeOther(spot, kept)) throw error;
    }
  }

  /** Removes incomplete copies left by a server that crashed. */
  async #removePartials(): Promise<void> {
    if (!existsSync(this.#place)) return;
    for (const name of await readdir(this.#place)) {
      if (name.startsWith(PARTIAL_PREFIX)) await rm(join(this.#place, name), { force: true });
    }
  }

  /**
   * Reconciles trash and index after the server crashed: a file that reached the trash leaves the index,
   * one that did not is still in the library. What cannot be resolved stays as it is.
   */
  async recover(report: ReportUnsettled): Promise<void> {
    await this.#removePartials().catch((error: unknown) => report({ path: this.#place }, error));
    for (const row of await this.#trashRows.announced()) {
      try {
        await this.#finishRemoval(row);
      } catch (error) {
        report(row, error);
      }
    }
  }

  async #finishRemoval(row: FileRow): Promise<void> {
    const kept = join(this.#place, row.file_id);
    if (!existsSync(kept)) {
      await this.#trashRows.withdraw(row.file_id);
      return;
    }
    // If a link is on the way to it, what it leads to is not our file.
    using folder = holdIfThere(this.#files.root, folderOf(row.path));
    if (folder) removeOther(folder.spotOf(nameOf(row.path)), spotAt(kept));
    await this.#rows.remove(row.file_id);
  }
}

/** Removes the first of two names if both are of one file. Returns whether they are. */
function removeOther(spot: Spot, kept: Spot): boolean {
  const [one, two] = [lstatIfThere(spot), lstatIfThere(kept)];
  if (!one || !two || !isSame(one, two)) return false;
  unlinkSync(placeOfSpot(spot));
  return true;
}
