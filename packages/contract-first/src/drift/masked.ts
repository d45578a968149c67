/**
 * Shows names from traffic without what may be a secret: ids, tokens and other data are `*`.
 *
 * @module
 */

/** A word as people write them into names of fields; each part has one way to be read. */
const WORD = /^[a-z]{1,24}(?:[_.-][a-z]{1,24}){0,5}$/i;
const VERSION = /^v\d{1,2}$/i;

const isWord = (text: string): boolean =>
  VERSION.test(text) || (text.length <= 40 && WORD.test(text) && !isMixed(text));

/** Letters in a random order of cases are a token: `aGVsbG8gd29ybGQ`. */
const isMixed = (text: string): boolean => {
  const changes = text.match(/[a-z][A-Z]|[A-Z]{2}[a-z]/g)?.length ?? 0;
  return changes > Math.max(1, text.length / 5);
};

const masked = (path: string, isShown: (segment: string) => boolean): string =>
  path
    .split('/')
    .map((segment) => (segment === '' || isShown(segment) ? segment : '*'))
    .join('/');

/**
 * A path without its values. Shown are the segments that paths of the document have, and the first one if
 * it is a word, after a version such as `v1`: it names what is undocumented, and values follow it.
 *
 * @param literals the segments that paths of the document have as they are
 */
export function maskedPath(path: string, literals: ReadonlySet<string>): string {
  const segments = path.split('/').filter((each) => each !== '');
  const first = segments.find((each) => !VERSION.test(each));
  return masked(
    path,
    (segment) =>
      literals.has(segment) || VERSION.test(segment) || (segment === first && isWord(segment)),
  );
}

/** A JSON pointer into a body without indexes and keys that may be data. */
export const maskedPointer = (pointer: string): string => masked(pointer, isWord);

/** The name of a field or parameter that the document does not have. */
export const maskedName = (name: string): string =>
  /^(?=.{1,40}$)[a-z_$][a-z_$.[\]-]*\d{0,2}$/i.test(name) && !isMixed(name) ? name : '*';

/** A media type, which may be any text. */
export const maskedType = (text: string): string =>
  /^[\w!#$&^.+-]{1,60}\/[\w!#$&^.+-]{1,80}$/.test(text) ? text : '*';
