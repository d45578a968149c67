import { folderOf, nameOf } from '../files/path.ts';
import { type HeldFolder, HOLDS_FOLDERS, holdFolder } from './heldFolder.ts';
import { placeOfSpot, type Spot } from './spot.ts';
import { makeFolder } from './takenNames.ts';

/** How many folders are held open at the most. */
const MOST = 64;

/**
 * The folders that one piece of work has to do with, such as those which the moves of a batch go out
 * of and into. Each is looked for once, and then held: see {@link HeldFolder}. Where the system cannot
 * do that, a folder is looked for again each time.
 */
export class HeldFolders {
  /** The folders that were made. */
  readonly made = new Set<string>();
  readonly #root: string;
  readonly #holds: boolean;
  readonly #open = new Map<string, HeldFolder>();
  readonly #ready = new Set<string>();
  #latest: string | undefined;

  /**
   * @param root the library's place on the disk, links followed
   * @param holds whether the system can hold folders open
   */
  constructor(root: string, holds = HOLDS_FOLDERS) {
    this.#root = root;
    this.#holds = holds;
  }

  /**
   * The spot of a path whose last name may be anything, even a link. Good until {@link forget} or
   * the next call but one: where something is moved from, and where to.
   *
   * @throws ProblemError `invalid_path` where a folder above it is a link
   * @throws NodeJS.ErrnoException where its folder is not there
   */
  spotOf(path: string): Spot {
    const folder = folderOf(path);
    const name = nameOf(path);
    if (!this.#holds) return holdFolder(this.#root, folder, false).spotOf(name);
    const held = this.#open.get(folder) ?? this.#hold(folder);
    this.#latest = folder;
    return held.spotOf(name);
  }

  /** The same as a place on the disk. */
  placeOf(path: string): string {
    return placeOfSpot(this.spotOf(path));
  }

  /**
   * Makes a folder where it is not there.
   *
   * @throws ProblemError as `makeFolder` does
   */
  make(folder: string): void {
    if (this.#ready.has(folder)) return;
    const held = makeFolder(this.#root, folder, (path) => this.made.add(path));
    if (this.#open.has(folder) || !this.#holds) held[Symbol.dispose]();
    else this.#keep(folder, held);
    this.#ready.add(folder);
  }

  /** Looks for all folders anew; tells whether anything was known of one. */
  forget(): boolean {
    const knew = this.#ready.size > 0 || this.#open.size > 0;
    for (const folder of this.#open.values()) folder[Symbol.dispose]();
    this.#open.clear();
    this.#ready.clear();
    return knew;
  }

  #hold(path: string): HeldFolder {
    const folder = holdFolder(this.#root, path);
    this.#keep(path, folder);
    return folder;
  }

  #keep(path: string, folder: HeldFolder): void {
    if (this.#open.size >= MOST) this.#closeOldest();
    this.#open.set(path, folder);
  }

  /** Closes the one that was opened first, but not that which something is about to leave. */
  #closeOldest(): void {
    for (const [path, folder] of this.#open) {
      if (path === this.#latest) continue;
      folder[Symbol.dispose]();
      this.#open.delete(path);
      return;
    }
  }
}
