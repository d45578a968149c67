/** Adds the credentials to a request that an operation requires; any value will do. */
import type { BoundOperation, Document } from 'contract-first/contract';
import type { SecurityScheme } from '../../src/document/securitySchemes.ts';
import { credentialFieldOf, schemesFor, securitySchemes } from '../../src/verify/credentials.ts';
import type { WireRequest } from '../../src/verify/exchange.ts';

const ANY = 'abc';

export function withCredentials(
  document: Document,
  operation: BoundOperation,
  request: WireRequest,
): WireRequest {
  const schemes = securitySchemes(document);
  const all = Object.fromEntries(schemes.map(({ key }) => [key, ANY]));
  const headers: Record<string, string> = { Authorization: `Bearer ${ANY}`, ...request.headers };
  let { target } = request;
  const needed = schemesFor(operation, schemes, all) ?? [];
  // A key can be any text, so the credentials of an HTTP scheme in the same header are one as well.
  const isOfHttpScheme = needed.some(({ type }) => type !== 'apiKey' && type !== 'mutualTLS');
  for (const scheme of needed) {
    const field = credentialFieldOf(scheme, ANY);
    if (field.in === 'query') {
      target += `${target.includes('?') ? '&' : '?'}${encodeURIComponent(field.name)}=${ANY}`;
    } else if (field.name === 'Cookie' && headers.Cookie) {
      headers.Cookie = `${headers.Cookie}; ${field.value}`;
    } else if (!(isKeyInAuthorization(scheme) && isOfHttpScheme)) {
      headers[field.name] = field.value;
    }
  }
  return { ...request, target, headers };
}

const isKeyInAuthorization = ({ type, in: place, name }: SecurityScheme): boolean =>
  type === 'apiKey' && place === 'header' && name.toLowerCase() === 'authorization';
