import type { Check } from '../check.ts';

/**
 * A request that the document does not allow is refused with a 4xx. A body of a media type that is not
 * listed is not refused with 400 if the operation lists 415. Other statuses may be about something that is
 * looked at first, such as 404. A server may convert values of other types.
 */
export const invalidRefused: Check = {
  name: 'invalid-refused',
  promise: 'Invalid requests are refused',
  judge: ({ case: { kind, what, operation, isConvertible }, response: { status } }) => {
    if (kind !== 'invalid' && kind !== 'other media type') return undefined;
    if (kind === 'other media type' && '415' in operation.responses) {
      if (status === 400) return [`${status} instead of 415: ${what}`];
    }
    if (status >= 400 && status < 500) return [];
    if (isConvertible && status < 400) return undefined;
    return [`answered with ${status}: ${what}`];
  },
};
