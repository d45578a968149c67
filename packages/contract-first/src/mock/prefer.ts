import { ProblemError } from './problemError.ts';

/** What a request asks of its answer. */
export type Preferences = {
  /** The status of the answer. */
  readonly code?: number;
  /** The key of the example, of several that a media type has. */
  readonly example?: string;
  /** Whether the body is made up by the schema instead of taken from an example. */
  readonly dynamic?: boolean;
  /** What the making up begins with, so that it comes out the same again. */
  readonly seed?: string;
  /** When the answer comes, in seconds after the request. */
  readonly wait?: number;
  /** How many items a stream has; 0 for one that goes on until the client leaves. */
  readonly items?: number;
  /** The time between two items of a stream, in milliseconds. */
  readonly interval?: number;
};

/** What a request prefers, as it was written. */
export type Wish = { readonly header: string | undefined; readonly query: URLSearchParams };

/**
 * Whether a request says in its query what it prefers: so a browser's address bar does it, which
 * cannot send credentials.
 */
export const isWishInQuery = ({ header, query }: Wish): boolean =>
  header === undefined && [...query.keys()].some(isPreference);

const none: Preferences = {};
const names = ['code', 'example', 'dynamic', 'seed', 'wait', 'items', 'interval'];
/** The most that preferences with a number can have. */
const most = { wait: 600, items: 1_000_000, interval: 600_000 };

/** Whether a parameter of a query is a preference, such as `__code`. */
export const isPreference = (name: string): boolean =>
  name.startsWith('__') && names.includes(name.slice(2));

/**
 * What a request prefers, in the words of Prism: the header `Prefer` (RFC 7240, section 2) with
 * `code`, `example`, `dynamic` and `seed`, or, if there is none, the same in the query with `__`
 * before each name. Also `wait` of RFC 7240, section 4.3, and `items` and `interval` for streams.
 *
 * @throws ProblemError `invalid_request` for a value that none of them can have
 */
export function preferencesOf({ header, query }: Wish): Preferences {
  if (header === undefined && query.size === 0) return none;
  const given: Record<string, string | undefined> = {};
  if (header !== undefined) {
    for (const [, name = '', , quoted, bare] of header.matchAll(
      /([\w-]+)\s*(=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?/g,
    )) {
      given[name.toLowerCase()] ??= quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '';
    }
  } else {
    for (const name of names) {
      given[name] = query.get(`__${name}`) ?? undefined;
    }
  }
  const { code, example, dynamic, seed } = given;
  if (code !== undefined && !/^[1-5]\d\d$/.test(code)) throw refused('code', 'a status', code);
  if (dynamic !== undefined && dynamic !== 'true' && dynamic !== 'false') {
    throw refused('dynamic', 'true or false', dynamic);
  }
  return {
    ...(code !== undefined && { code: Number(code) }),
    ...(example !== undefined && { example }),
    ...(dynamic !== undefined && { dynamic: dynamic === 'true' }),
    ...(seed !== undefined && { seed }),
    ...numbersIn(given),
  };
}

function numbersIn(given: Readonly<Record<string, string | undefined>>) {
  const found: { wait?: number; items?: number; interval?: number } = {};
  for (const name of ['wait', 'items', 'interval'] as const) {
    const text = given[name];
    if (text === undefined) continue;
    const form = name === 'wait' ? /^\d+(\.\d+)?$/ : /^\d+$/;
    if (!form.test(text) || Number(text) > most[name]) {
      throw refused(name, `a number from 0 to ${most[name]}`, text);
    }
    found[name] = Number(text);
  }
  return found;
}

/**
 * The value of `Preference-Applied` (RFC 7240, section 3).
 *
 * @returns undefined for none
 */
export function appliedText(preferences: Preferences): string | undefined {
  const texts = Object.entries(preferences).map(([name, value]) => {
    const text = String(value);
    if (/^[\w.-]+$/.test(text)) return `${name}=${text}`;
    return `${name}="${text.replaceAll(/[^\x20-\x7e]/g, '?').replaceAll(/["\\]/g, '\\$&')}"`;
  });
  return texts.length > 0 ? texts.join(', ') : undefined;
}

const refused = (name: string, wanted: string, value: string): ProblemError =>
  new ProblemError('invalid_request', `Prefer: ${name} takes ${wanted}, not "${value}"`, {
    errors: [{ pointer: '#/header/prefer', message: `${name} takes ${wanted}` }],
  });
