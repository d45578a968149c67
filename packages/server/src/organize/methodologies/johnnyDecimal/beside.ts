/** Neighbours decide for files that say little themselves. */

import { folderOf } from '../../../files/path.ts';

/** From this confidence on a file influences its neighbours. */
const HAS_SAY = 0.5;
/** How many must agree, and which share of those with influence. */
const LEAST = 2;
const AGREE = 2 / 3;
/**
 * Factor on the confidence of the surest neighbour, applied in its folder and again for each one
 * above.
 */
const HEARSAY = 0.8;
/** How many folders up it looks, and how many files must agree there. */
const FOLDERS_UP = 2;
const LEAST_ABOVE = 3;

/** What is known of a file by itself. */
export type Alone<Category> = {
  readonly category: Category;
  readonly confidence: number;
  /** Whether only its being a picture speaks for the category. */
  readonly isPictureAlone: boolean;
};

/** What the files of a folder agree on. */
type Agreement<Category> = {
  readonly category: Category;
  readonly confidence: number;
  readonly count: number;
};

/** The files in or below a folder that are in one category. */
type Voices = { count: number; surest: number };

/**
 * Lets files that say little themselves follow the surer ones in their folder if those agree, else
 * those in or below the folders above it. A file that follows is less sure than they are, so that one
 * that stays for lack of confidence stays in the next scan, too.
 */
export class Beside<Category> {
  readonly #isTelling: (folder: string) => boolean;
  readonly #sure = new Map<string, Map<Category, Voices>>();
  readonly #agreed = new Map<string, Agreement<Category> | undefined>();

  /** @param isTelling whether a folder's name says what it is about, so that it has one topic */
  constructor(isTelling: (folder: string) => boolean) {
    this.#isTelling = isTelling;
  }

  /** Adds a file with its own category. All must be added before the first query. */
  add(path: string, { category, confidence, isPictureAlone }: Alone<Category>): void {
    if (confidence < HAS_SAY || isPictureAlone) return;
    let folder = folderOf(path);
    for (let up = 0; up <= FOLDERS_UP; up++) {
      const voices = this.#sure.get(folder) ?? new Map<Category, Voices>();
      this.#sure.set(folder, voices);
      const { count, surest } = voices.get(category) ?? { count: 0, surest: 0 };
      voices.set(category, { count: count + 1, surest: Math.max(surest, confidence) });
      if (folder === '/') return;
      folder = folderOf(folder);
    }
  }

  /** What the neighbours of a file agree on, unless the file itself is surer. */
  of(
    path: string,
    { confidence, isPictureAlone }: Pick<Alone<Category>, 'confidence' | 'isPictureAlone'>,
  ):
    | { readonly category: Category; readonly confidence: number; readonly why: string }
    | undefined {
    if (confidence >= HAS_SAY && !isPictureAlone) return undefined;
    let folder = folderOf(path);
    for (let up = 0; up <= FOLDERS_UP && folder !== '/'; up++) {
      const key = `${up} ${folder}`;
      if (!this.#agreed.has(key)) this.#agreed.set(key, this.#agreement(folder, up));
      const agreed = this.#agreed.get(key);
      if (agreed) {
        if (agreed.confidence < confidence) return undefined;
        const { category, count } = agreed;
        const why = `${count} files ${up === 0 ? 'in its folder' : 'nearby'} belong there`;
        return { category, confidence: agreed.confidence, why };
      }
      folder = folderOf(folder);
    }
    return undefined;
  }

  #agreement(folder: string, up: number) {
    const sure = this.#sure.get(folder);
    if (!sure || !this.#isTelling(folder)) return undefined;
    let all = 0;
    for (const { count } of sure.values()) all += count;
    for (const [category, { count, surest }] of sure) {
      if (count < Math.max(up === 0 ? LEAST : LEAST_ABOVE, all * AGREE)) continue;
      const confidence = Math.floor(surest * HEARSAY ** (up + 1) * 100) / 100;
      return { category, confidence, count };
    }
    return undefined;
  }
}
