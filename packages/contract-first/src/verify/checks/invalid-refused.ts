import type { Check } from '../exchange.ts';

/**
 * A request that the document does not allow is refused with a 4xx, and a body of a media type that
 * is not listed with a 415 where the operation lists that.
 */
export const invalidRefused: Check = {
  name: 'invalid-refused',
  promise: 'Invalid requests are refused',
  judge: ({ case: { kind, what, operation }, response: { status } }) => {
    if (kind !== 'invalid' && kind !== 'other media type') return undefined;
    if (kind === 'other media type' && '415' in operation.responses) {
      return status === 415 ? [] : [`${status} instead of 415: ${what}`];
    }
    if (status >= 400 && status < 500) return [];
    return [`answered with ${status}: ${what}`];
  },
};
