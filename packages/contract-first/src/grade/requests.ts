/**
 * What is wrong with the requests that a server has received.
 *
 * @module
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Case, ExpectedPart, ExpectedRequest } from './case.ts';
import { isEqual, shown } from './equal.ts';
import { parseJson } from './losslessJson.ts';
import { partsOf } from './multipart.ts';
import type { Received } from './server.ts';

/** How long a client has to close a connection that it no longer needs, in milliseconds. */
const closingTime = 3_000;

/** What is wrong with all requests of a case; a sentence a fault. */
export async function faultsOfRequests(
  each: Case,
  received: readonly Received[],
): Promise<readonly string[]> {
  const faults: string[] = [];
  const { requests, atMostMore = 0 } = each;
  const more = received.length - (requests?.length ?? 0);
  if (requests && (more < 0 || more > atMostMore)) {
    const lines = received.map(({ method, url }) => `${method} ${url}`).slice(0, 5);
    faults.push(
      `Expected ${requests.length} requests, received ${received.length}${lines.length > 0 ? `: ${lines.join(', ')}` : ''}`,
    );
  } else if (requests) {
    const pairs = each.anyOrder
      ? paired(requests, received)
      : requests.map((request, at) => [request, received[at]] as const);
    for (const [expected, actual] of pairs) {
      if (!actual) faults.push(`No request was ${shown(expected)}`);
      else faults.push(...faultsOf(expected, actual), ...(await faultsOfClosing(expected, actual)));
    }
  }
  for (const forbidden of each.forbidden ?? []) {
    const found = received.find((actual) => faultsOf(forbidden, actual).length === 0);
    if (found)
      faults.push(`It must not send ${found.method} ${found.url}${headersText(forbidden)}`);
  }
  return [...faults, ...faultsOfHeaders(each, received), ...faultsOfGaps(each, received)];
}

const headersText = ({ headers }: ExpectedRequest): string =>
  headers ? ` with ${Object.keys(headers).join(', ')}` : '';

/** Each expected request with one that was received and is as expected. */
function paired(
  requests: readonly ExpectedRequest[],
  received: readonly Received[],
): (readonly [ExpectedRequest, Received | undefined])[] {
  const left = [...received];
  return requests.map((request) => {
    const at = left.findIndex((actual) => faultsOf(request, actual).length === 0);
    return [request, at < 0 ? undefined : left.splice(at, 1)[0]] as const;
  });
}

function faultsOfHeaders(each: Case, received: readonly Received[]): string[] {
  const valuesOf = (name: string) => received.map(({ headers }) => headers[name]);
  return [
    ...(each.same ?? [])
      .filter((name) => new Set(valuesOf(name)).size > 1 || valuesOf(name).includes(undefined))
      .map((name) => `${name} must be the same: ${shown(valuesOf(name))}`),
    ...(each.different ?? [])
      .filter((name) => new Set(valuesOf(name)).size < received.length)
      .map((name) => `${name} must differ: ${shown(valuesOf(name))}`),
  ];
}

function faultsOfGaps({ gaps = [] }: Case, received: readonly Received[]): string[] {
  return gaps.flatMap(([fewest, most], at) => {
    const [before, after] = [received[at], received[at + 1]];
    if (!before || !after) return [`There was no request ${at + 2}`];
    const seconds = (after.at - (before.doneAt ?? before.at)) / 1000;
    return seconds < fewest || seconds > most
      ? [`Waited ${seconds.toFixed(2)} s before request ${at + 2}; expected ${fewest} to ${most} s`]
      : [];
  });
}

async function faultsOfClosing({ closed }: ExpectedRequest, actual: Received): Promise<string[]> {
  if (!closed) return [];
  const timer = new AbortController();
  const isClosed = await Promise.race([
    actual.closed,
    wait(closingTime, false, { signal: timer.signal }),
  ]);
  timer.abort();
  return isClosed ? [] : ['The client did not close the connection'];
}

