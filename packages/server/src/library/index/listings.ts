/**
 * Lists of files that always match the disk, although they are read from the index.
 *
 * @module
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { hasLeft } from '../../disk/fileState.ts';
import { isNotThere, statBeneath } from '../../disk/heldFolder.ts';
import { type Folder, type FoundFile, folderAt, stampOf, walk } from '../../disk/walk.ts';
import { normalPath } from '../../files/path.ts';
import { isDenied, ProblemError } from '../../problemError.ts';
import type { Extent, FileQuery, Scope } from '../../storage/files/fileQuery.ts';
import type { FileRepository } from '../../storage/files/fileRepository.ts';
import type { FileRow, SeenContent } from '../../storage/files/fileRow.ts';
import type { Writes } from '../../storage/writes.ts';
import { eventsDelivered, type FolderWatch } from '../watching/watch.ts';
import type { FolderReader } from './folderReader.ts';
import { foldersShown } from './foldersShown.ts';
import type { FilePage, FreshFolders } from './freshFolders.ts';

/** A folder as it was read, and the count of its events before that. */
export type Reading = { readonly folder: Folder; readonly events: number | undefined };

/** A folder with more files is compared in parts of so many, each of which takes some hundredths of a second. */
const LARGE = 2_000;

type Deps = {
  readonly rows: FileRepository;
  readonly watch: FolderWatch;
  readonly fresh: FreshFolders;
  readonly reader: FolderReader;
  readonly writes: Pick<Writes, 'elsewhere'>;
};

/** Lists folders of the library from the index, after bringing the index in line with the disk. */
export class Listings {
  readonly #root: string;
  readonly #rows: FileRepository;
  readonly #watch: FolderWatch;
  readonly #fresh: FreshFolders;
  readonly #reader: FolderReader;
  readonly #writes: Pick<Writes, 'elsewhere'>;

  /** @param root disk path of the library */
  constructor(root: string, { rows, watch, fresh, reader, writes }: Deps) {
    this.#root = root;
    this.#rows = rows;
    this.#watch = watch;
    this.#fresh = fresh;
    this.#reader = reader;
    this.#writes = writes;
  }

  /**
   * Lists a folder as it is on the disk now. Fresh folders are not read again; the page returned is then
   * the same object.
   */
  async list(query: FileQuery): Promise<FilePage> {
    const wanted = { ...query, folder: normalPath(query.folder) };
    await eventsDelivered();
    if (!this.#isFresh(wanted)) {
      // A page of a large tree can be made from names alone, long before the whole tree is known.
      const byName = (await this.#isByNames(wanted)) ? await this.#pageByName(wanted) : undefined;
      if (byName) return byName;
      await this.#settle(wanted);
    }
    const version = this.#writes.elsewhere();
    const key = `${version} ${JSON.stringify(wanted)}`;
    const base = this.#fresh.base(wanted.folder, wanted.recursive);
    const kept = base && this.#fresh.page(key, base);
    if (kept) return kept;
    const { order: _order, after: _after, limit: _limit, ...filter } = wanted;
    const filterKey = JSON.stringify(filter);
    const page = await this.#page(wanted, base && this.#fresh.total(filterKey, base, version));
    if (base && base === this.#fresh.base(wanted.folder, wanted.recursive)) {
      this.#fresh.keep(key, base, page);
      this.#fresh.keepTotal(filterKey, base, { version, total: page.total });
    }
    return page;
  }

  /**
   * Updates the index to what was found in a part of the library.
   *
   * @returns the rows of the files found, by path
   */
  async reconcile(extent: Extent, found: readonly FoundFile[]): Promise<Map<string, FileRow>> {
    return this.#rows.reconcile(extent, found, (row) => hasLeft(this.#root, row));
  }

  /** Records types detected from contents; the files must be in the index. */
  async noteContentTypes(seen: readonly SeenContent[]): Promise<void> {
    await this.#rows.noteContentTypes(seen);
  }

  /** Updates the index to what was read in some folders, without the folders below them. */
  async settle(read: readonly Reading[]): Promise<void> {
    const isLarge = ({ folder }: Reading) => folder.files.length > LARGE;
    const small = read.filter((each) => !isLarge(each));
    if (small.length > 0)
      await this.#settleAll({ folders: small.map(({ folder }) => folder.path) }, small);
    for (const each of read.filter(isLarge)) await this.#settleInParts(each);
  }

  /** Whether a folder exists. */
  hasFolder(folder: string): boolean {
    try {
      return statBeneath(this.#root, folder).isDirectory();
    } catch (error) {
      if (isNotThere(error)) return false;
      // Below an inaccessible folder: it may exist.
      if (isDenied(error)) return true;
      throw error;
    }
  }

  /** Records that a folder is gone, with everything below it. */
  async drop(folder: string): Promise<void> {
    this.#fresh.changedBelow(folder);
    const scope = { folder, recursive: true };
    await this.#rows.settle(
      scope,
      [],
      () => true,
      () => {},
    );
  }

  async #page(query: FileQuery, known: number | undefined): Promise<FilePage> {
    const all =
      this.#fresh.get(query.folder)?.folders ?? folderAt(this.#root, query.folder).folders;
    const [items, total] = await Promise.all([
      this.#rows.page(query),
      known ?? this.#rows.count(query),
    ]);
    return { items, total, folders: foldersShown(all, query) };
  }

