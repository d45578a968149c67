import { folderOf, nameOf } from '../files/path.ts';
import { type HeldFolder, HOLDS_FOLDERS, holdFolder } from './heldFolder.ts';
import { placeOfSpot, type Spot } from './spot.ts';
import { makeFolder } from './takenNames.ts';

/** The most folders held open. */
const MOST = 64;

/**
 * The folders used by one piece of work, such as the sources and destinations of a batch of moves. Each is
 * looked up once and then held; see {@link HeldFolder}. If the system cannot hold folders, they are looked
 * up each time.
 */
export class HeldFolders {
  /** The folders that were created. */
  readonly made = new Set<string>();
  readonly #root: string;
  readonly #holds: boolean;
  readonly #open = new Map<string, HeldFolder>();
  readonly #ready = new Set<string>();
  #latest: string | undefined;

  /**
   * @param root disk path of the library, with symbolic links resolved
   * @param holds whether the system can hold folders open
   */
  constructor(root: string, holds = HOLDS_FOLDERS) {
    this.#root = root;
    this.#holds = holds;
  }

  /**
   * The spot of a path; its last name may be anything, even a link. Valid until {@link forget} or the next
   * call but one, which covers the source and the destination of a move.
   *
   * @throws ProblemError `invalid_path` if a folder above it is a link
   * @throws NodeJS.ErrnoException if its folder does not exist
   */
  spotOf(path: string): Spot {
    const folder = folderOf(path);
    const name = nameOf(path);
    if (!this.#holds) return holdFolder(this.#root, folder, false).spotOf(name);
    const held = this.#open.get(folder) ?? this.#hold(folder);
    this.#latest = folder;
    return held.spotOf(name);
  }

  /** Like {@link spotOf}, as a disk path. */
  placeOf(path: string): string {
    return placeOfSpot(this.spotOf(path));
  }

  /**
   * Creates a folder if it does not exist.
   *
   * @throws ProblemError as `makeFolder`
   */
  make(folder: string): void {
    if (this.#ready.has(folder)) return;
    const held = makeFolder(this.#root, folder, (path) => this.made.add(path));
    if (this.#open.has(folder) || !this.#holds) held[Symbol.dispose]();
    else this.#keep(folder, held);
    this.#ready.add(folder);
  }

  /** Closes all folders, to be looked up again. Returns whether any was known. */
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

  /** Closes the folder that was opened first, except the one of the latest spot. */
  #closeOldest(): void {
    for (const [path, folder] of this.#open) {
      if (path === this.#latest) continue;
      folder[Symbol.dispose]();
      this.#open.delete(path);
      return;
    }
  }
}
