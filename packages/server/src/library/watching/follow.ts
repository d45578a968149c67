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

/** How long after the start the library is read, in milliseconds. */
const BEGIN = 1_000;
/** How long events of a folder are gathered before it is read, in milliseconds. */
const GATHER = 100;
/** How much longer than a round took is waited before the next one, and at most, in milliseconds. */
const REST = 8;
const MOST_REST = 2_000;
/** When what could not be read is tried again, in milliseconds. */
const RETRY = 5_000;
/** How often the whole library is read where not every folder can be watched, in milliseconds. */
const PATROL = 300_000;
/**
 * A job works on the same disk, and somebody waits for it: how long a round waits for its end, in
 * milliseconds, and how many times longer than it works it rests beside one that takes longer.
 */
const PATIENCE = 5_000;
const REST_BESIDE_JOB = 9;
/** How many folders the other thread is asked for at once. */
const AT_ONCE = 8;

type Parts = {
  readonly library: Library;
  readonly listings: Listings;
  readonly files: FileRepository;
  readonly watch: FolderWatch;
  readonly fresh: FreshFolders;
  readonly reader: FolderReader;
  readonly log: Logger;
  /** Whether a job reads the library just now, or moves files in it. */
  readonly isAtWork: () => boolean;
};

/**
 * Keeps the index after the disk, without anybody asking: reads the whole library once, and then
 * each folder in which something has happened.
 */
export class Follower {
  readonly #parts: Parts;
  /** The folders directly in each folder that was read. */
  readonly #tree = new Map<string, readonly string[]>();
  /** Where something has happened; read in the next round. */
  readonly #dirty = new Set<string>();
  /** To be read in this round. */
  readonly #queue = new Set<string>();
  /** What was overtaken in its last round. */
  readonly #late = new Set<string>();
  /** Folders that were not there any more. */
  readonly #gone = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #patrol: NodeJS.Timeout | undefined;
  /** Whether the index may name folders that this has never seen. */
  #isNew = true;
  #closed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Begins with the whole library, in the background, once the first requests are answered. */
  start(): void {
    this.everything(BEGIN);
    this.#patrol = setInterval(() => {
      if (this.#parts.watch.isPartial) this.everything();
    }, PATROL).unref();
  }

  /**
   * Takes note that something has happened in a folder.
   *
   * @param name of what has come, gone or been exchanged there, where that is known
   */
  changed(folder: string, name: string | null): void {
    if (this.#closed) return;
    this.#parts.fresh.isCaughtUp = false;
    this.#dirty.add(folder);
    const child = name === null ? undefined : childOf(folder, name);
    // It may be another folder of the same name now, with other ones in it.
    if (child !== undefined && this.#tree.has(child)) this.#forget(child);
    this.#soon(GATHER);
  }

  /** Takes note that anything may have happened anywhere. */
  everything(delay = 0): void {
    if (this.#closed) return;
    this.#parts.fresh.isCaughtUp = false;
    this.#tree.clear();
    this.#isNew = true;
    this.#dirty.add('/');
    this.#soon(delay);
  }

  /** Stops between two folders. */
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

  /** One round. What happens meanwhile waits for the next one, and that for a rest. */
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
        this.#parts.log.warn(
          { err: error },
          'could not update the index from the disk; will try again',
        );
        this.everything();
        rest = RETRY;
      }
    }
    this.#round = undefined;
    if (this.#dirty.size > 0) this.#soon(rest);
    else this.#parts.fresh.isCaughtUp = true;
  }

  async #giveWay(): Promise<void> {
    const until = performance.now() + PATIENCE;
    while (!this.#closed && this.#parts.isAtWork() && performance.now() < until) {
      await sleep(GATHER, undefined, { ref: false });
    }
  }

  /** Reads some of the folders, each of them watched before. */
  async #readSome(): Promise<void> {
    const { library, listings, watch, reader } = this.#parts;
    const started = performance.now();
    library.assertAvailable();
    const paths = [...this.#queue].slice(0, AT_ONCE);
    const events = paths.map((path) => watch.observe(path));
    const folders = await reader.read(paths);
    await eventsDelivered();
    if (this.#closed) return;
    // What an unmounted disk leaves in its place is no library whose files are all gone.
    library.assertAvailable();
    const read: Reading[] = [];
    for (const [index, path] of paths.entries()) {
      this.#queue.delete(path);
      const folder = folders[index];
      if (this.#isOvertaken(path, events[index])) continue;
      if (!folder) this.#gone.add(path);
      else if (folder.stamp !== '') read.push({ folder, events: events[index] });
    }
    await listings.settle(read);
    for (const { folder } of read) this.#branch(folder);
    // As long as it took, so that requests have the other half; a job has nearly all.
    const rest = this.#parts.isAtWork() ? REST_BESIDE_JOB : 1;
    await sleep(rest * (performance.now() - started), undefined, { ref: false });
  }

  /**
   * Whether more has happened in a folder since it was read, so that it is better read again. Not
   * twice in a row: one that is always written to would never be taken.
   */
  #isOvertaken(path: string, events: number | undefined): boolean {
    if (this.#parts.watch.events(path) === events || this.#late.delete(path)) return false;
    this.#late.add(path);
    this.#dirty.add(path);
    return true;
  }

  /** Goes on with the folders that were not there before, and notes those that are there no more. */
  #branch({ path, folders }: Folder): void {
    const now = new Set(folders);
    for (const child of this.#tree.get(path) ?? []) if (!now.has(child)) this.#gone.add(child);
    for (const child of now) if (!this.#tree.has(child)) this.#queue.add(child);
    this.#tree.set(path, folders);
  }

  /** Last of all, so that files which have moved are found there before they are missed here. */
  async #dropGone(): Promise<void> {
    const { library, listings, files, watch } = this.#parts;
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
