import type { Check } from '../exchange.ts';

/** A 401 has WWW-Authenticate, in `WWW-Authenticate` (RFC 9110, section 11.6.1). */
export const challengeSent: Check = {
  name: 'challenge-sent',
  promise: 'A 401 has WWW-Authenticate',
  judge: ({ response: { status, headers } }) => {
    if (status !== 401) return undefined;
    return headers.get('WWW-Authenticate') ? [] : ['the 401 has no WWW-Authenticate'];
  },
};
