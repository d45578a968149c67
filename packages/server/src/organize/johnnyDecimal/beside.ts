import { folderOf } from '../../library/path.ts';

/** From this confidence on a file has a say in what those beside it are. */
const HAS_SAY = 0.5;
/** How many must agree, and which share of those that have a say. */
const LEAST = 2;
const AGREE = 2 / 3;
/** What their word is worth, by that of the surest of them. */
const HEARSAY = 0.8;

/** What is known of a file by itself. */
export type Alone<Category> = { readonly category: Category; readonly confidence: number };

/**
 * Lets files that say little themselves follow the surer ones in their folder, where these agree. One
 * that follows is less sure than those are, so that what stays behind for a lack of confidence stays
 * there the next time, too.
 */
export class Beside<Category> {
  readonly #isTelling: (folder: string) => boolean;
  readonly #sure = new Map<string, Alone<Category>[]>();
  readonly #agreed = new Map<string, (Alone<Category> & { readonly count: number }) | undefined>();

  /** @param isTelling whether the name of a folder says what it is about, so that it is about one thing */
  constructor(isTelling: (folder: string) => boolean) {
    this.#isTelling = isTelling;
  }

  /** Notes what a file is by itself. All are noted before anything is asked. */
  add(path: string, alone: Alone<Category>): void {
    if (alone.confidence < HAS_SAY) return;
    const folder = folderOf(path);
    const sure = this.#sure.get(folder);
    if (sure) sure.push(alone);
    else this.#sure.set(folder, [alone]);
  }

  /** What those beside a file agree on, if the file itself is less sure than that. */
  of(
    path: string,
    { confidence }: Pick<Alone<Category>, 'confidence'>,
  ): (Alone<Category> & { readonly why: string }) | undefined {
    if (confidence >= HAS_SAY) return undefined;
    const folder = folderOf(path);
    if (!this.#agreed.has(folder)) this.#agreed.set(folder, this.#agreement(folder));
    const agreed = this.#agreed.get(folder);
    if (!agreed || agreed.confidence < confidence) return undefined;
    const { category, count } = agreed;
    const why = `it lies beside ${count} files of which more is known`;
    return { category, confidence: agreed.confidence, why };
  }

  #agreement(folder: string) {
    const sure = this.#sure.get(folder) ?? [];
    if (sure.length < LEAST || !this.#isTelling(folder)) return undefined;
    for (const [category, agreeing] of Map.groupBy(sure, (each) => each.category)) {
      if (agreeing.length < Math.max(LEAST, sure.length * AGREE)) continue;
      const surest = agreeing.reduce((most, each) => Math.max(most, each.confidence), 0);
      const confidence = Math.floor(surest * HEARSAY * 100) / 100;
      return { category, confidence, count: agreeing.length };
    }
    return undefined;
  }
}