/** What is wrong with one request. */
export function faultsOf(expected: ExpectedRequest, actual: Received): string[] {
  const [path = '', rawQuery = ''] = split(actual.url);
  const fault = (what: string, wanted: unknown, got: unknown): string[] => [
    `${what}: expected ${shown(wanted)}, got ${shown(got)}`,
  ];
  const differs = (what: string, wanted: unknown, got: unknown): string[] =>
    wanted === undefined || isEqual(wanted, got) ? [] : fault(what, wanted, got);
  const fails = (what: string, pattern: RegExp | undefined, got: string): string[] =>
    pattern === undefined || pattern.test(got) ? [] : fault(what, pattern, got);
  const text = actual.body.toString('utf8');
  const query = [...new URLSearchParams(rawQuery)];
  const form = [...new URLSearchParams(text)];
  return [
    ...differs('Method', expected.method, actual.method),
    ...differs('Path', expected.path, decoded(path)),
    ...fails('Path', expected.rawPath, path),
    ...differs('Query', sorted(expected.query), sorted(query)),
    ...fails('Query', expected.rawQuery, rawQuery),
    ...differs('Query', expected.queryJson, expected.queryJson && jsonValues(query)),
    ...headerFaults(expected, actual, fault),
    ...differs('Cookies', expected.cookies, cookiesOf(actual.headers.cookie)),
    ...differs('Body', expected.json, expected.json === undefined ? undefined : jsonOf(text)),
    ...differs('Body', expected.text, text),
    ...differs('Body', expected.base64, actual.body.toString('base64')),
    ...differs('Form', sorted(expected.form), sorted(form)),
    ...(expected.formHas ?? [])
      .filter((wanted) => !form.some((field) => isEqual(wanted, field)))
      .flatMap((wanted) => fault('Form', wanted, form)),
    ...(expected.empty && actual.body.length > 0 ? fault('Body', undefined, text) : []),
    ...(expected.parts ? partFaults(expected.parts, actual) : []),
  ];
}

const split = (url: string): readonly [path: string, query: string] => {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
};

/** A path with escapes only where they make a difference. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path.replaceAll(/%(?=2f|3f|23|25)/gi, '%25')).replaceAll(
      /%2f|%3f/gi,
      (each) => each.toUpperCase(),
    );
  } catch {
    return path;
  }
}

const sorted = (
  pairs: readonly (readonly [string, string])[] | undefined,
): readonly (readonly [string, string])[] | undefined =>
  pairs?.toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));

const jsonOf = (text: string): unknown => {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
};

const jsonValues = (query: readonly (readonly [string, string])[]): Record<string, unknown> =>
  Object.fromEntries(query.map(([name, value]) => [name, jsonOf(value)]));

function cookiesOf(header: string | undefined): Record<string, string> {
  const pairs = (header ?? '').split('; ').filter((each) => each !== '');
  return Object.fromEntries(
    pairs.map((each) => {
      const at = each.indexOf('=');
      const value = each.slice(at + 1).replace(/^"(.*)"$/, '$1');
      return [each.slice(0, at), safelyDecoded(value)];
    }),
  );
}

const safelyDecoded = (value: string): string => {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
};

function headerFaults(
  { headers = {} }: ExpectedRequest,
  actual: Received,
  fault: (what: string, wanted: unknown, got: unknown) => string[],
): string[] {
  return Object.entries(headers).flatMap(([name, wanted]) => {
    const value = actual.headers[name];
    const got = Array.isArray(value) ? value.join(', ') : value;
    const isRight =
      wanted instanceof RegExp ? got !== undefined && wanted.test(got) : wanted === (got ?? null);
    return isRight ? [] : fault(`Header ${name}`, wanted, got);
  });
}

function partFaults(expected: readonly ExpectedPart[], { headers, body }: Received): string[] {
  const parts = partsOf(headers['content-type'] ?? '', body);
  if (!parts) return [`Body: expected a multipart form, got ${shown(headers['content-type'])}`];
  const byName = <Of extends { readonly name: string }>(all: readonly Of[]) =>
    all.toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
  const [wanted, got] = [byName(expected), byName(parts)];
  if (
    !isEqual(
      wanted.map(({ name }) => name),
      got.map(({ name }) => name),
    )
  ) {
    return [
      `Parts: expected ${shown(wanted.map(({ name }) => name))}, got ${shown(got.map(({ name }) => name))}`,
    ];
  }
  return wanted.flatMap((part, at) => {
    const actual = got[at];
    if (!actual) return [];
    const text = actual.body.toString('utf8');
    const values: readonly (readonly [string, unknown, unknown])[] = [
      ['filename', part.filename, actual.filename],
      ['media type', part.contentType, actual.contentType],
      ['text', part.text, text],
      ['JSON', part.json, part.json === undefined ? undefined : jsonOf(text)],
      ['bytes', part.base64, actual.body.toString('base64')],
    ];
    return values
      .filter(([, want, have]) =>
        want instanceof RegExp
          ? !want.test(String(have ?? ''))
          : want !== undefined && !isEqual(want, have),
      )
      .map(
        ([what, want, have]) =>
          `Part ${part.name}: ${what}: expected ${shown(want)}, got ${shown(have)}`,
      );
  });
}
