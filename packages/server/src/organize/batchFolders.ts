import { closeSync, constants, existsSync, openSync, readlinkSync } from 'node:fs';
import { Failure } from '../failure.ts';
import { makeFolder } from '../library/naming.ts';
import { folderOf, nameOf, placeOf } from '../library/path.ts';
import { OPEN, placeOfSpot, type Spot, spotAt } from '../library/spot.ts';

/** Linux: to name a folder and no more, which takes no right to read it. Node.js has no name for it. */
const O_PATH = 0o10000000;
const FOLDER = O_PATH | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** How many folders are held open at the most. */
const MOST = 64;

/**
 * The folders that the moves of one batch go out of and into. Each is looked for once, and then held
 * open: whatever takes its place on the disk meanwhile, such as a link out of the library, the moves
 * go on in the folder that was looked at. Where the system cannot do that, a folder is looked for
 * again for each move.
 */
export class BatchFolders {
  /** The folders that were made. */
  readonly made = new Set<string>();
  readonly #root: string;
  readonly #holds: boolean;
  readonly #open = new Map<string, number>();
  readonly #ready = new Set<string>();
  #latest: string | undefined;

  /**
   * @param root the library's place on the disk, links followed
   * @param holds whether the system can hold folders open
   */
  constructor(root: string, holds = process.platform === 'linux' && existsSync(OPEN)) {
    this.#root = root;
    this.#holds = holds;
  }

  /**
   * The spot of a path whose last name may be anything, even a link. Good until {@link forget} or
   * the next call but one: where something is moved from, and where to.
   *
   * @throws Failure `invalid_path` where a folder above it is a link
   * @throws NodeJS.ErrnoException where its folder is not there
   */
  spotOf(path: string): Spot {
    const folder = folderOf(path);
    const name = nameOf(path);
    if (!this.#holds) return spotAt(`${placeOf(this.#root, folder)}/${name}`);
    const found = { folder: this.#open.get(folder) ?? this.#hold(folder), name };
    this.#latest = folder;
    return found;
  }

  /** The same as a place on the disk. */
  placeOf(path: string): string {
    return placeOfSpot(this.spotOf(path));
  }

  /**
   * Makes a folder where it is not there.
   *
   * @throws Failure as `makeFolder` does
   */
  async make(folder: string): Promise<void> {
    if (this.#ready.has(folder)) return;
    await makeFolder(this.#root, folder, (path) => this.made.add(path));
    this.#ready.add(folder);
  }

  /** Looks for all folders anew; tells whether anything was known of one. */
  forget(): boolean {
    const knew = this.#ready.size > 0 || this.#open.size > 0;
    for (const folder of this.#open.values()) closeSync(folder);
    this.#open.clear();
    this.#ready.clear();
    return knew;
  }

  #hold(path: string): number {
    const place = placeOf(this.#root, path);
    const folder = openSync(place, FOLDER);
    try {
      // One above it may have become a link since it was looked at.
      if (readlinkSync(`${OPEN}/${folder}`) !== place) {
        throw new Failure('invalid_path', `"${path}" was replaced by something else meanwhile`);
      }
    } catch (error) {
      closeSync(folder);
      throw error;
    }
    if (this.#open.size >= MOST) this.#closeOldest();
    this.#open.set(path, folder);
    return folder;
  }

  /** Closes the one that was opened first, but not that which something is about to leave. */
  #closeOldest(): void {
    for (const [path, folder] of this.#open) {
      if (path === this.#latest) continue;
      closeSync(folder);
      this.#open.delete(path);
      return;
    }
  }
}
