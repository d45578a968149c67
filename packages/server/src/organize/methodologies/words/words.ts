/** Splits names and texts into comparable words. */

/** Words that say nothing about a file's topic. */
const empty = new Set(
  'the and for with from von der die das und of in on to my our new a an'.split(' '),
);

/** The words of a text: lower case, without accents and plural endings. */
export function wordsOf(text: string): string[] {
  return (
    text
      // "TaxReturn2024" is three words, a name such as "WhatsApp" one.
      .replace(/WhatsApp|YouTube|LinkedIn|PayPal|OneDrive|GitHub|iCloud/g, (name) =>
        name.toLowerCase(),
      )
      .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u)
      .filter((word) => word !== '')
      .map(singular)
  );
}

/** The words of a title that distinguish it from others. */
export const tellingWords = (title: string): string[] =>
  wordsOf(title).filter((word) => word.length > 1 && !empty.has(word) && !/^\d+$/.test(word));

function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && /[^su]s$/.test(word) ? word.slice(0, -1) : word;
}

/** Minimum length of a word without its German plural ending. */
const LEAST_STEM = 5;

/**
 * The possible German singulars of a word: `rechnungen` has `rechnung` and `rechnunge`, `vertrage`
 * has `vertrag`. Only long words, since `care` is not the plural of `car`.
 */
export const singularsOf = (word: string): string[] =>
  ['en', 'e', 'n']
    .filter((ending) => word.endsWith(ending) && word.length - ending.length >= LEAST_STEM)
    .map((ending) => word.slice(0, -ending.length));
