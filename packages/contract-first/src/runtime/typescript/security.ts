/**
 * How the credentials of each kind of security scheme are sent.
 *
 * @module
 */

import { isPlainObject } from './casing.ts';
import { refuseCookies } from './cookies.ts';
import type { Deadline } from './deadline.ts';
import type { Credentials, PrepareCredentials } from './proof.ts';
import { TokenSource } from './tokenSource.ts';

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

/** Sends a `Secret` as it is, in a header, the query or a cookie. */
export const apiKey: PrepareCredentials = ({ option, in: place, name = '' }, credentials) => {
  if (place === 'cookie') refuseCookies(option);
  return secretly(option, credentials, (proof, secret) => {
    if (place === 'header') proof.headers[name.toLowerCase()] = secret;
    else (place === 'query' ? proof.query : proof.cookies).push([name, secret]);
  });
};

/** Sends a `Secret` as a bearer token (RFC 6750); also that of OpenID Connect. */
export const bearer: PrepareCredentials = ({ option }, credentials) =>
  secretly(option, credentials, (proof, secret) => {
    proof.headers.authorization = `Bearer ${secret}`;
  });

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
  const authorization = `Basic ${btoa(String.fromCharCode(...bytes))}`;
  return {
    add: ({ headers }) => {
      headers.authorization = authorization;
    },
  };
};

/** Sends a `Secret` after the name of another scheme, such as `Digest`. */
export const httpScheme: PrepareCredentials = ({ option, scheme = '' }, credentials) =>
  secretly(
    option,
    credentials,
    (proof, secret) => {
      proof.headers.authorization = `${scheme} ${secret}`;
    },
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
  return {
    async add({ headers }, needed, deadline) {
      headers.authorization = `Bearer ${await source.token(fixed ?? needed, deadline)}`;
    },
    renew: (needed, deadline, { headers }) =>
      source.renew(fixed ?? needed, headers.authorization?.slice('Bearer '.length) ?? '', deadline),
  };
};

/**
 * Credentials of one text.
 *
 * @throws TypeError for a text that a header cannot carry; `fetch` would put it into its message
 */
function secretly(
  option: string,
  credentials: unknown,
  put: (proof: Parameters<Credentials['add']>[0], secret: string) => void,
  allowed = /^[\x21-\x7e]+$/,
): Credentials {
  const check = (secret: unknown): string => {
    if (typeof secret === 'string' && allowed.test(secret)) return secret;
    throw new TypeError(`${option} must contain only printable ASCII characters, without spaces`);
  };
  if (typeof credentials !== 'function') {
    const secret = check(credentials);
    return { add: (proof) => put(proof, secret) };
  }
  let last: string | undefined;
  const get = async (deadline: Deadline): Promise<string> => {
    // a failure of the caller's own function is the caller's, whatever else happens to the call
    const secret = await deadline.unlessEnded(Promise.resolve(credentials()));
    return check(secret);
  };
  return {
    add: async (proof, _scopes, deadline) => {
      last = await get(deadline);
      put(proof, last);
    },
    renew: async (_scopes, deadline) => {
      const before = last;
      return before !== (await get(deadline).catch(() => before));
    },
  };
}
