/**
 * Watches folders of the library for changes by any program.
 *
 * @module
 */
import { type FSWatcher, readFileSync, statfsSync, watch } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type HeldFolder, holdFolder } from '../../disk/heldFolder.ts';
import { isWithin } from '../../files/path.ts';
import { errnoOf } from '../../problemError.ts';
import type { ChangeBus } from '../../storage/changeBus.ts';

type Watched = {
  readonly watcher: FSWatcher;
  /** Identifies the folder: inode and birth time, since a freed inode is soon reused. */
  readonly identity: string;
  /** Whether events report every write before anyone can request what was written. */
  readonly isTold: boolean;
  events: number;
};

/**
 * File systems (statfs(2), `f_type`) on which this system's kernel makes every write and reports it at
 * once. On others, such as NFS, another machine may write unseen. (On all of them, so may a program that
 * has mapped a file into memory, until it unmaps it.)
 */
const LOCAL = new Set([
  0xef53, // ext2, ext3, ext4
  0x58465342, // XFS
  0x9123683e, // Btrfs
  0x01021994, // tmpfs
  0x794c7630, // overlayfs
  0xf2f52010, // F2FS
  0x2fc12fc1, // ZFS
  0xca451a4e, // bcachefs
]);

/** Linux's default limit of unread events, used if the limit cannot be read. */
const DEFAULT_QUEUE = 16_384;

/**
 * Watches folders one by one. The recursive mode of `fs.watch` does the same internally, but reads the
 * whole tree at once and does not report which folders could not be watched.
 */
export class FolderWatch {
  readonly #root: string;
  readonly #log: Logger;
  readonly #changes: ChangeBus;
  readonly #watched = new Map<string, Watched>();
  /** Half of the kernel's queue: if more events arrive in one turn, some may have been lost. */
  readonly #mostAtOnce = queueLength() / 2;
  #atOnce = 0;
  #refused = false;
  #isPartial = false;
  #closed = false;

  /** @param changes receives `name`, `folder` and `eventsLost` */
  constructor(root: string, log: Logger, changes: ChangeBus) {
    this.#root = root;
    this.#log = log;
    this.#changes = changes;
  }

  /** Whether events do not cover all folders, so that the library must also be scanned. */
  get isPartial(): boolean {
    return this.#isPartial;
  }

  /**
   * Watches a folder, if it is not watched yet. Call it before reading the folder.
   *
   * @returns the count of its events so far; undefined if it cannot be watched
   */
  observe(folder: string): number | undefined {
    if (this.#closed) return undefined;
    try {
      using held = holdFolder(this.#root, folder);
      const identity = identityOf(held);
      const known = this.#watched.get(folder);
      if (known?.identity === identity) return this.events(folder);
      // Another folder has taken the path, and with it all paths below.
      if (known) this.forget(folder);
      if (this.#refused) return undefined;
      this.#start(held.place, folder, identity);
      if (identityOf(held) === identity) return this.events(folder);
      this.forget(folder);
    } catch (error) {
      const code = errnoOf(error);
      // Linux reports ENOSPC when the limit of watches is reached.
      if (code === 'ENOSPC' || code === 'EMFILE' || code === 'ENFILE') this.#refuse(code, folder);
    }
    return undefined;
  }

  /** The count of a folder's events so far; undefined if they do not report everything. */
  events(folder: string): number | undefined {
    const watched = this.#watched.get(folder);
    return watched?.isTold ? watched.events : undefined;
  }

  /** An object that identifies the watch on a folder; undefined as for {@link events}. */
  watchOf(folder: string): object | undefined {
    const watched = this.#watched.get(folder);
    return watched?.isTold ? watched : undefined;
  }

  /** Stops watching a folder and everything below it. */
  forget(folder: string): void {
    for (const [path, { watcher }] of this.#watched) {
      if (!isWithin(folder, path)) continue;
      watcher.close();
      this.#watched.delete(path);
    }
  }

  close(): void {
    this.#closed = true;
    this.forget('/');
  }

  #start(place: string, folder: string, identity: string): void {
    const isTold = process.platform === 'linux' && LOCAL.has(statfsSync(place).type);
    const watcher = watch(place, { persistent: false });
    const watched: Watched = { watcher, identity, isTold, events: 0 };
    if (!isTold) this.#isPartial = true;
    this.#watched.set(folder, watched);
    watcher.on('change', (event, name) => {
      watched.events += 1;
      this.#count();
      // "rename" stands for any change of names: added, removed or replaced.
      const named = event === 'rename' && typeof name === 'string' ? name : null;
      if (event === 'rename') this.#changes.emit('name', folder, named);
      this.#changes.emit('folder', folder, named);
    });
    watcher.on('error', (error) => {
      this.#log.warn({ err: error, folder }, 'stopped watching a folder');
      this.forget(folder);
      this.#changes.emit('folder', folder, null);
    });
  }

  /** Counts events of one turn, because Node.js does not report an overflow of the kernel's queue. */
  #count(): void {
    if (this.#atOnce === 0) {
      setImmediate(() => {
        if (this.#atOnce >= this.#mostAtOnce) this.#changes.emit('eventsLost');
        this.#atOnce = 0;
      });
    }
    this.#atOnce += 1;
  }

  #refuse(why: string, folder: string): void {
    if (!this.#refused) {
      this.#log.warn(
        { why, folder },
        `some folders cannot be watched and are read only on request; ${WATCH_REMEDY}`,
      );
    }
    this.#refused = true;
    this.#isPartial = true;
  }
}

const WATCH_REMEDY =
  'raise fs.inotify.max_user_watches (ENOSPC), or fs.inotify.max_user_instances and ulimit -n (EMFILE)';

function identityOf(folder: HeldFolder): string {
  const { ino, birthtimeNs } = folder.stat();
  return `${ino}:${birthtimeNs}`;
}

let delivered: Promise<void> | undefined;

/**
 * Resolves when the events of all changes so far have been delivered. They are in the kernel's queue as
 * soon as a write is done, and one whole turn of the event loop reads that queue; the current turn may be
 * past that point.
 */
export function eventsDelivered(): Promise<void> {
  delivered ??= (async () => {
    await nextTurn();
    // Later callers need a turn of their own.
    delivered = undefined;
    await nextTurn();
  })();
  return delivered;
}

function queueLength(): number {
  try {
    return Number(readFileSync('/proc/sys/fs/inotify/max_queued_events', 'utf8')) || DEFAULT_QUEUE;
  } catch {
    return DEFAULT_QUEUE;
  }
}
