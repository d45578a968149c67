import type { Check } from '../check.ts';

/**
 * Without credentials, or with wrong ones, an operation that needs some is a 401 (RFC 9110, section
 * 15.5.2), or a 403 where the document lists that alone.
 */
export const credentialsRequired: Check = {
  name: 'credentials-required',
  promise: 'Missing or wrong credentials are refused',
  judge: ({ case: { kind, what, operation }, response: { status } }) => {
    if (kind !== 'no credentials' && kind !== 'wrong credentials') return undefined;
    const { responses } = operation;
    if (status === 403 && '403' in responses && !('401' in responses)) return [];
    return status === 401 ? [] : [`${status} instead of 401 with ${what}`];
  },
};
