import { holdFolder } from '../../disk/heldFolder.ts';
import { lstatIfThere } from '../../disk/systemCalls.ts';
import { TakenNames } from '../../disk/takenNames.ts';
import { childOf } from '../../files/path.ts';
import { eventsDelivered, type FolderWatch } from '../watching/watch.ts';

/** How many folders' names are kept, and how many names all together, at some 300 bytes each. */
const MOST_FOLDERS = 16;
const MOST_NAMES = 50_000;

/**
 * The names in the folders that were written to last, held to the disk by the watch on each, so
 * that a folder of thousands is not read again for every file that comes.
 */
export class CachedNames {
  readonly #root: string;
  readonly #watch: Pick<FolderWatch, 'observe' | 'watchOf'>;
  readonly #names: TakenNames;
  /** The watch under which each folder was read; the one that was asked for last stands last. */
  readonly #read = new Map<string, object>();

  /** @param root the library's place on the disk */
  constructor(root: string, watch: Pick<FolderWatch, 'observe' | 'watchOf'>) {
    this.#root = root;
    this.#watch = watch;
    this.#names = TakenNames.onDisk(root);
  }

  /** The taken names, up to date for one folder until the event loop goes on. */
  async of(folder: string): Promise<TakenNames> {
    await eventsDelivered();
    this.#watch.observe(folder);
    const watch = this.#watch.watchOf(folder);
    if (!watch || this.#read.get(folder) !== watch) this.#names.forget(folder);
    this.#read.delete(folder);
    if (watch) this.#read.set(folder, watch);
    for (const oldest of this.#read.keys()) {
      if (this.#read.size <= MOST_FOLDERS && this.#names.size <= MOST_NAMES) break;
      if (oldest === folder) continue;
      this.#read.delete(oldest);
      this.#names.forget(oldest);
    }
    return this.#names;
  }

  /** Takes note that a name in a folder has come or gone; null: anything may have. */
  changed(folder: string, name: string | null): void {
    if (!this.#read.has(folder)) return;
    if (name === null) {
      this.#forget(folder);
      return;
    }
    const path = childOf(folder, name);
    try {
      using held = holdFolder(this.#root, folder);
      if (lstatIfThere(held.spotOf(name))) this.#names.add(path);
      else this.#names.remove(path);
    } catch {
      // It cannot be looked at now; whoever asks next has the folder read, and hears why not.
      this.#forget(folder);
    }
  }

  /** Takes note that anything may have happened anywhere. */
  clear(): void {
    for (const folder of this.#read.keys()) this.#forget(folder);
  }

  #forget(folder: string): void {
    this.#read.delete(folder);
    this.#names.forget(folder);
  }
}
