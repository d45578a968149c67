/**
 * Which headers of a message a proxy passes on (RFC 9110, section 7.6).
 *
 * @module
 */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { MOCK_HEADER } from '../../contract/mockHeader.ts';

export type HeaderPair = readonly [name: string, value: string];

/** Headers of one connection, whether `Connection` lists them or not (RFC 9110, section 7.6.1). */
const hopByHop = new Set([
  'connection',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Preferences that only a mock knows; others, `wait` among them, are for the real server. */
const ofMock = ['code', 'example', 'dynamic', 'seed', 'items', 'interval'];

/** Headers in the form of `rawHeaders`, with their names as they were written. */
export const pairsOf = (raw: readonly string[]): HeaderPair[] =>
  raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? '']] : []));

/** The value of a header; several are one list. */
export function headerIn(pairs: readonly HeaderPair[], name: string): string | undefined {
  const values = pairs.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
  return values.length > 0 ? values.join(', ') : undefined;
}

function endToEnd(pairs: readonly HeaderPair[]): HeaderPair[] {
  const listed = (headerIn(pairs, 'connection') ?? '').split(',');
  const ofConnection = new Set(listed.map((name) => name.trim().toLowerCase()));
  return pairs.filter(([name]) => {
    const lower = name.toLowerCase();
    return !hopByHop.has(lower) && !ofConnection.has(lower);
  });
}

/**
 * The headers of a request as they are sent to the real server.
 *
 * @param via names this proxy
 */
export function forwardedRequest(
  raw: readonly string[],
  { host, via }: { readonly host: string; readonly via: string },
): HeaderPair[] {
  const given = endToEnd(pairsOf(raw));
  const kept = given.flatMap(([name, value]): HeaderPair[] => {
    const lower = name.toLowerCase();
    // The expectation has been met already (RFC 9110, section 10.1.1).
    if (['host', 'expect', 'via', MOCK_HEADER.toLowerCase()].includes(lower)) return [];
    if (lower !== 'prefer') return [[name, value]];
    const others = withoutOwn(value);
    return others === '' ? [] : [[name, others]];
  });
  const path = headerIn(given, 'via');
  return [['Host', host], ...kept, ['Via', path === undefined ? via : `${path}, ${via}`]];
}

/** The preferences of a `Prefer` that are not for the mock. */
const withoutOwn = (prefer: string): string =>
  (prefer.match(/(?:[^,"]|"(?:[^"\\]|\\.)*")+/g) ?? [])
    .map((each) => each.trim())
    .filter(
      (each) => each !== '' && !ofMock.includes(/^[\w-]*/.exec(each)?.[0]?.toLowerCase() ?? ''),
    )
    .join(', ');

/**
 * The headers of a response as they are sent to the client. Whose pages may use it, the mock decides.
 *
 * @param own headers of the mock
 */
export function forwardedResponse(
  raw: readonly string[],
  own: Readonly<Record<string, string>>,
): HeaderPair[] {
  const mock = MOCK_HEADER.toLowerCase();
  const given = pairsOf(raw);
  const kept = endToEnd(given)
    .filter(([name]) => !/^access-control-/i.test(name) && name.toLowerCase() !== mock)
    .filter(isSendable)
    .map(
      ([name, value]): HeaderPair =>
        name.toLowerCase() === 'set-cookie' ? [name, withoutDomain(value)] : [name, value],
    );
  const omitted = headerIn(given, mock);
  const source = omitted === undefined ? 'proxied' : `proxied, ${omitted}`;
  return [...kept, ...Object.entries(own), [MOCK_HEADER, source]];
}

/** Browsers refuse a cookie for another host than the one that sends it (RFC 6265, section 5.3). */
const withoutDomain = (cookie: string): string => cookie.replace(/;\s*domain=[^;]*/gi, '');

function isSendable([name, value]: HeaderPair): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}
