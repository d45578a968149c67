/**
 * Publishes uploads: the last step, after staging.
 *
 * @module
 */
import { stateOf } from '../../disk/fileState.ts';
import { flushFolder } from '../../disk/flushFolders.ts';
import type { HeldFolder } from '../../disk/heldFolder.ts';
import { spotAt } from '../../disk/spot.ts';
import { makeFolder, type TakenNames } from '../../disk/takenNames.ts';
import {
  checkLength,
  checkName,
  childOf,
  folderOf,
  foldName,
  nameOf,
  normalPath,
} from '../../files/path.ts';
import type { FileRepository } from '../../storage/files/fileRepository.ts';
import type { FileRow, ReadFile } from '../../storage/files/fileRow.ts';
import type { StagedBlob } from '../blobs.ts';
import type { CachedNames } from '../index/cachedNames.ts';
import type { Expectation, IndexedFiles } from '../index/indexedFiles.ts';
import { Batcher, type Waiting } from './batcher.ts';
import { claim, type OnConflict } from './claimName.ts';
import type { KeyedMutex } from './keyedMutex.ts';
import type { Trash } from './trash.ts';

/** A published file, and whether it replaced another. */
export type Put = { readonly row: FileRow; readonly replaced: boolean };

/** A file waiting to be published. */
type Putting = {
  readonly arrived: StagedBlob;
  readonly wanted: string;
  readonly onConflict: OnConflict;
  readonly expect: Expectation | undefined;
};

/** A file that has its name in the library but is not in the index yet. */
type Named = {
  readonly put: Waiting<Putting, Put>;
  readonly file: ReadFile;
  readonly replaced: boolean;
};

/**
 * Gives uploaded files their names in the library. Files that arrive while others of their folder are being
 * published are named and indexed together in the next batch; there is no timer.
 */
export class FilePublisher {
  readonly #files: IndexedFiles;
  readonly #rows: FileRepository;
  readonly #trash: Trash;
  readonly #names: CachedNames;
  readonly #batches: Batcher<Putting, Put>;

  /** @param turns serializes all changes of names in a folder */
  constructor(
    files: IndexedFiles,
    rows: FileRepository,
    trash: Trash,
    names: CachedNames,
    turns: KeyedMutex,
  ) {
    this.#files = files;
    this.#rows = rows;
    this.#trash = trash;
    this.#names = names;
    this.#batches = new Batcher(turns, (_, batch) => this.#putAll(batch));
  }

  /**
   * Publishes an uploaded file. Never overwrites.
   *
   * @throws ProblemError `file_exists`, `name_conflict`, `not_a_folder` or `invalid_path`
   */
  async put(
    arrived: StagedBlob,
    folder: string,
    name: string,
    onConflict: OnConflict,
    expect?: Expectation,
  ): Promise<Put> {
    checkName(name);
    const into = normalPath(folder);
    const wanted = childOf(into, name);
    // Checked before a folder is created for a file that cannot be put there.
    checkLength(this.#files.root, wanted);
    return this.#batches.add(foldName(into), { arrived, wanted, onConflict, expect });
  }

  /** Publishes the waiting files of a folder, and adds them to the index together. */
  async #putAll(batch: readonly Waiting<Putting, Put>[]): Promise<void> {
    let named: Named[] = [];
    /** Folders with names that are not flushed to the disk yet. */
    const unflushed = new Set<string>();
    const index = async () => {
      const done = named;
      named = [];
      if (done.length === 0) return;
      try {
        const flushed = [...unflushed].map((folder) => flushFolder(this.#files.root, folder));
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
    let into: HeldFolder | undefined;
    try {
      for (const put of batch) {
        const { arrived, wanted, onConflict, expect } = put.item;
        const folder = folderOf(wanted);
        try {
          if (expect) {
            await index();
            expect(await this.#files.at(wanted));
          }
          if (folder !== lastFolder || !names || !into) {
            into?.[Symbol.dispose]();
            into = undefined;
            into = makeFolder(this.#files.root, folder, (made) => unflushed.add(folderOf(made)));
            names = this.#names.of(folder);
            lastFolder = folder;
          }
          unflushed.add(folder);
          const { path, stat, replaced } = await claim(
            into,
            { spot: spotAt(arrived.place), path: wanted, onConflict },
            await names,
            {
              makeWay: async (taken) => {
                // The file to be replaced may be one of this batch.
                await index();
                await this.#trash.makeWay(taken);
              },
            },
          );
          const file = { path, name: nameOf(path), state: stateOf(stat), sha256: arrived.sha256 };
          named.push({ put, file, replaced });
        } catch (error) {
          put.reject(error);
        }
      }
    } finally {
      into?.[Symbol.dispose]();
    }
    await index();
  }
}
