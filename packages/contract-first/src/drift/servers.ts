import type { Document } from '../document/model.ts';

/** Finds the part of an address that operations match; undefined for addresses of other servers. */
export type Locate = (url: URL) => string | undefined;

type Server = { readonly origin: RegExp | undefined; readonly base: RegExp };

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A text with variables such as `{region}` as an expression. */
const patternOf = (text: string, variable: string): string =>
  text
    .split(/\{[^}]*\}/)
    .map(escaped)
    .join(variable);

/** Hosts of machines that develop and test: they stand for any server of the document. */
const LOCAL = /^(localhost|127(\.\d+){3}|\[::1\]|.*\.localhost|host\.docker\.internal)$/;

/**
 * Finds the server of the document that an address is for.
 *
 * @param given URLs of the server, if they are not those of the document
 */
export function locator({ servers = [] }: Document, given: readonly string[]): Locate {
  const known = (given.length > 0 ? given : servers.map(({ url }) => url)).map(serverOf);
  const list = known.length > 0 ? known : [serverOf('/')];
  const isStrict = given.length > 0;
  const hasOrigin = list.some(({ origin }) => origin !== undefined);
  return ({ origin, hostname, pathname }) => {
    const isLocal = !isStrict && LOCAL.test(hostname);
    const fitting = list.flatMap((server) => {
      if (server.origin && !server.origin.test(origin) && !isLocal) return [];
      if (!server.origin && hasOrigin && !isLocal) return [];
      const base = server.base.exec(pathname)?.[0];
      return base === undefined ? [] : [base];
    });
    // Of several bases, the longest one is meant.
    const [base] = fitting.sort((a, b) => b.length - a.length);
    if (base !== undefined) return rest(pathname, base);
    // A mock serves below its root, whatever the base of the server is.
    return isLocal ? pathname : undefined;
  };
}

const rest = (pathname: string, base: string): string => {
  const path = pathname.slice(base.length);
  return path.startsWith('/') ? path : `/${path}`;
};

function serverOf(url: string): Server {
  const [, origin, path = ''] = /^(https?:\/\/[^/]+)?(.*)$/is.exec(url) ?? [];
  const base = (path.split(/[?#]/)[0] ?? '').replace(/\/+$/, '');
  const shown = base === '' || base.startsWith('/') ? base : `/${base}`;
  return {
    origin:
      origin === undefined
        ? undefined
        : new RegExp(`^${patternOf(withoutPort(origin), '[^/]+')}$`, 'i'),
    base: new RegExp(`^${patternOf(shown, '[^/]+')}(?=/|$)`),
  };
}

/** As `URL` gives origins: without the default port. */
const withoutPort = (origin: string): string =>
  origin.replace(/^(https:.*):443$/i, '$1').replace(/^(http:.*):80$/i, '$1');
