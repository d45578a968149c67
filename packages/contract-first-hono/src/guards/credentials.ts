/**
 * The kinds of credentials that the kit reads from requests.
 *
 * @module
 */

import { TLSSocket } from 'node:tls';
import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Environment } from '../environment.ts';
import { isToken } from '../headers/token.ts';
import type { Principal } from './principal.ts';

/** Where requests carry a credential, as the document says (OpenAPI 3.1.1, section 4.8.27). */
export type SecurityScheme =
  | {
      readonly type: 'apiKey';
      readonly in: 'header' | 'query' | 'cookie';
      readonly name: string;
    }
  /** `bearer`, `basic`, or another one of RFC 9110, section 11. */
  | { readonly type: 'http'; readonly scheme: string }
  /** The certificate that a client has shown when it connected by TLS. */
  | {
      readonly type: 'mutualTLS';
      /**
       * The header in which a proxy that ends TLS passes certificates on, such as `Client-Cert` (RFC
       * 9440). The proxy has to remove it from requests of clients, who could name any certificate.
       * Without it, certificates are those of the connection, if this server ends TLS itself.
       */
      readonly header?: string | undefined;
    };

/** How the credentials of a security scheme are verified. */
export type Credential<P extends Principal = Principal> = SecurityScheme & {
  /**
   * Returns the principal of a credential; undefined if it is not valid.
   *
   * @param credential a key, what stands behind the scheme in `Authorization`, or a certificate (DER in
   *   Base64, which `X509Certificate` of Node.js reads)
   * @param request for schemes whose credentials depend on it, such as `digest` (RFC 7616)
   */
  readonly verify: (credential: string, request: Request) => Promise<P | undefined>;
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
  if (scheme.type === 'mutualTLS') return 'a client certificate';
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
    const name = scheme.scheme.replaceAll(/\W/g, '\\$&');
    // Other schemes may have a list of parameters (RFC 9110, section 11.4).
    const value = /^(bearer|basic)$/i.test(scheme.scheme) ? '\\S+' : '\\S.*';
    const pattern = new RegExp(`^${name} +(${value})$`, 'i');
    return (c) => pattern.exec(c.req.header('Authorization') ?? '')?.[1];
  }
  if (scheme.type === 'mutualTLS') {
    const { header } = scheme;
    return header === undefined ? certificateOf : (c) => passedOn(c.req.header(header));
  }
  const { name } = scheme;
  switch (scheme.in) {
    case 'header':
      return isToken(name) ? (c) => c.req.header(name) : () => undefined;
    case 'query':
      return (c) => c.req.query(name);
    case 'cookie':
      return (c) => getCookie(c, name);
  }
}

/** The certificate of the connection, if TLS has found it valid. */
function certificateOf(c: Context<Environment>): string | undefined {
  const { socket } = c.env.incoming;
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  return socket.getPeerX509Certificate()?.raw.toString('base64');
}

/** A certificate in a header: a byte sequence (RFC 9440, section 2.1). */
const passedOn = (value: string | undefined): string | undefined =>
  /^:([A-Za-z0-9+/]+={0,2}):$/.exec(value ?? '')?.[1];
