import { WordParts } from '../words/wordParts.ts';
import { singularsOf, wordsOf } from '../words/words.ts';
import type { Signal } from './signal.ts';

type Phrase = { readonly words: readonly string[]; readonly signal: Signal };

/** Size of the cache: a folder's name is looked up for each of its files. */
const REMEMBERED = 10_000;

/** Finds the words of signals in names and texts. */
export class Vocabulary {
  readonly #byFirstWord = new Map<string, Phrase[]>();
  readonly #parts = new WordParts<Signal>();
  readonly #known = new Map<string, ReadonlyMap<Signal, string>>();

  constructor(signals: readonly Signal[]) {
    for (const signal of signals) {
      for (const entry of signal.when.words ?? []) {
        if (entry.includes('*')) this.#addPart(entry, signal);
        else this.#add(wordsOf(entry), signal);
      }
    }
  }

  /** A part of a word: `steuer*` or `*vertrag`. */
  #addPart(entry: string, signal: Signal): void {
    const [part = ''] = wordsOf(entry.replaceAll('*', ''));
    this.#parts.add(part, entry.startsWith('*') ? 'end' : 'beginning', signal);
  }

  #add(words: readonly string[], signal: Signal): void {
    const [first] = words;
    if (first === undefined) throw new TypeError(`A signal has an empty word: ${signal.says}`);
    const phrases = this.#byFirstWord.get(first) ?? [];
    phrases.push({ words, signal });
    this.#byFirstWord.set(first, phrases);
  }

  /** The signals with a word in a text, each with the first such word or phrase. */
  in(text: string): ReadonlyMap<Signal, string> {
    const known = this.#known.get(text);
    if (known) return known;
    const found = this.#lookUp(wordsOf(text));
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(text, found);
    return found;
  }

  #lookUp(words: readonly string[]): Map<Signal, string> {
    const found = new Map<Signal, string>();
    for (const [at, word] of words.entries()) {
      for (const form of this.#formsOf(word)) {
        for (const phrase of this.#byFirstWord.get(form) ?? []) {
          if (found.has(phrase.signal)) continue;
          const isThere = phrase.words.every(
            (each, offset) => offset === 0 || words[at + offset] === each,
          );
          if (isThere) found.set(phrase.signal, [word, ...phrase.words.slice(1)].join(' '));
        }
      }
      for (const signal of this.#parts.in(word)) {
        if (!found.has(signal)) found.set(signal, word);
      }
    }
    return found;
  }

  /** A word, or its possible singulars if it is not known itself. */
  #formsOf(word: string): readonly string[] {
    if (this.#byFirstWord.has(word)) return [word];
    return singularsOf(word).filter((form) => this.#byFirstWord.has(form));
  }
}
