/**
 * Splits names in any notation into words.
 *
 * @module
 */
import type { Words } from './clientModel.ts';

/** Letters of the Latin script that have no decomposition into a base letter and a mark. */
const latin: ReadonlyMap<string, string> = new Map([
  ...[...'ßẞæÆœŒøØłŁđĐðÐþÞıŋ'].map((letter, at): [string, string] => [
    letter,
    [
      'ss',
      'SS',
      'ae',
      'AE',
      'oe',
      'OE',
      'o',
      'O',
      'l',
      'L',
      'd',
      'D',
      'd',
      'D',
      'th',
      'TH',
      'i',
      'n',
    ][at] ?? letter,
  ]),
]);

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/**
 * The words of a name in camelCase, PascalCase, snake_case, kebab-case, with dots, slashes, brackets or
 * spaces; in lower case. Letters with marks become plain ones, those of other scripts stay.
 *
 * `getAPIKeys` → `get api keys`, `X-RateLimit-1h` → `x rate limit 1 h`, `2fa` → `two fa`,
 * `filter[created_at]` → `filter created at`.
 *
 * @returns no words for a name without a letter or digit
 */
export function wordsOf(name: string): Words {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{ASCII}]/gu, (letter) => latin.get(letter) ?? letter)
    .normalize('NFC')
    // Names that are one word, though they are written like two.
    .replace(/OAuth/g, 'Oauth')
    // The plural of an acronym: `URLs`.
    .replace(
      /(?<!\p{Lu})(\p{Lu}{2,})s(?!\p{Ll})/gu,
      (_, acronym: string) => `${capitalized(acronym)}s`,
    )
    .replace(/'(?=s\b)/g, '');
  const parts =
    plain.match(
      /\p{Lu}+(?!\p{Ll})\d*|\p{Lu}?\p{Ll}+\d*|[\p{Lo}\p{Lt}\p{Lm}]+\d*|\p{Lu}\d*|\d+/gu,
    ) ?? [];
  return fit(parts.map((part) => part.toLowerCase()));
}

/** Words of which each begins with a letter, or is a number after another word. */
function fit(parts: readonly string[]): Words {
  const [first, ...others] = parts;
  if (first === undefined) return [];
  if (!/^\d/.test(first)) return parts;
  return [DIGITS[Number(first)] ?? `n${first}`, ...others];
}

const capitalized = (text: string): string =>
  text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();

/** `list api keys` → `list_api_keys`, from which `fromSnake` makes the same words again. */
export const toSnake = (words: Words): string => words.join('_');

export const fromSnake = (name: string): Words => fit(name.split('_').filter(Boolean));

/** `list api keys` → `listApiKeys`. */
export const toCamel = (words: Words): string =>
  words
    .map((word, at) => (at === 0 ? word : word.slice(0, 1).toUpperCase() + word.slice(1)))
    .join('');

/** A name by which two are the same in every language: `api keys` and `apikeys`. */
export const squashed = (words: Words): string => words.join('');
