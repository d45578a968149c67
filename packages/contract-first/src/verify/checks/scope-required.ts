import type { Check } from '../check.ts';

/** Credentials that are right, but lack the scope that the document asks for, are a 403. */
export const scopeRequired: Check = {
  name: 'scope-required',
  promise: 'Credentials without the scope are refused',
  judge: ({ case: { kind }, response: { status } }) => {
    if (kind !== 'weak credentials') return undefined;
    return status === 403 ? [] : [`${status} instead of 403 with credentials that lack the scope`];
  },
};
