/**
 * Moves the files and folders of a batch in object mode, in the transaction of its caller. The journal needs no
 * intents: what is moved and what is recorded of it is committed together or not at all, so that after a crash
 * nothing is left to find out.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { isWithin, nameOf } from '../../files/path.ts';
import { changed, type Fault, faultOf, replaced, vanished } from '../../jobs/fault.ts';
import { folderBlocked, LONGEST_PATH } from '../../library/objects/pathProblems.ts';
import { createdFolder, timesOf, touchedFolders } from '../../storage/jobs/folderRows.ts';
import { type Moved, type TouchedFolderRow, writeEntry } from '../../storage/jobs/journalRows.ts';
import type { JournalRow } from '../../storage/jobs/planRepository.ts';
import { addEntries, replaceEntries } from '../../storage/objects/entryBatches.ts';
import {
  conflictOf,
  type EntryRow,
  foldersTo,
  moveFolder,
  pathOf,
  pathsTo,
} from '../../storage/objects/entryRepository.ts';
import { EntryView } from '../../storage/objects/entryView.ts';
import { longestBelow, versionsAt } from '../../storage/objects/treeReads.ts';
import type { Tables } from '../../storage/tables.ts';
import { folderVersion } from './rowTree.ts';

/** A change to make, in either direction. */
export type Relocation = {
  readonly change: JournalRow;
  readonly from: string;
  readonly to: string;
};

/** How a change ended: where its file or folder is now, or why it was not moved. */
export type Relocated = { readonly to: string } | { readonly fault: Fault };

type FolderRow = Omit<TouchedFolderRow, 'job_id'>;
type Versions = Awaited<ReturnType<typeof versionsAt>>;

const taken: Fault = { code: 'name_taken', message: 'Its original name is taken' };
const tooLong: Fault = {
  code: 'blocked',
  message: `Its path would be longer than ${LONGEST_PATH} bytes`,
};
const intoItself: Fault = { code: 'blocked', message: 'A folder cannot move into itself' };

/** Moves the files and folders of a batch, one after the other, as far as nothing is in the way. */
export class Relocations {
  readonly #trx: Transaction<Tables>;
  readonly #jobId: string;
  readonly #isRenaming: boolean;
  readonly #now: number;
  readonly #view: EntryView;
  #versions: Versions = new Map();
  /** What is still to be written: sources, destinations, and folders that were created. */
  #sources: string[] = [];
  #entries = new Map<string, EntryRow>();
  #created: EntryRow[] = [];
  #moved: Moved[] = [];
  /** Folders that the job has removed before. */
  readonly #removed = new Map<string, FolderRow>();

  /**
   * @param isRenaming whether something gets the next free name if its own is taken; else it stays
   * @param now in milliseconds since 1970
   */
  constructor(
    trx: Transaction<Tables>,
    jobId: string,
    { isRenaming, now }: { readonly isRenaming: boolean; readonly now: number },
  ) {
    this.#trx = trx;
    this.#jobId = jobId;
    this.#isRenaming = isRenaming;
    this.#now = now;
    this.#view = new EntryView(trx);
  }

  /** @returns how each change ended, in their order */
  async make(batch: readonly Relocation[]): Promise<Relocated[]> {
    await this.#readRemoved();
    const results: Relocated[] = [];
    for (const [at, relocation] of batch.entries()) {
      const isFolder = relocation.change.action === 'move_folder';
      const isAfterFolder = batch[at - 1]?.change.action === 'move_folder';
      // A folder takes many paths along, which the view does not follow.
      if (isFolder) await this.#write();
      if (at === 0 || isFolder || isAfterFolder) await this.#look(batch, at);
      results.push(await (isFolder ? this.#moveFolder(relocation) : this.#moveFile(relocation)));
    }
    await this.#write();
    return results;
  }

  /**
   * Creates folders, and those above them, where they are missing.
   *
   * @returns false if something is in the way of one of them
   */
  async makeFolders(folders: Iterable<string>): Promise<boolean> {
    await this.#readRemoved();
    const paths = new Set<string>();
    for (const folder of folders) {
      for (const path of pathsTo(folder)) paths.add(path);
    }
    await this.#view.load(paths);
    for (const path of paths) {
      const entry = this.#view.like(path);
      if (!entry) this.#create(path);
      else if (entry.name !== nameOf(path) || entry.file_id !== null) return false;
    }
    await this.#write();
    return true;
  }

  async #readRemoved(): Promise<void> {
    for (const row of await touchedFolders(this.#trx, this.#jobId, ['removed'])) {
      this.#removed.set(row.path, row);
    }
  }

  /** Reads what is at the paths of the next changes, up to the next folder that moves. */
  async #look(batch: readonly Relocation[], from: number): Promise<void> {
    this.#view.forget();
    const next = batch.findIndex(({ change }, at) => at > from && change.action === 'move_folder');
    const some = batch.slice(from, next === -1 ? undefined : next);
    const paths = new Set<string>();
    for (const { from: source, to } of some) {
      paths.add(source).add(to);
      for (const folder of foldersTo(to)) paths.add(folder);
    }
    await this.#view.load(paths);
    this.#versions = await versionsAt(
      this.#trx,
      some.map(({ from: source }) => source),
    );
  }

