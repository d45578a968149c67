import { type FSWatcher, readFileSync, statfsSync, watch } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type HeldFolder, holdFolder } from '../../disk/heldFolder.ts';
import { isWithin } from '../../files/path.ts';
import { errnoOf } from '../../problemError.ts';
import type { ChangeBus } from '../../storage/changeBus.ts';

type Watched = {
  readonly watcher: FSWatcher;
  /** Which folder it is: inode and time of birth, since a freed inode is soon another's. */
  readonly identity: string;
  /** Whether the events tell of every write before anybody can ask for what was written. */
  readonly isTold: boolean;
  events: number;
};

/**
 * File systems (statfs(2), `f_type`) on which every write is made by this system's kernel, which
 * tells of it at once. On others, such as NFS, another machine may write unseen. (So may, on all, a
 * program that has mapped a file to its memory, until the mapping is closed.)
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

/** What Linux keeps of events that were not read yet, where it does not tell. */
const DEFAULT_QUEUE = 16_384;

/**
 * Watches folders one by one. The recursive mode of `fs.watch` does the same inside, but reads the
 * whole tree at once and does not say which folder has not been watched.
 */
export class FolderWatch {
  readonly #root: string;
  readonly #log: Logger;
  readonly #changes: ChangeBus;
  readonly #watched = new Map<string, Watched>();
  /** Half of the kernel's queue: where more comes at once, some may have been lost. */
  readonly #mostAtOnce = queueLength() / 2;
  #atOnce = 0;
  #refused = false;
  #isPartial = false;
  #closed = false;

  /** @param changes where `name`, `folder` and `eventsLost` are reported */
  constructor(root: string, log: Logger, changes: ChangeBus) {
    this.#root = root;
    this.#log = log;
    this.#changes = changes;
  }

  /** Whether there are folders of which not everything is told, so that it has to be looked for. */
  get isPartial(): boolean {
    return this.#isPartial;
  }

  /**
   * Watches a folder, if it is not watched yet. To be called before the folder is read.
   *
   * @returns how many events it has had; undefined where it cannot be watched
   */
  observe(folder: string): number | undefined {
    if (this.#closed) return undefined;
    try {
      using held = holdFolder(this.#root, folder);
      const identity = identityOf(held);
      const known = this.#watched.get(folder);
      if (known?.identity === identity) return this.events(folder);
      // Another folder has taken the path, and with it all the paths below.
      if (known) this.forget(folder);
      if (this.#refused) return undefined;
      this.#start(held.place, folder, identity);
      if (identityOf(held) === identity) return this.events(folder);
      this.forget(folder);
    } catch (error) {
      const code = errnoOf(error);
      // ENOSPC is what Linux says where there may be no more watches.
      if (code === 'ENOSPC' || code === 'EMFILE' || code === 'ENFILE') this.#refuse(code, folder);
    }
    return undefined;
  }

  /** How many events a folder has had; undefined where they do not tell of everything. */
  events(folder: string): number | undefined {
    const watched = this.#watched.get(folder);
    return watched?.isTold ? watched.events : undefined;
  }

  /** The watch on a folder, which another one is not equal to; undefined as for {@link events}. */
  watchOf(folder: string): object | undefined {
    const watched = this.#watched.get(folder);
    return watched?.isTold ? watched : undefined;
  }

  /** Watches a folder and all below it no more. */
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
      // "rename" is all that has to do with names: what has come, gone or been exchanged.
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

  /** Node.js does not pass on the kernel's word that its queue ran over. */
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
 * Waits until the events of all that has happened up to now have been delivered. They are in the
 * kernel's queue as soon as a write is done, and a whole turn of the event loop reads that: the
 * present one may be past that point.
 */
export function eventsDelivered(): Promise<void> {
  delivered ??= (async () => {
    await nextTurn();
    // Whoever comes from here on needs a turn of its own.
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
