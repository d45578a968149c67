import type { ListedFile } from '../methodology.ts';
import { WordParts } from '../wordParts.ts';
import { wordsOf } from '../words.ts';
import type { CatalogueCategory } from './catalogueArea.ts';

/** How much a word counts, by where it stands. */
export const weights = { name: 3, nearestFolder: 2, otherFolder: 1.5, text: 0.5 } as const;
/** How often the words of one place count for one category at the most. */
const MOST_IN_A_PLACE = 2;
/** A phrase of several words says more than a word. */
const PHRASE = 1.4;
/** How much more than others the words count that people have given a category. */
export const OWN_WORDS = 1.5;

/** How much a word counts that is used for much else. */
export const VAGUE = 0.5;
/**
 * How much a word counts for a picture or a recording, unless of a category of those or of papers: one
 * that is called "cake" is no recipe.
 */
export const DEPICTED = 0.4;

/** A category that files can go to, with all that speaks for it. */
export type Candidate<Category> = {
  readonly category: Category;
  readonly signals: Pick<CatalogueCategory, 'types' | 'extensions' | 'isPaper'> | undefined;
  readonly phrases: readonly { readonly words: readonly string[]; readonly weight: number }[];
};

export type Scored<Category> = {
  readonly category: Category;
  readonly score: number;
  /** What spoke for it, the strongest first: `"invoice" in its name`. */
  readonly because: readonly string[];
};

type Phrase<Category> = {
  readonly words: readonly string[];
  readonly weight: number;
  readonly candidate: Candidate<Category>;
};

/** Counts what speaks for which category. */
export class Scores<Category> {
  readonly #byFirstWord = new Map<string, Phrase<Category>[]>();
  readonly #parts = new WordParts<Phrase<Category>>();
  readonly #candidates: readonly Candidate<Category>[];
  /** What the words of a folder say; many files share it. */
  readonly #folders = new Map<string, Map<Candidate<Category>, readonly [string, number][]>>();

  constructor(candidates: readonly Candidate<Category>[]) {
    this.#candidates = candidates;
    for (const candidate of candidates) {
      for (const { words, weight } of candidate.phrases) {
        const [first] = words;
        if (first === undefined) continue;
        const part = first.replaceAll('*', '');
        if (part !== first) {
          const at = first.startsWith('*') ? 'end' : 'beginning';
          this.#parts.add(part, at, { words, weight, candidate });
          continue;
        }
        const known = this.#byFirstWord.get(first);
        if (known) known.push({ words, weight, candidate });
        else this.#byFirstWord.set(first, [{ words, weight, candidate }]);
      }
    }
  }

  /**
   * Categories for a file, best first; those for which nothing speaks are left out.
   *
   * @param folders the names of the folders that it lies in, the nearest one first
   */
  of(file: ListedFile, folders: readonly string[]): Scored<Category>[] {
    const scores = new Map<Candidate<Category>, { score: number; because: [string, number][] }>();
    const isDepicted = ['image', 'video', 'audio'].includes(file.type);
    const factorOf = ({ signals }: Candidate<Category>): number =>
      isDepicted && signals && !signals.isPaper && !signals.types?.[file.type] ? DEPICTED : 1;
    const add = (candidate: Candidate<Category>, score: number, why: string) => {
      const sum = scores.get(candidate) ?? { score: 0, because: [] };
      sum.score += score;
      sum.because.push([why, score]);
      scores.set(candidate, sum);
    };
    const addAll = (
      found: ReadonlyMap<Candidate<Category>, readonly [string, number][]>,
      weight: number,
      place: string,
    ) => {
      for (const [candidate, words] of found) {
        for (const [word, factor] of words)
          add(candidate, weight * factor * factorOf(candidate), `"${word}" in ${place}`);
      }
    };
    const dot = file.name.lastIndexOf('.');
    const extension = dot > 0 ? file.name.slice(dot + 1).toLowerCase() : '';
    const stem = dot > 0 ? file.name.slice(0, dot) : file.name;
    addAll(this.#spokenFor(stem), weights.name, 'its name');
    for (const [at, folder] of folders.entries()) {
      const found = this.#folders.get(folder) ?? this.#spokenFor(folder);
      this.#folders.set(folder, found);
      const weight = at === 0 ? weights.nearestFolder : weights.otherFolder;
      addAll(found, weight, `the folder "${folder}"`);
    }
    const { sample } = file;
    if (sample) addAll(this.#spokenFor(sample), weights.text, 'its text');
    for (const candidate of this.#candidates) {
      const ofType = candidate.signals?.types?.[file.type];
      if (ofType) add(candidate, ofType, `its type, ${file.type}`);
      if (candidate.signals?.extensions?.includes(extension)) {
        add(candidate, weights.name, `its extension, .${extension}`);
      }
      if (file.takenOn && candidate.signals?.types?.image) add(candidate, 1, 'its EXIF record');
    }
    return [...scores]
      .map(([{ category }, { score, because }]) => ({
        category,
        score,
        because: because.sort((a, b) => b[1] - a[1]).map(([why]) => why),
      }))
      .sort((a, b) => b.score - a.score);
  }

  #spokenFor(text: string): Map<Candidate<Category>, readonly [string, number][]> {
    const words = wordsOf(text);
    const found = new Map<Candidate<Category>, Map<string, number>>();
    const note = ({ candidate, weight, words: phrase }: Phrase<Category>, said: string) => {
      const known = found.get(candidate) ?? new Map<string, number>();
      found.set(candidate, known);
      known.set(said, weight * (phrase.length > 1 ? PHRASE : 1));
    };
    for (const [at, word] of words.entries()) {
      for (const phrase of this.#parts.in(word)) note(phrase, word);
      for (const phrase of this.#byFirstWord.get(word) ?? []) {
        if (!phrase.words.every((each, offset) => words[at + offset] === each)) continue;
        note(phrase, phrase.words.join(' '));
      }
    }
    const strongest = (all: ReadonlyMap<string, number>) =>
      [...all].sort((a, b) => b[1] - a[1]).slice(0, MOST_IN_A_PLACE);
    return new Map([...found].map(([candidate, all]) => [candidate, strongest(all)]));
  }
}
