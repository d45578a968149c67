/**
 * Scores how strongly names, folders, texts and kinds speak for each category. Weights are factors.
 */

import type { ListedFile } from '../methodology.ts';
import { isTelling, isTellingWord } from '../words/generalNames.ts';
import { commissionAt } from '../words/undertakings.ts';
import { WordParts } from '../words/wordParts.ts';
import { singularsOf, wordsOf } from '../words/words.ts';
import type { CatalogueCategory } from './catalogueArea.ts';

/** The weight of a word, by where it occurs. */
export const weights = { name: 3, nearestFolder: 2, otherFolder: 1.5, text: 0.5 } as const;
/** How often the words of one place count for a category at most. */
const MOST_IN_A_PLACE = 2;
/** Factor for phrases, which say more than single words. */
const PHRASE = 1.4;
/** Factor for words of a category that people have named themselves. */
export const OWN_WORDS = 1.5;

/** Factor for the words of a folder whose name says nothing else: `Insurance`, `Tax 2025`. */
export const WHOLE_NAME = 1.6;
/** Factor for words in the proper name of a client or place: `Clients/Old School Cafe`. */
export const PROPER_NAME = 0.25;

/** Factor for words that name a whole department or a house, whose files have many topics. */
export const OF_FOLDERS = 0.7;

/** Factor for a folder if a nearer one speaks for the same category. */
export const SAID_AGAIN = 0.25;

/** Factor for words with many other uses. */
export const VAGUE = 0.5;
/**
 * Factor for the words of a picture or recording, except for categories of those or of papers: a
 * picture called "cake" is no recipe.
 */
export const DEPICTED = 0.4;

/** Pictures that are seldom photos: of a plan, a page, a screen. */
const GRAPHIC = /\.(png|gif|svg|bmp)$/i;

/** Factor for the type of such pictures. */
const OF_GRAPHIC = 0.7;

/** A category that files can go to, with everything that speaks for it. */
export type Candidate<Category> = {
  readonly category: Category;
  readonly signals:
    | Pick<CatalogueCategory, 'types' | 'extensions' | 'vagueExtensions' | 'isPaper'>
    | undefined;
  readonly phrases: readonly {
    readonly words: readonly string[];
    readonly weight: number;
    /** Whether it counts in the names of folders only. */
    readonly ofFolders?: boolean;
  }[];
};

export type Scored<Category> = {
  readonly category: Category;
  readonly score: number;
  /** What spoke for it, the strongest first: `"invoice" in its name`. */
  readonly because: readonly string[];
  /** Whether only its being a picture speaks for the category: for papers, or for pictures. */
  readonly isPictureAlone: boolean;
};

type Phrase<Category> = {
  readonly words: readonly string[];
  readonly weight: number;
  readonly ofFolders: boolean;
  readonly candidate: Candidate<Category>;
};

/** The words of a place that speak for each candidate, with their weights there. */
type Spoken<Category> = ReadonlyMap<Candidate<Category>, readonly (readonly [string, number])[]>;

/** Computes the scores of the categories for a file. */
export class Scores<Category> {
  readonly #byFirstWord = new Map<string, Phrase<Category>[]>();
  readonly #parts = new WordParts<Phrase<Category>>();
  readonly #candidates: readonly Candidate<Category>[];
  /** Cached, since many files share a folder. */
  readonly #folders = new Map<string, Spoken<Category>>();

  constructor(candidates: readonly Candidate<Category>[]) {
    this.#candidates = candidates;
    for (const candidate of candidates) {
      for (const { words, weight, ofFolders = false } of candidate.phrases) {
        const [first] = words;
        if (first === undefined) continue;
        const part = first.replaceAll('*', '');
        if (part !== first) {
          const at = first.startsWith('*') ? 'end' : 'beginning';
          this.#parts.add(part, at, { words, weight, ofFolders, candidate });
          continue;
        }
        const known = this.#byFirstWord.get(first);
        if (known) known.push({ words, weight, ofFolders, candidate });
        else this.#byFirstWord.set(first, [{ words, weight, ofFolders, candidate }]);
      }
    }
  }

