/**
 * How texts and queries are made comparable: both are folded here, and only here.
 *
 * @module
 */

/** How many terms of a query count. */
const MOST_TERMS = 32;

/** Something that a file must have in its name or its text: a word, or a phrase. */
export type Term = {
  /** As a substring. */
  readonly part: string;
  /** As words. */
  readonly words: string;
};

/**
 * The text without what nobody searches for: case, accents, the width of characters, the kind of
 * white space. Marks that make another letter, as in Japanese or Hindi, stay.
 */
export function fold(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]+/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cc}]+/gu, ' ');
}

/** A folded text in words: scripts that write without blanks get one around every character. */
export const inWords = (folded: string): string =>
  folded.replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu, ' $& ');

/**
 * What a query asks for: its words, and its phrases in quotes. Nothing in it is an operator. A
 * quote that is not closed goes to the end.
 */
export function termsOf(query: string): Term[] {
  const parts = new Set<string>();
  for (const [text, phrase] of fold(query).matchAll(/"([^"]*)(?:"|$)|[^ "]+/g)) {
    const part = (phrase ?? text).trim();
    if (part !== '') parts.add(part);
  }
  // A dash between two words is not looked for, unless there is nothing else to look for.
  const telling = [...parts].filter((part) => /[\p{L}\p{N}\p{S}]/u.test(part));
  return (telling.length > 0 ? telling : [...parts])
    .slice(0, MOST_TERMS)
    .map((part) => ({ part, words: inWords(part) }));
}
