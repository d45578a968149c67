/**
 * How texts and queries are made comparable: both are folded here, and only here. A change needs a
 * migration that indexes all files again, such as `0016_search_anew`.
 *
 * @module
 */

/** How many terms of a query are used. */
const MOST_TERMS = 32;
/**
 * How many characters of a folded term are used. Every three characters of a term are looked up separately,
 * and if they repeat, as in a run of one character, compared with all the others.
 */
const LONGEST_TERM = 100;

/** The shortest term that the index finds in the middle of a word of a text, in characters. */
export const TRIGRAM = 3;

/** What a file must have in its name or text: a word or a phrase. */
export type Term = {
  /** The term as a substring. */
  readonly part: string;
  /** The term as words. */
  readonly words: string;
};

/**
 * Latin letters that Unicode does not decompose, but that readers see as a letter with a stroke, a hook or
 * without its dot, or as two letters.
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
    // A stretched connection between two Arabic letters (kashida) is not a letter.
    '': 'ـ',
  }).flatMap(([plain, letters]) => [...letters].map((letter) => [letter, plain])),
);
const undecomposed = new RegExp(`[${[...plainLetters.keys()].join('')}]`, 'gu');

/**
 * Removed from decomposed texts. Accents: the marks that all scripts share, except the two that make
 * another letter in Japanese, and the points and vowels that Hebrew, Arabic and Syriac usually omit.
 * Invisible characters: soft hyphens, joiners, direction marks, variation selectors.
 */
const unsought =
  /[\p{Default_Ignorable_Code_Point}[[\p{M}&&[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}]]--[\u3099\u309a]]]+/gv;

/**
 * Removes differences that searches ignore: case, accents, width of characters, invisible characters, kind
 * of white space. Marks that make another letter, as in Japanese or Hindi, stay.
 */
export function fold(text: string): string {
  const plain = isPlain(text) ? text.toLowerCase() : foldLetters(text);
  return plain.replace(/[\s\p{Cc}]+/gu, ' ');
}

/**
 * Whether a text only needs lower-casing: ASCII, and the usual characters of Chinese, Japanese and Korean, which
 * are composed again as they were.
 */
export const isPlain = (text: string): boolean => plainText.test(text);

const plainText =
  /^[\0-\x7f\u3001\u3002\u3041-\u3096\u30a1-\u30fc\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]*$/;

const foldLetters = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFKD')
    .replace(unsought, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(undecomposed, (letter) => plainLetters.get(letter) ?? letter);

/**
 * A folded text split into words: in scripts without spaces between words, and in Korean, which joins
 * words, every character gets spaces around it.
 */
export const inWords = (folded: string): string => folded.replace(unspaced, ' $& ');

/** The letters of scripts without spaces between words, and of Korean, as in a class of a pattern. */
export const unspacedLetters: string = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;

const unspaced = new RegExp(`[${unspacedLetters}]`, 'gu');

/**
 * The terms of a query: its words, and its phrases in quotes. Nothing in it is an operator. An unclosed
 * quote extends to the end.
 */
export function termsOf(query: string): Term[] {
  const parts = new Set<string>();
  for (const [text, phrase] of fold(query).matchAll(/"([^"]*)(?:"|$)|[^ "]+/g)) {
    const part = beginningOf((phrase ?? text).trim());
    if (part !== '') parts.add(part);
  }
  // A dash between two words is ignored, unless it is the only term.
  const telling = [...parts].filter((part) => /[\p{L}\p{N}\p{S}]/u.test(part));
  return (telling.length > 0 ? telling : [...parts])
    .slice(0, MOST_TERMS)
    .map((part) => ({ part, words: inWords(part) }));
}

const beginningOf = (term: string): string =>
  term.length <= LONGEST_TERM ? term : [...term].slice(0, LONGEST_TERM).join('').trimEnd();
