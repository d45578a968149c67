/**
 * How the credentials of each kind of security scheme are sent.
 *
 * @module
 */

import { isPlainObject } from './casing.ts';
import { refuseCookies } from './cookies.ts';
import type { Deadline } from './deadline.ts';
import type { Credentials, PrepareCredentials, Sign } from './operation.ts';
import { addCookie } from './request.ts';
import { TokenSource } from './tokenSource.ts';
import { unlessEnded } from './unlessEnded.ts';

/** A text, or a function that returns one for each request. */
export type Secret = string | (() => string | Promise<string>);

export type BasicCredentials = { readonly username: string; readonly password: string };

/** An access token, or a client to request tokens for (RFC 6749, section 4.4). */
export type OAuth2Credentials =
  | Secret
  | {
      readonly clientId: string;
      readonly clientSecret: string;
      /** By default those that operations need. */
      readonly scopes?: readonly string[] | undefined;
    };

/** Sends a `Secret` as it is, in a header: the same as `apiKey`, but smaller. */
export const headerKey: PrepareCredentials = ({ option, name = '' }, credentials) =>
  secretly(option, credentials, (secret, headers, url) => {
    headers.set(name, secret);
    return url;
  });

/** Sends a `Secret` as it is, in a header, the query or a cookie. */
export const apiKey: PrepareCredentials = ({ option, in: place, name = '' }, credentials) => {
  if (place === 'cookie') refuseCookies(option);
  return secretly(option, credentials, (secret, headers, url) => {
    if (place === 'query') {
      const pair = `${encodeURIComponent(name)}=${encodeURIComponent(secret)}`;
      return `${url}${url.includes('?') ? '&' : '?'}${pair}`;
    }
    if (place === 'cookie') addCookie(headers, `${name}=${secret}`);
    else headers.set(name, secret);
    return url;
  });
};

/** Sends a `Secret` as a bearer token (RFC 6750); also that of OpenID Connect. */
export const bearer: PrepareCredentials = ({ option }, credentials) =>
  secretly(option, credentials, (secret, headers, url) =>
    authorize('Bearer', secret, headers, url),
  );

/** Sends `BasicCredentials` (RFC 7617). */
export const basic: PrepareCredentials = ({ option }, credentials) => {
  const [username, password] = Array.isArray(credentials)
    ? credentials
    : isPlainObject(credentials)
      ? [credentials.username, credentials.password]
      : [];
  if (typeof username !== 'string' || typeof password !== 'string') {
    throw new TypeError(`${option} must be an object with a username and a password`);
  }
  if (username.includes(':')) throw new TypeError(`${option}: username must not contain ":"`);
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  const token = btoa(String.fromCharCode(...bytes));
  return { sign: () => (headers, url) => authorize('Basic', token, headers, url) };
};

/** Sends a `Secret` after the name of another scheme, such as `Digest`. */
export const httpScheme: PrepareCredentials = ({ option, scheme = '' }, credentials) =>
  secretly(
    option,
    credentials,
    (secret, headers, url) => authorize(scheme, secret, headers, url),
    /^[\x20-\x7e]+$/,
  );

/** Sends `OAuth2Credentials`: a token, or those that it requests for a client. */
export const oauth2: PrepareCredentials = (scheme, credentials, setting) => {
  const { option, tokenUrl } = scheme;
  const client = Array.isArray(credentials)
    ? { clientId: credentials[0], clientSecret: credentials[1] }
    : credentials;
  if (!isPlainObject(client)) return bearer(scheme, client, setting);
  const { clientId, clientSecret, scopes } = client;
  if (typeof clientId !== 'string' || typeof clientSecret !== 'string' || !tokenUrl) {
    throw new TypeError(
      `${option} must be an access token${tokenUrl ? ', or an object with a clientId and a clientSecret' : ''}`,
    );
  }
  const fixed = Array.isArray(scopes) ? scopes.map(String) : undefined;
  const source = new TokenSource({ clientId, clientSecret, tokenUrl, ...setting });
  /** The token that each signature has. */
  const tokens = new WeakMap<Sign, string>();
  return {
    async sign(needed, deadline) {
      const token = await source.token(fixed ?? needed, deadline);
      const sign: Sign = (headers, url) => authorize('Bearer', token, headers, url);
      tokens.set(sign, token);
      return sign;
    },
    renew: (needed, deadline, refused) => {
      const token = refused.map((sign) => tokens.get(sign)).find((each) => each !== undefined);
      return source.renew(fixed ?? needed, token, deadline);
    },
  };
};

function authorize(scheme: string, credentials: string, headers: Headers, url: string): string {
  headers.set('authorization', `${scheme} ${credentials}`);
  return url;
}

/**
 * Credentials of one text.
 *
 * @throws TypeError for a text that a header cannot carry; `fetch` would put it into its message
 */
function secretly(
  option: string,
  credentials: unknown,
  put: (secret: string, ...request: Parameters<Sign>) => string,
  allowed = /^[\x21-\x7e]+$/,
): Credentials {
  const signWith = (secret: unknown): Sign => {
    if (typeof secret !== 'string' || !allowed.test(secret)) {
      throw new TypeError(`${option} must contain only printable ASCII characters, without spaces`);
    }
    last = secret;
    return (...request) => put(secret, ...request);
  };
  let last: string | undefined;
  if (typeof credentials !== 'function') {
    const sign = signWith(credentials);
    return { sign: () => sign };
  }
  const sign = async (deadline: Deadline) =>
    signWith(await unlessEnded(deadline, Promise.resolve(credentials())));
  return {
    sign: (_scopes, deadline) => sign(deadline),
    renew: async (_scopes, deadline) => {
      const before = last;
      await sign(deadline);
      return last !== before;
    },
  };
}