  /** Whether names alone determine what is on a page. */
  async #isByNames({ recursive, order, type, folder }: FileQuery): Promise<boolean> {
    if (!recursive || order.by !== 'name') return false;
    return type === undefined || !(await this.#rows.hasContentTypes(folder));
  }

  /** A page of what is on the disk now; only the files on the page are brought into the index. */
  async #pageByName(query: FileQuery): Promise<FilePage | undefined> {
    const { folders } = folderAt(this.#root, query.folder);
    const found = await this.#reader.pageByName(query);
    if (!found) return undefined;
    const { page, total } = found;
    const paths = page.map(({ path }) => path);
    const rows = await this.#rows.reconcile({ paths }, page, (row) => hasLeft(this.#root, row));
    const items = paths.flatMap((path) => rows.get(path) ?? []);
    return { items, total, folders: foldersShown(folders, query) };
  }

  /** Whether the index is known to match the disk. */
  #isFresh({ folder, recursive }: Scope): boolean {
    const fresh = this.#fresh.get(folder);
    if (!fresh) return false;
    try {
      if (stampOf(statBeneath(this.#root, folder)) !== fresh.stamp) return false;
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      return false;
    }
    return !recursive || this.#fresh.isWhole(folder);
  }

  async #settle(scope: Scope): Promise<void> {
    const events = this.#watch.observe(scope.folder);
    const read: Reading[] = [{ folder: folderAt(this.#root, scope.folder), events }];
    if (scope.recursive) {
      const marks = new Map<string, number | undefined>();
      const enter = (path: string) => {
        marks.set(path, this.#watch.observe(path));
        return true;
      };
      for await (const folder of walk(this.#root, scope.folder, enter)) {
        if (folder.path !== scope.folder) read.push({ folder, events: marks.get(folder.path) });
      }
    }
    await this.#settleAll(scope, read);
  }

  /** Updates the index to a folder of very many files, while other requests get turns. */
  async #settleInParts(reading: Reading): Promise<void> {
    const { path, files } = reading.folder;
    const left = (row: { readonly path: string; readonly identity: string }) =>
      hasLeft(this.#root, row);
    this.#fresh.compare(path);
    try {
      for (let at = 0; at < files.length; at += LARGE) {
        const part = files.slice(at, at + LARGE);
        const paths = part.map((file) => file.path);
        await this.#rows.settle({ paths }, part, left, () => {});
        await nextTurn();
      }
      await this.#rows.missOthers(path, files, left, () => {
        if (this.#fresh.isAsCompared(path)) this.#putIfUnchanged(reading);
      });
    } catch (error) {
      this.#fresh.changed(path);
      throw error;
    }
  }

  #putIfUnchanged({ folder, events }: Reading): void {
    const { path, stamp, folders, hasLinks } = folder;
    const isWatched = events !== undefined && events === this.#watch.events(path);
    // Without its files: they would stay in memory, 500 bytes each, as long as the server runs.
    if (isWatched && !hasLinks && stamp) this.#fresh.put(path, { stamp, folders });
  }

  async #settleAll(extent: Extent, read: readonly Reading[]): Promise<void> {
    const found = read.flatMap(({ folder }) => folder.files);
    try {
      await this.#rows.settle(
        extent,
        found,
        (row) => hasLeft(this.#root, row),
        () => {
          for (const each of read) this.#putIfUnchanged(each);
        },
      );
    } catch (error) {
      for (const { folder } of read) this.#fresh.changed(folder.path);
      throw error;
    }
  }
}