  async #moveFile({ change, from, to }: Relocation): Promise<Relocated> {
    const source = this.#view.at(from);
    if (!source) return { fault: vanished };
    if (source.file_id === null) return { fault: replaced };
    const version = this.#versions.get(from);
    if (!version || !isVersionOf(change, version.version)) return { fault: changed };
    const found = await this.#destination(from, to);
    if ('fault' in found) return found;
    this.#view.free(from);
    // What was moved here in this batch has no row with this path yet.
    if (!this.#entries.delete(from)) this.#sources.push(from);
    this.#versions.set(found.to, version);
    this.#entries.set(found.to, this.#view.set(found.to, source));
    this.#moved.push({ fileId: source.file_id, from, to: found.to });
    return found;
  }

  async #moveFolder({ change, from, to }: Relocation): Promise<Relocated> {
    const source = this.#view.at(from);
    if (!source) return { fault: vanished };
    if (source.file_id !== null) return { fault: replaced };
    if (!isVersionOf(change, folderVersion(source))) return { fault: changed };
    const found = await this.#destination(from, to, await longestBelow(this.#trx, from));
    if ('fault' in found) return found;
    await this.#write();
    const conflict = await moveFolder(this.#trx, from, found.to, source.modified_ms);
    if (conflict) throw new TypeError(`"${conflict.path}" is in the way, and was not seen`);
    return found;
  }

  /**
   * Finds the path that something gets, and creates the folders above it.
   *
   * @param below how much longer than its own the paths of what is in it are, in bytes
   */
  async #destination(from: string, wanted: string, below = 0): Promise<Relocated> {
    if (isWithin(from, wanted)) return { fault: intoItself };
    const missing: string[] = [];
    for (const path of foldersTo(wanted)) {
      const entry = this.#view.like(path);
      if (!entry) missing.push(path);
      else if (entry.name !== nameOf(path) || entry.file_id !== null) {
        return { fault: faultOf(folderBlocked(path, conflictOf(entry, path))) };
      }
    }
    const isFree = this.#view.like(wanted) === undefined;
    if (!isFree && !this.#isRenaming) return { fault: taken };
    const to = isFree ? wanted : await this.#view.freePath(wanted);
    if (isTooLong(to, below)) return { fault: tooLong };
    for (const path of missing) this.#create(path);
    return { to };
  }

  /** A folder that the job has removed gets the times back that it had. */
  #create(path: string): void {
    const before = this.#removed.get(path);
    const times = before ? timesOf(before) : { created_ms: this.#now, modified_ms: this.#now };
    this.#created.push(this.#view.set(path, { file_id: null, ...times }));
  }

  /** Writes what was decided so far. */
  async #write(): Promise<void> {
    const [trx, jobId] = [this.#trx, this.#jobId];
    await addEntries(trx, this.#created);
    await replaceEntries(trx, this.#sources, [...this.#entries.values()]);
    const folders = this.#created.map((entry): FolderRow => {
      const path = pathOf(entry);
      const before = this.#removed.get(path);
      this.#removed.delete(path);
      return before ? { ...before, state: 'present' } : createdFolder(path);
    });
    await writeEntry(trx, jobId, { moved: this.#moved, folders });
    this.#sources = [];
    this.#entries = new Map();
    this.#created = [];
    this.#moved = [];
  }
}

/** Whether a version is the one that a change has planned to move. Copies do not occur, so there is no other. */
const isVersionOf = ({ version }: JournalRow, found: string): boolean => version === found;

/** Whether a path, or one in it, is longer than the index of paths can have. */
export const isTooLong = (path: string, below = 0): boolean =>
  Buffer.byteLength(path) + below > LONGEST_PATH;
