/**
 * Test support: a library whose folders and files are replaced while it is used.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { ChangeBus } from '../../storage/changeBus.ts';
import type { Database } from '../../storage/database.ts';
import { FileRepository } from '../../storage/files/fileRepository.ts';
import { TrashRepository } from '../../storage/files/trashRepository.ts';
import { openDatabase } from '../../storage/sqlite/database.ts';
import { CachedNames } from '../index/cachedNames.ts';
import { FolderReader } from '../index/folderReader.ts';
import { FreshFolders } from '../index/freshFolders.ts';
import { Listings } from '../index/listings.ts';
import { Library } from '../library.ts';
import { FolderWatch } from '../watching/watch.ts';

/** The content of files outside of the library. */
export const OUTSIDE = 'of somebody else';

/** What another program does to a library. */
export type Swap =
  | 'a folder becomes a link out'
  | 'a file becomes a link out'
  | 'a file becomes a pipe';

export const swaps: readonly Swap[] = [
  'a folder becomes a link out',
  'a file becomes a link out',
  'a file becomes a pipe',
];

/** A library, and a folder outside of it with files of the same names as in `/swapped`. */
export class SwappedLibrary {
  readonly folder: string;
  readonly root: string;
  readonly outside: string;
  readonly database: Database;
  readonly files: FileRepository;
  readonly trash: TrashRepository;
  readonly listings: Listings;
  readonly library: Library;
  #undo: (() => void) | undefined;

  private constructor(folder: string, database: Database) {
    this.folder = folder;
    this.root = join(folder, 'library');
    this.outside = join(folder, 'outside');
    for (const name of ['swapped', 'in', 'out'])
      mkdirSync(join(this.root, name), { recursive: true });
    mkdirSync(join(this.outside, 'Documents'), { recursive: true });
    mkdirSync(join(folder, 'incoming'));
    this.database = database;
    this.files = new FileRepository(database);
    this.trash = new TrashRepository(database);
    const watch = new FolderWatch(this.root, pino({ level: 'silent' }), new ChangeBus());
    // Nothing is watched: cached knowledge of folders would hide the swaps.
    watch.close();
    this.listings = new Listings(this.root, {
      rows: this.files,
      watch,
      fresh: new FreshFolders(),
      reader: new FolderReader(this.root),
      writes: { elsewhere: () => 0 },
    });
    const rows = { files: this.files, trash: this.trash };
    const names = new CachedNames(this.root, watch);
    this.library = new Library(this.root, join(folder, 'trash'), rows, this.listings, names);
  }

  static async make(): Promise<SwappedLibrary> {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'file-organizer-swapped-')));
    mkdirSync(join(folder, 'data'));
    return new SwappedLibrary(folder, await openDatabase(join(folder, 'data')));
  }

  async end(): Promise<void> {
    await this.database.destroy();
    rmSync(this.folder, { recursive: true });
  }

  /** Writes a file, and one of the same name outside. @returns its id */
  async put(path: string, content = path): Promise<string> {
    writeFileSync(join(this.root, path), content);
    this.putOutside(path.slice(path.lastIndexOf('/') + 1));
    return (await this.library.index(path)).file_id;
  }

  putOutside(name: string): void {
    writeFileSync(join(this.outside, name), OUTSIDE);
  }

  /** Makes the change of the other program, to `/swapped` or to a file in it. */
  swap(what: Swap, path: string): () => void {
    return () => {
      const place = join(this.root, what.startsWith('a folder') ? '/swapped' : path);
      const away = `${join(this.root, '.away')}-${path.replaceAll('/', '-')}`;
      const isThere = lstatSync(place, { throwIfNoEntry: false }) !== undefined;
      if (isThere) renameSync(place, away);
      if (what === 'a file becomes a pipe') spawnSync('mkfifo', [place]);
      else if (what === 'a file becomes a link out') {
        symlinkSync(join(this.outside, path.slice(path.lastIndexOf('/') + 1)), place);
      } else symlinkSync(this.outside, place);
      this.#undo = () => {
        if (what !== 'a folder becomes a link out') return;
        unlinkSync(place);
        renameSync(away, place);
      };
    };
  }

  /** Removes the link that replaced a folder. */
  undo(): void {
    this.#undo?.();
    this.#undo = undefined;
  }

  /** The names outside, each with the content of its file. */
  seenOutside(): readonly string[] {
    return readdirSync(this.outside, { withFileTypes: true, recursive: true })
      .map((entry) => {
        const place = join(entry.parentPath, entry.name);
        return entry.isFile() ? `${place}: ${readFileSync(place, 'utf8')}` : place;
      })
      .sort();
  }

  /** Where in the library or its trash an outside file has appeared. */
  strangers(): readonly string[] {
    return [this.root, join(this.folder, 'trash')].flatMap((top) => {
      if (!lstatSync(top, { throwIfNoEntry: false })) return [];
      return readdirSync(top, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name))
        .filter((place) => readFileSync(place, 'utf8') === OUTSIDE);
    });
  }
}
