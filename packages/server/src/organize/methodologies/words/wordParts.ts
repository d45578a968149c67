import { singularsOf } from './words.ts';

/** How many letters the lookup uses, and so the minimum length of a part. */
const LETTERS = 3;

/** Finds values by beginnings and ends of words: `steuer*`, `*rechnung`. */
export class WordParts<T> {
  readonly #beginnings = new Map<string, { readonly part: string; readonly value: T }[]>();
  readonly #ends = new Map<string, { readonly part: string; readonly value: T }[]>();

  /**
   * @param part in the form that `wordsOf` returns
   * @throws TypeError if it is shorter than three letters
   */
  add(part: string, at: 'beginning' | 'end', value: T): void {
    if (part.length < LETTERS) throw new TypeError(`"${part}" is too short a part of a word`);
    const [parts, key] =
      at === 'end'
        ? [this.#ends, part.slice(-LETTERS)]
        : [this.#beginnings, part.slice(0, LETTERS)];
    const known = parts.get(key);
    if (known) known.push({ part, value });
    else parts.set(key, [{ part, value }]);
  }

  /** The values for parts of a word. */
  *in(word: string): Generator<T> {
    for (const { part, value } of this.#beginnings.get(word.slice(0, LETTERS)) ?? []) {
      if (word.startsWith(part)) yield value;
    }
    for (const end of [word, ...singularsOf(word)]) {
      for (const { part, value } of this.#ends.get(end.slice(-LETTERS)) ?? []) {
        if (end.endsWith(part)) yield value;
      }
    }
  }
}
