import { holdFolder } from '../../disk/heldFolder.ts';
import { lstatIfThere } from '../../disk/systemCalls.ts';
import { TakenNames } from '../../disk/takenNames.ts';
import { childOf } from '../../files/path.ts';
import { eventsDelivered, type FolderWatch } from '../watching/watch.ts';

/** Limits of the cache: folders, and names in all of them together, at about 300 bytes a name. */
const MOST_FOLDERS = 16;
const MOST_NAMES = 50_000;

/**
 * Caches the names in recently written folders, so that a folder of thousands is not read again for every
 * upload. The watch on each folder keeps its entry up to date.
 */
export class CachedNames {
  readonly #root: string;
  readonly #watch: Pick<FolderWatch, 'observe' | 'watchOf'>;
  readonly #names: TakenNames;
  /** The watch under which each folder was read, least recently used first. */
  readonly #read = new Map<string, object>();

  /** @param root disk path of the library */
  constructor(root: string, watch: Pick<FolderWatch, 'observe' | 'watchOf'>) {
    this.#root = root;
    this.#watch = watch;
    this.#names = TakenNames.onDisk(root);
  }

  /** The taken names, up to date for `folder` until control returns to the event loop. */
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

  /** Records that a name in a folder was added or removed; null if the name is unknown. */
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
      // The name cannot be examined now. The next caller reads the folder and gets the error.
      this.#forget(folder);
    }
  }

  /** Drops everything, for when any folder may have changed. */
  clear(): void {
    for (const folder of this.#read.keys()) this.#forget(folder);
  }

  #forget(folder: string): void {
    this.#read.delete(folder);
    this.#names.forget(folder);
  }
}
