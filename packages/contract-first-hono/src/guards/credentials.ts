/**
 * The kinds of credentials that the kit reads from requests.
 *
 * @module
 */

import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Environment } from '../environment.ts';
import type { Principal } from './principal.ts';

/** Where requests carry a credential, as the document says (OpenAPI 3.1.1, section 4.8.27). */
export type SecurityScheme =
  | {
      readonly type: 'apiKey';
      readonly in: 'header' | 'query' | 'cookie';
      readonly name: string;
    }
  /** `bearer`, `basic`, or another one of RFC 9110, section 11. */
  | { readonly type: 'http'; readonly scheme: string };

/** How the credentials of a security scheme are verified. */
export type Credential<P extends Principal = Principal> = SecurityScheme & {
  /** Returns the principal of a credential; undefined if it is not valid. */
  readonly verify: (credential: string) => Promise<P | undefined>;
  /**
   * Whether an invalid credential counts as a guess; by default each does. One that this server has
   * issued does not, such as an expired access token: its client needs the 401 that makes it refresh,
   * even while others are guessing.
   */
  readonly isGuess?: (credential: string) => Promise<boolean>;
  /** The message for an invalid credential. */
  readonly invalid?: string;
};

/** How the credential is sent, in words: `an API key in X-API-Key`. */
export function describeScheme(scheme: SecurityScheme): string {
  if (scheme.type === 'http') {
    return `${scheme.scheme.toLowerCase() === 'bearer' ? 'an access token' : 'credentials'} as Authorization: ${titleOf(scheme)} <token>`;
  }
  const where = { header: '', query: 'the query parameter ', cookie: 'the cookie ' }[scheme.in];
  return `an API key in ${where}${scheme.name}`;
}

/** The scheme as headers name it. */
export const titleOf = ({ scheme }: { readonly scheme: string }): string =>
  scheme.charAt(0).toUpperCase() + scheme.slice(1);

/** Returns a function that reads the scheme's credential from a request. */
export function readerOf(scheme: SecurityScheme): (c: Context<Environment>) => string | undefined {
  if (scheme.type === 'http') {
    const pattern = new RegExp(`^${scheme.scheme.replaceAll(/\W/g, '\\$&')} +(\\S+)$`, 'i');
    return (c) => pattern.exec(c.req.header('Authorization') ?? '')?.[1];
  }
  const { name } = scheme;
  switch (scheme.in) {
    case 'header':
      return (c) => c.req.header(name);
    case 'query':
      return (c) => c.req.query(name);
    case 'cookie':
      return (c) => getCookie(c, name);
  }
}
