import type { Check } from '../exchange.ts';

/**
 * A method that a path does not have is a 405, with the methods that it has in `Allow` (RFC 9110,
 * section 15.5.6).
 */
export const methodRefused: Check = {
  name: 'method-refused',
  promise: 'Other methods get 405 with Allow',
  judge: ({ case: { kind, request }, response: { status, headers } }, contract) => {
    if (kind !== 'other method') return undefined;
    if (status !== 405) return [`${status} instead of 405 for ${request.method}`];
    const allow = headers.get('Allow');
    if (allow === null) return ['the 405 has no Allow'];
    const allowed = allow.split(',').map((each) => each.trim().toUpperCase());
    const { pathname } = new URL(request.target, 'http://server.invalid');
    const missing = contract.methodsAt(pathname).filter((each) => !allowed.includes(each));
    if (missing.length > 0) return [`Allow lacks ${missing.join(', ')}: ${allow}`];
    return allowed.includes(request.method) ? [`Allow has ${request.method}: ${allow}`] : [];
  },
};
