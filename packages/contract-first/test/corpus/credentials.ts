/** Adds the credentials to a request that an operation requires; any value will do. */
import type { BoundOperation, Document } from 'contract-first/contract';
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
  for (const scheme of schemesFor(operation, schemes, all) ?? []) {
    const field = credentialFieldOf(scheme, ANY);
    if (field.in === 'query') {
      target += `${target.includes('?') ? '&' : '?'}${encodeURIComponent(field.name)}=${ANY}`;
    } else if (field.name === 'Cookie' && headers.Cookie) {
      headers.Cookie = `${headers.Cookie}; ${field.value}`;
    } else headers[field.name] = field.value;
  }
  return { ...request, target, headers };
}
