/**
 * How texts and queries are made comparable: both are folded here, and only here. Another way to do
 * it needs a migration that has all files go to the index anew, as `0016_search_anew` has.
 *
 * @module
 */

/** How many terms of a query count. */
const MOST_TERMS = 32;
/**
 * How many characters of a term count, once it is folded. Every three characters of a term are looked
 * up on their own, and where they recur, as in a row of one character, compared with all the others.
 */
const LONGEST_TERM = 100;

/** Something that a file must have in its name or its text: a word, or a phrase. */
export type Term = {
  /** As a substring. */
  readonly part: string;
  /** As words. */
  readonly words: string;
};

/**
 * Latin letters that Unicode does not decompose, although a reader takes them for a letter with a
 * stroke, a hook or no dot, or for two letters.
 */
const plainLetters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    a: 'ⱥ',
    aa: 'ꜳ',
    ae: 'æ',
    ao: 'ꜵ',
    au: 'ꜷ',
    av: 'ꜹꜻ',
    ay: 'ꜽ',
    b: 'ƀɓƃ',
    c: 'ȼƈ',
    d: 'đɖɗƌð',
    e: 'ɇ',
    f: 'ƒ',
    g: 'ǥɠ',
    h: 'ħⱨɦ',
    i: 'ıɨ',
    j: 'ɉȷ',
    k: 'ƙⱪĸ',
    l: 'łƚɫⱡɬ',
    n: 'ŋɲƞɳ',
    o: 'øɵ',
    oe: 'œ',
    oo: 'ꝏ',
    p: 'ƥᵽ',
    q: 'ɋ',
    r: 'ɍɽ',
    s: 'ʂȿ',
    ss: 'ß',
    t: 'ŧƭʈⱦ',
    th: 'þ',
    u: 'ʉ',
    v: 'ʋⱴ',
    w: 'ⱳ',
    y: 'ɏƴ',
    z: 'ƶȥɀⱬ',
    // The form at the end of a Greek word, and the Arabic alef with a mark that is part of it.
    σ: 'ς',
    ا: 'ٱ',
    // A stretched connection between two Arabic letters is no letter.
    '': 'ـ',
  }).flatMap(([plain, letters]) => [...letters].map((letter) => [letter, plain])),
);
const undecomposed = new RegExp(`[${[...plainLetters.keys()].join('')}]`, 'gu');

/**
 * What is left out of a decomposed text. Accents: the marks that all scripts share, but for the two
 * that make another letter in Japanese, and the points and vowels that Hebrew, Arabic and Syriac are
 * mostly written without. And what is not seen: soft hyphens, joiners, marks of direction, selectors
 * of variants.
 */
const unsought =
  /[\p{Default_Ignorable_Code_Point}[[\p{M}&&[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]]--[\u3099\u309a]]]+/gv;

/**
 * The text without what nobody searches for: case, accents, the width of characters, characters that
 * are not seen, the kind of white space. Marks that make another letter, as in Japanese or Hindi,
 * stay.
 */
export function fold(text: string): string {
  const plain = ascii.test(text) ? text.toLowerCase() : foldLetters(text);
  return plain.replace(/[\s\p{Cc}]+/gu, ' ');
}

/** ASCII has nothing but case. */
const ascii = /^[\0-\x7f]*$/;

const foldLetters = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFKD')
    .replace(unsought, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(undecomposed, (letter) => plainLetters.get(letter) ?? letter);

/**
 * A folded text in words: scripts that write without blanks, or join words without one as Korean
 * does, get one around every character.
 */
export const inWords = (folded: string): string => folded.replace(unspaced, ' $& ');

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/gu;

/**
 * What a query asks for: its words, and its phrases in quotes. Nothing in it is an operator. A
 * quote that is not closed goes to the end.
 */
export function termsOf(query: string): Term[] {
  const parts = new Set<string>();
  for (const [text, phrase] of fold(query).matchAll(/"([^"]*)(?:"|$)|[^ "]+/g)) {
    const part = beginningOf((phrase ?? text).trim());
    if (part !== '') parts.add(part);
  }
  // A dash between two words is not looked for, unless there is nothing else to look for.
  const telling = [...parts].filter((part) => /[\p{L}\p{N}\p{S}]/u.test(part));
  return (telling.length > 0 ? telling : [...parts])
    .slice(0, MOST_TERMS)
    .map((part) => ({ part, words: inWords(part) }));
}

const beginningOf = (term: string): string =>
  term.length <= LONGEST_TERM ? term : [...term].slice(0, LONGEST_TERM).join('').trimEnd();
