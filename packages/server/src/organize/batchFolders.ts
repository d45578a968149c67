import { join } from 'node:path';
import { makeFolder } from '../library/naming.ts';
import { folderOf, nameOf, placeOf } from '../library/path.ts';

/**
 * The folders that the moves of one batch go out of and into: each is looked for and made once, and
 * not for each of hundreds of files. A batch takes some hundredths of a second; whoever waits for
 * something longer meanwhile, or meets what was not expected, calls {@link forget}.
 */
export class BatchFolders {
  /** The folders that were made. */
  readonly made = new Set<string>();
  readonly #root: string;
  readonly #places = new Map<string, string>();
  readonly #ready = new Set<string>();

  /** @param root the library's place on the disk */
  constructor(root: string) {
    this.#root = root;
  }

  /**
   * The place of a path whose last name may be anything, even a link.
   *
   * @throws Failure `invalid_path` where a folder above it is a link
   */
  placeOf(path: string): string {
    const folder = folderOf(path);
    let place = this.#places.get(folder);
    if (place === undefined) {
      place = placeOf(this.#root, folder);
      this.#places.set(folder, place);
    }
    return join(place, nameOf(path));
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
    const knew = this.#ready.size > 0 || this.#places.size > 0;
    this.#places.clear();
    this.#ready.clear();
    return knew;
  }
}
