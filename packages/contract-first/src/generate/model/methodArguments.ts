import type { Words } from './clientModel.ts';
import { squashed, wordsOf } from './words.ts';

/** The names of a method's arguments, each of which is unique in every language. */
export class MethodArguments {
  readonly #taken = new Set<string>();

  /** Whether an argument has the name already. */
  has(words: Words): boolean {
    return this.#taken.has(squashed(words));
  }

  /**
   * Takes a name, or a longer one if another argument has it.
   *
   * @param name as in the document
   * @param kind a word that tells it from others, such as `query`
   */
  add(name: string, kind: string): Words {
    const own = argumentOf(name, kind);
    const candidates = [own, [kind, ...own]];
    for (let at = 0; ; at++) {
      const words = candidates.shift() ?? [...own, String(at)];
      if (this.has(words)) continue;
      this.#taken.add(squashed(words));
      return words;
    }
  }
}

/** A wire name as words; the fallback if it has no letter or digit. */
export function argumentOf(name: string, fallback: string): Words {
  const words = wordsOf(name);
  const isUnfit =
    words.length === 0 || squashed(words) === 'proto' || squashed(words) === 'constructor';
  return isUnfit ? [...words, fallback] : words;
}
