import { singularsOf } from './words.ts';

/** How many letters of a part it is looked up by, and the fewest that it may have. */
const LETTERS = 3;

/** Finds what is noted for beginnings and ends of words: `steuer*`, `*rechnung`. */
export class WordParts<T> {
  readonly #beginnings = new Map<string, { readonly part: string; readonly value: T }[]>();
  readonly #ends = new Map<string, { readonly part: string; readonly value: T }[]>();

  /**
   * @param part plain, as words are
   * @throws TypeError where it is shorter than three letters
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

  /** What is noted for a part of a word. */
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
