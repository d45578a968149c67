import type { Check } from '../exchange.ts';

/** Without credentials, or with wrong ones, an operation that needs some is a 401 (RFC 9110, section 15.5.2). */
export const credentialsRequired: Check = {
  name: 'credentials-required',
  promise: 'Nothing is done without the right credentials',
  judge: ({ case: { kind, what }, response: { status } }) => {
    if (kind !== 'no credentials' && kind !== 'wrong credentials') return undefined;
    return status === 401 ? [] : [`${status} in place of 401 with ${what}`];
  },
};
