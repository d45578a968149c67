import type { BoundOperation, Document } from '../document/model.ts';
import { isImpossible, type SecurityScheme, securitySchemes } from '../document/securitySchemes.ts';
import type { Credential } from './settings.ts';

export { type SecurityScheme, securitySchemes };

/** Where a credential stands in a request. */
export type Placed =
  | { readonly in: 'header'; readonly name: string; readonly value: string }
  | { readonly in: 'query'; readonly name: string; readonly value: string };

/** Puts a credential where its scheme wants it. */
export function credentialFieldOf(scheme: SecurityScheme, credential: string): Placed {
  if (scheme.type === 'apiKey') {
    if (scheme.in === 'query') return { in: 'query', name: scheme.name, value: credential };
    if (scheme.in === 'cookie') {
      return { in: 'header', name: 'Cookie', value: `${scheme.name}=${credential}` };
    }
    return { in: 'header', name: scheme.name, value: credential };
  }
  if (scheme.type === 'mutualTLS') {
    return { in: 'header', name: CERTIFICATE, value: `:${credential}:` };
  }
  const name = httpSchemeOf(scheme);
  const sent = name === 'basic' ? Buffer.from(credential).toString('base64') : credential;
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  return { in: 'header', name: 'Authorization', value: `${title} ${sent}` };
}

/** The headers of a request with a credential; a cookie joins those that are there (RFC 6265, section 5.4). */
export function withHeader(
  headers: Readonly<Record<string, string>>,
  { name, value }: { readonly name: string; readonly value: string },
): Record<string, string> {
  const { Cookie: cookies } = headers;
  const isJoined = name === 'Cookie' && cookies !== undefined;
  return { ...headers, [name]: isJoined ? `${cookies}; ${value}` : value };
}

/** Where a proxy that ends TLS passes certificates of clients on (RFC 9440), as DER in Base64. */
const CERTIFICATE = 'Client-Cert';

/** The name in `Authorization`; tokens of `oauth2` and `openIdConnect` are sent by `Bearer`. */
const httpSchemeOf = ({ type, scheme }: SecurityScheme): string =>
  type === 'http' && scheme !== '' ? scheme : 'bearer';

/** A credential that no server has given. */
export function wrongCredential({ type, scheme }: SecurityScheme): string {
  if (type === 'mutualTLS') return Buffer.from('wrong').toString('base64');
  return scheme === 'basic' ? 'nobody:wrong' : 'wrong-0000000000000000';
}

/**
 * The schemes of the first alternative of an operation for which all credentials are there and that one
 * request can satisfy.
 *
 * @returns undefined where none is; empty where the operation needs no credentials
 */
export function schemesFor(
  { security }: BoundOperation,
  schemes: readonly SecurityScheme[],
  credentials: Readonly<Record<string, Credential>>,
): SecurityScheme[] | undefined {
  if (security.length === 0) return [];
  for (const alternative of security) {
    const names = Object.keys(alternative);
    // Where the credential of a scheme that is not described goes is not known.
    const isKnown = (name: string) => schemes.some(({ key }) => key === name);
    if (!names.every((name) => Object.hasOwn(credentials, name) && isKnown(name))) continue;
    const used = schemes.filter(({ key }) => names.includes(key));
    if (!isImpossible(used)) return used;
  }
  return undefined;
}

/** Whether an operation is closed to those without credentials. */
export const needsCredentials = ({ security }: BoundOperation): boolean =>
  security.length > 0 && security.every((each) => Object.keys(each).length > 0);

/**
 * The credentials among headers that a user has given, such as `X-API-Key: …`, and the other headers.
 */
export function fromHeaders(
  document: Document,
  headers: Readonly<Record<string, string>>,
): { credentials: Record<string, string>; others: Record<string, string> } {
  const credentials = new Map<string, string>();
  const others = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    // An operation may ask for several schemes that all read the same header.
    const schemes = securitySchemes(document).filter((each) => isHeaderOf(each, name, value));
    if (schemes.length === 0) others.set(name, value);
    for (const scheme of schemes) credentials.set(scheme.key, credentialIn(scheme, value));
  }
  return { credentials: Object.fromEntries(credentials), others: Object.fromEntries(others) };
}

function isHeaderOf(scheme: SecurityScheme, header: string, value: string): boolean {
  const { type, in: where, name } = scheme;
  if (type === 'apiKey') return where === 'header' && name.toLowerCase() === header.toLowerCase();
  if (type === 'mutualTLS') return header.toLowerCase() === CERTIFICATE.toLowerCase();
  if (header.toLowerCase() !== 'authorization') return false;
  return value.toLowerCase().startsWith(`${httpSchemeOf(scheme)} `);
}

function credentialIn({ type, scheme }: SecurityScheme, value: string): string {
  if (type === 'apiKey') return value;
  if (type === 'mutualTLS') return value.replaceAll(':', '');
  const rest = value.slice(value.indexOf(' ') + 1);
  return scheme === 'basic' ? Buffer.from(rest, 'base64').toString() : rest;
}
