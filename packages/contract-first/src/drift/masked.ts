/**
 * Shows names from traffic without what may be a secret: ids, tokens and other data are `*`.
 *
 * @module
 */

/** A word as people write them into addresses and names of fields. */
const WORD = /^[a-z][a-z]{0,23}([_.-]?[a-z]{1,24}){0,5}$/i;
const VERSION = /^v\d{1,2}$/i;

const isWord = (text: string): boolean =>
  VERSION.test(text) || (WORD.test(text) && text.length <= 40 && !isMixed(text));

/** Letters in a random order of cases are a token: `aGVsbG8gd29ybGQ`. */
const isMixed = (text: string): boolean => {
  const changes = text.match(/[a-z][A-Z]|[A-Z]{2}[a-z]/g)?.length ?? 0;
  return changes > Math.max(1, text.length / 5);
};

/** A path with only the words of it. */
export const maskedPath = (path: string): string =>
  path
    .split('/')
    .map((segment) => (segment === '' || isWord(segment) ? segment : '*'))
    .join('/');

/** A JSON pointer into a body without indexes and keys that may be data. */
export const maskedPointer = maskedPath;

/** The name of a field or parameter that the document does not have. */
export const maskedName = (name: string): string =>
  /^(?=.{1,40}$)[a-z_$][a-z_$.[\]-]*\d{0,2}$/i.test(name) && !isMixed(name) ? name : '*';

/** A media type, which may be any text. */
export const maskedType = (text: string): string =>
  /^[\w!#$&^.+-]{1,60}\/[\w!#$&^.+-]{1,80}$/.test(text) ? text : '*';
