/**
 * Routes whose paths differ only by their query, as in `/items?action=copy`, their fragment, or the names of
 * their parameters.
 *
 * @module
 */
import { isToken } from '../headers/token.ts';
import { type Pair, pairsOf, unescaped } from './address.ts';
import { isWhole, type Template, valuesIn } from './template.ts';

/** What is routed to: a value, and the names of the parameters in its path. */
export type Route<T> = {
  readonly value: T;
  readonly names: readonly string[];
  /** The texts of the parameters in the query of its path, whose names are the last ones. */
  readonly inQuery?: readonly string[];
};

/** Reads a header of a request. */
export type ReadHeader = (name: string) => string | undefined;

/** A route whose path others may have as well, apart from the query and the fragment. */
export type Variant<T> = {
  readonly template: Template;
  readonly method: string;
  readonly route: Route<T>;
  /** Whether a request is rather for this route, if others fit as well. */
  readonly takes: (header: ReadHeader) => boolean;
};

/** Whether a route of a path depends on more than the method. */
export const isConditional = <T>(variants: readonly Variant<T>[]): boolean =>
  variants.some(({ template }) => template.query.length > 0 || template.fragment.length > 0) ||
  new Set(variants.map(({ method }) => method)).size < variants.length;

/** Routes by method, the first one of each; `GET` answers `HEAD` if nothing else does. */
export function methodsOf<T>(
  routes: readonly (readonly [method: string, Route<T>])[],
): ReadonlyMap<string, Route<T>> {
  const methods = new Map<string, Route<T>>();
  for (const [method, route] of routes) if (!methods.has(method)) methods.set(method, route);
  const get = methods.get('GET');
  if (!get || methods.has('HEAD')) return methods;
  // In the place where `Allow` names it.
  return new Map(
    [...methods].flatMap(([method, route]): [string, Route<T>][] =>
      method === 'GET'
        ? [
            ['GET', route],
            ['HEAD', route],
          ]
        : [[method, route]],
    ),
  );
}

/**
 * The routes that a query and the headers of a request fit, by method; undefined if there are none. Of
 * several with one method the first of these wins:
 *
 * - one of whose query nothing is missing
 * - one whose fragment names query parameters and headers that the request has, those with more first
 * - one that requires more of the query
 * - one that takes the media type of the body
 * - one without a fragment
 */
export function fitting<T>(
  variants: readonly Variant<T>[],
  search: string,
  header: ReadHeader,
): ReadonlyMap<string, Route<T>> | undefined {
  const pairs = pairsOf(search);
  const found = variants.flatMap(({ template, method, route, takes }) => {
    const read = readQuery(template, pairs);
    if (!read) return [];
    const rank = [
      read.isComplete ? 0 : 1,
      -repeated(template, pairs, header),
      -template.query.length,
      takes(header) ? 0 : 1,
      template.fragment.length === 0 ? 0 : 1,
    ];
    const names = [...route.names, ...read.names];
    return [{ method, rank, route: { ...route, names, inQuery: read.texts } }];
  });
  if (found.length === 0) return undefined;
  found.sort((one, other) => compared(one.rank, other.rank));
  return methodsOf(found.map(({ method, route }) => [method, route]));
}

function compared(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((each, index) => each !== other[index]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

/**
 * What a query has for the parameters in the query of a path; undefined if it does not fit. Whether a
 * parameter may be missing is a matter of its description.
 */
function readQuery({ query }: Template, pairs: readonly Pair[]) {
  const names: string[] = [];
  const texts: string[] = [];
  let isComplete = true;
  for (const [name, value] of query) {
    const own = pairs.filter((pair) => pair.name === name).map(({ raw }) => unescaped(raw));
    const inside = isWhole(value)
      ? own.slice(0, 1)
      : own.map((text) => valuesIn(value, text)).find((each) => each !== undefined);
    const isMissing = value.names.length > 0 && own.length === 0;
    if (!inside && !isMissing) return undefined;
    if (isMissing) isComplete = false;
    else names.push(...value.names);
    texts.push(...(inside ?? []).map(encodeURIComponent));
  }
  return { names, texts, isComplete };
}

/** How many query parameters and headers a fragment names; none unless the request has all of them. */
function repeated({ fragment }: Template, pairs: readonly Pair[], header: ReadHeader): number {
  const isSent = ([name, value]: Template['fragment'][number]): boolean => {
    const inHeader = isToken(name) ? header(name) : undefined;
    if (inHeader !== undefined && (value === undefined || inHeader === value)) return true;
    return pairs.some(
      (pair) => pair.name === name && (value === undefined || unescaped(pair.raw) === value),
    );
  };
  return fragment.every(isSent) ? fragment.length : 0;
}