  /**
   * The categories for a file, best first, without those that nothing speaks for.
   *
   * @param folders the names of its folders, the nearest first
   */
  of(file: ListedFile, folders: readonly string[]): Scored<Category>[] {
    const scores = new Map<
      Candidate<Category>,
      { score: number; because: [string, number][]; isOfKindAlone: boolean }
    >();
    const isGraphic = GRAPHIC.test(file.name);
    const isDepicted = !isGraphic && ['image', 'video', 'audio'].includes(file.type);
    const factorOf = ({ signals }: Candidate<Category>): number =>
      isDepicted && signals && !signals.isPaper && !signals.types?.[file.type] ? DEPICTED : 1;
    const add = (candidate: Candidate<Category>, score: number, why: string, isOfKind = false) => {
      const sum = scores.get(candidate) ?? { score: 0, because: [], isOfKindAlone: true };
      sum.isOfKindAlone &&= isOfKind;
      sum.score += score;
      sum.because.push([why, score]);
      scores.set(candidate, sum);
    };
    const addAll = (
      found: Spoken<Category>,
      weight: number,
      place: string,
      said?: Set<Candidate<Category>>,
    ) => {
      for (const [candidate, words] of found) {
        const again = said?.has(candidate) ? SAID_AGAIN : 1;
        for (const [word, factor] of words)
          add(candidate, weight * again * factor * factorOf(candidate), `"${word}" in ${place}`);
        said?.add(candidate);
      }
    };
    const dot = file.name.lastIndexOf('.');
    const extension = dot > 0 ? file.name.slice(dot + 1).toLowerCase() : '';
    const stem = dot > 0 ? file.name.slice(0, dot) : file.name;
    const commission = folders.length - 1 - commissionAt(folders.toReversed());
    const properName = new Set(wordsOf(folders[commission] ?? ''));
    addAll(this.#spokenFor(stem, 'name', properName), weights.name, 'its name');
    const nearest = folders.findIndex(isTelling);
    const said = new Set<Candidate<Category>>();
    for (const [at, folder] of folders.entries()) {
      const found = this.#folders.get(folder) ?? this.#spokenFor(folder, 'folder');
      this.#folders.set(folder, found);
      const weight = at <= nearest ? weights.nearestFolder : weights.otherFolder;
      const isName = at === commission && !saysItAll(found);
      addAll(found, isName ? weight * PROPER_NAME : weight, `the folder "${folder}"`, said);
    }
    const { sample } = file;
    if (sample) addAll(this.#spokenFor(sample, 'text'), weights.text, 'its text');
    for (const candidate of this.#candidates) {
      const ofType = candidate.signals?.types?.[file.type];
      if (ofType)
        add(candidate, isGraphic ? ofType * OF_GRAPHIC : ofType, `its type, ${file.type}`, true);
      if (candidate.signals?.extensions?.includes(extension)) {
        add(candidate, weights.name, `its extension, .${extension}`);
      }
      if (candidate.signals?.vagueExtensions?.includes(extension)) {
        add(candidate, weights.name * VAGUE, `its extension, .${extension}`);
      }
      if (file.takenOn && candidate.signals?.types?.image) add(candidate, 1, 'its EXIF data', true);
    }
    return [...scores]
      .map(([{ category }, { score, because, isOfKindAlone }]) => ({
        category,
        score,
        isPictureAlone: isOfKindAlone && file.type === 'image',
        because: because.sort((a, b) => b[1] - a[1]).map(([why]) => why),
      }))
      .sort((a, b) => b.score - a.score);
  }

  /** @param properName words with a low weight */
  #spokenFor(
    text: string,
    place: 'name' | 'folder' | 'text',
    properName: ReadonlySet<string> = new Set(),
  ): Spoken<Category> {
    const words = wordsOf(text);
    const telling = place === 'folder' ? words.filter(isTellingWord).length : Infinity;
    const found = new Map<Candidate<Category>, Map<string, number>>();
    const note = (phrase: Phrase<Category>, said: string) => {
      if (phrase.ofFolders && place !== 'folder') return;
      const known = found.get(phrase.candidate) ?? new Map<string, number>();
      found.set(phrase.candidate, known);
      const { length } = phrase.words;
      const isWhole = length >= telling && phrase.weight !== VAGUE;
      const ofLength = isWhole ? WHOLE_NAME : length > 1 ? PHRASE : 1;
      const factor = phrase.weight * ofLength * (properName.has(said) ? PROPER_NAME : 1);
      known.set(said, Math.max(factor, known.get(said) ?? 0));
    };
    for (const [at, word] of words.entries()) {
      // A "Reisepass" is a passport, although "Reise" means travel.
      let isKnown = false;
      for (const form of this.#formsOf(word)) {
        for (const phrase of this.#byFirstWord.get(form) ?? []) {
          const isThere = phrase.words.every(
            (each, offset) => offset === 0 || words[at + offset] === each,
          );
          if (!isThere) continue;
          isKnown ||= phrase.words.length === 1 && (place === 'folder' || !phrase.ofFolders);
          note(phrase, phrase.words.length > 1 ? phrase.words.join(' ') : word);
        }
      }
      if (isKnown) continue;
      for (const phrase of this.#parts.in(word)) note(phrase, word);
    }
    const strongest = (all: ReadonlyMap<string, number>) =>
      [...all].sort((a, b) => b[1] - a[1]).slice(0, MOST_IN_A_PLACE);
    return new Map([...found].map(([candidate, all]) => [candidate, strongest(all)]));
  }

  /** A word, or its possible singulars if it is not known itself. */
  #formsOf(word: string): readonly string[] {
    if (this.#byFirstWord.has(word)) return [word];
    return singularsOf(word).filter((form) => this.#byFirstWord.has(form));
  }
}

const saysItAll = <Category>(found: Spoken<Category>): boolean =>
  [...found.values()].some((words) =>
    words.some(([, factor]) => factor >= WHOLE_NAME * OF_FOLDERS),
  );
