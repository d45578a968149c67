/**
 * What a client is called, in every language: by the title of its document, or by a name that was given.
 *
 * @module
 */

/** Words of a title that say nothing about what the API is. */
const empty = new Set(
  (
    'a an the of for api apis rest restful http openapi swagger client sdk spec specification official ' +
    'public'
  ).split(' '),
);
/** How many words of a title make a name. */
const MOST_WORDS = 5;

/** The names of a client that all languages share. */
export type ClientTitle = {
  /** In their own capitals: `GitHub v3 REST API` is `GitHub`. */
  readonly words: readonly string[];
  /** `Bookshop`, of `BookshopClient`. */
  readonly name: string;
  /** The prefix of environment variables, such as `BOOKSHOP_`. */
  readonly environment: string;
};

/** @param given a name instead of that from the title */
export function clientTitle(title: string, given?: string): ClientTitle {
  const words = wordsOf(given ?? title);
  return {
    words,
    name: given ?? words.map(capitalized).join(''),
    environment: `${words.join('_').toUpperCase()}_`,
  };
}

function wordsOf(title: string): readonly string[] {
  const all = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/['’]s\b/g, '')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const telling = all.filter(
    (word) => !empty.has(word.toLowerCase()) && !/^v?\d+(?:\.\d+)*$/i.test(word),
  );
  const words = telling.slice(0, MOST_WORDS);
  const [first] = words;
  return first === undefined || /^\d/.test(first) ? ['Api', ...words] : words;
}

const capitalized = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
