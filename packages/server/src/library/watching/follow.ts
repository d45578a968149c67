import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Folder } from '../../disk/walk.ts';
import { childOf, isWithin } from '../../files/path.ts';
import type { FileRepository } from '../../storage/files/fileRepository.ts';
import type { FolderReader } from '../index/folderReader.ts';
import type { FreshFolders } from '../index/freshFolders.ts';
import type { Listings, Reading } from '../index/listings.ts';
import type { Library } from '../library.ts';
import { eventsDelivered, type FolderWatch } from './watch.ts';

/** Delay after the start before the library is read, in milliseconds. */
const BEGIN = 1_000;
/** How long events of a folder are collected before it is read, in milliseconds. */
const GATHER = 100;
/**
 * Pause before the next round: this many times the duration of the last one, up to the maximum in
 * milliseconds.
 */
const REST = 8;
const MOST_REST = 2_000;
/** Delay before retrying what could not be read, in milliseconds. */
const RETRY = 5_000;
/** How often the whole library is read if not every folder can be watched, in milliseconds. */
const PATROL = 300_000;
/**
 * Jobs use the same disk, and users wait for them. A round waits up to this long for a job to end, in
 * milliseconds; during a longer job it pauses this many times as long as it works.
 */
const PATIENCE = 5_000;
const REST_BESIDE_JOB = 9;
/** How many folders are requested from the other thread at once. */
const AT_ONCE = 8;

type Deps = {
  readonly library: Library;
  readonly listings: Listings;
  readonly files: FileRepository;
  readonly watch: FolderWatch;
  readonly fresh: FreshFolders;
  readonly reader: FolderReader;
  readonly log: Logger;
  /** Whether a job is reading the library or moving files in it. */
  readonly isAtWork: () => boolean;
};

/**
 * Keeps the index in line with the disk, independent of requests: reads the whole library once, then each
 * folder that has changed.
 */
export class Follower {
  readonly #deps: Deps;
  /** The subfolders of each folder that was read. */
  readonly #tree = new Map<string, readonly string[]>();
  /** Folders that have changed; read in the next round. */
  readonly #dirty = new Set<string>();
  /** To be read in this round. */
  readonly #queue = new Set<string>();
  /** Folders that changed again while they were read in their last round. */
  readonly #late = new Set<string>();
  /** Folders that no longer exist. */
  readonly #gone = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #patrol: NodeJS.Timeout | undefined;
  /** Whether the index may contain folders that this object has not seen yet. */
  #isNew = true;
  #closed = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Reads the whole library in the background, after the first requests have been answered. */
  start(): void {
    this.everything(BEGIN);
    this.#patrol = setInterval(() => {
      if (this.#deps.watch.isPartial) this.everything();
    }, PATROL).unref();
  }

  /**
   * Records a change in a folder.
   *
   * @param name of what was added, removed or replaced there; null if unknown
   */
  changed(folder: string, name: string | null): void {
    if (this.#closed) return;
    this.#deps.fresh.isCaughtUp = false;
    this.#dirty.add(folder);
    const child = name === null ? undefined : childOf(folder, name);
    // The path may now be a different folder with other contents.
    if (child !== undefined && this.#tree.has(child)) this.#forget(child);
    this.#soon(GATHER);
  }

  /** Records that anything may have changed anywhere. */
  everything(delay = 0): void {
    if (this.#closed) return;
    this.#deps.fresh.isCaughtUp = false;
    this.#tree.clear();
    this.#isNew = true;
    this.#dirty.add('/');
    this.#soon(delay);
  }

  /** Stops after the folder being read. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearInterval(this.#patrol);
    await this.#round;
  }

  #soon(delay: number): void {
    if (this.#closed || this.#timer || this.#round) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#round = this.#catchUp();
    }, delay).unref();
  }

  /** One round. Changes during it wait for the next round, which follows after a pause. */
  async #catchUp(): Promise<void> {
    await this.#giveWay();
    const started = performance.now();
    let rest = GATHER;
    try {
      for (const path of this.#dirty) this.#queue.add(path);
      this.#dirty.clear();
      while (!this.#closed && this.#queue.size > 0) await this.#readSome();
      if (!this.#closed) await this.#dropGone();
      rest = Math.min(MOST_REST, Math.max(rest, (performance.now() - started) * REST));
    } catch (error) {
      if (!this.#closed) {
        this.#deps.log.warn(
          { err: error },
          'could not update the index from the disk; will try again',
        );
        this.everything();
        rest = RETRY;
      }
    }
    this.#round = undefined;
    if (this.#dirty.size > 0) this.#soon(rest);
    else this.#deps.fresh.isCaughtUp = true;
  }

  async #giveWay(): Promise<void> {
    const until = performance.now() + PATIENCE;
    while (!this.#closed && this.#deps.isAtWork() && performance.now() < until) {
      await sleep(GATHER, undefined, { ref: false });
    }
  }

  /** Reads some of the queued folders; each is watched before it is read. */
  async #readSome(): Promise<void> {
    const { library, listings, watch, reader } = this.#deps;
    const started = performance.now();
    library.assertAvailable();
    const paths = [...this.#queue].slice(0, AT_ONCE);
    const events = paths.map((path) => watch.observe(path));
    const folders = await reader.read(paths);
    await eventsDelivered();
    if (this.#closed) return;
    // An empty mount point after unmounting must not be read as a library whose files are all gone.
    library.assertAvailable();
    const read: Reading[] = [];
    // Those that were not read stay queued.
    for (const [index, folder] of folders.entries()) {
      const path = paths[index] ?? '/';
      this.#queue.delete(path);
      if (this.#isOvertaken(path, events[index])) continue;
      if (!folder) this.#gone.add(path);
      else if (folder.stamp !== '') read.push({ folder, events: events[index] });
    }
    await listings.settle(read);
    for (const { folder } of read) this.#branch(folder);
    // Pauses as long as it worked, so that requests get the other half; a job gets nearly everything.
    const rest = this.#deps.isAtWork() ? REST_BESIDE_JOB : 1;
    await sleep(rest * (performance.now() - started), undefined, { ref: false });
  }

  /**
   * Whether a folder has changed again since it was read and should be read again. Not twice in a row: a
   * folder with continuous writes would never be indexed.
   */
  #isOvertaken(path: string, events: number | undefined): boolean {
    if (this.#deps.watch.events(path) === events || this.#late.delete(path)) return false;
    this.#late.add(path);
    this.#dirty.add(path);
    return true;
  }

  /** Queues subfolders that are new, and records those that are gone. */
  #branch({ path, folders }: Folder): void {
    const now = new Set(folders);
    for (const child of this.#tree.get(path) ?? []) if (!now.has(child)) this.#gone.add(child);
    for (const child of now) if (!this.#tree.has(child)) this.#queue.add(child);
    this.#tree.set(path, folders);
  }

  /** Done last, so that moved files are found in their new place before they are missed here. */
  async #dropGone(): Promise<void> {
    const { library, listings, files, watch } = this.#deps;
    if (this.#isNew) {
      for (const folder of await files.folders())
        if (!this.#tree.has(folder)) this.#gone.add(folder);
      this.#isNew = false;
    }
    for (const path of this.#gone) {
      this.#gone.delete(path);
      library.assertAvailable();
      if (listings.hasFolder(path)) continue;
      this.#forget(path);
      watch.forget(path);
      await listings.drop(path);
    }
  }

  #forget(folder: string): void {
    for (const path of this.#tree.keys()) if (isWithin(folder, path)) this.#tree.delete(path);
  }
}
