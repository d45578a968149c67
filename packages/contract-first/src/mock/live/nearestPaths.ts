import type { BoundOperation } from '../../document/model.ts';
import { nearest } from '../../document/nearest.ts';

/**
 * What to say about an address without an operation: the paths that differ least from it, or the
 * base path to leave out.
 *
 * @param servers of the document
 */
export function nearestPaths(
  pathname: string,
  operations: Iterable<BoundOperation>,
  servers: readonly { readonly url: string }[] = [],
): string {
  const byPath = Map.groupBy(operations, ({ path }) => path);
  const filled = new Map([...byPath.keys()].map((path) => [fill(path, pathname), path]));
  const found = nearest(pathname, filled.keys()).flatMap((each) => filled.get(each) ?? []);
  const named = found.map((path) => {
    const methods = byPath.get(path)?.map(({ method }) => method.toUpperCase());
    return `${methods?.join(', ')} ${path}`;
  });
  if (named.length > 0) return `; nearest: ${named.join('; ')}`;
  const base = servers.map(({ url }) => basePathOf(url)).find((each) => isWithin(pathname, each));
  return base ? `; leave out the base path "${base}"` : '';
}

/** A path with the segments of an address for its parameters, so that they do not count as different. */
function fill(path: string, pathname: string): string {
  const segments = pathname.split('/');
  return path
    .split('/')
    .map((each, at) => (/\{[^}]*\}/.test(each) ? (segments[at] ?? each) : each))
    .join('/');
}

/** The path of a server's URL without a slash at the end, which may be relative or have variables. */
const basePathOf = (url: string): string =>
  url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, '').replace(/\/+$/, '');

const isWithin = (pathname: string, base: string): boolean =>
  base !== '' && pathname.startsWith(`${base}/`);
