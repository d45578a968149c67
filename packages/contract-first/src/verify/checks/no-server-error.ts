import type { Check } from '../check.ts';

/** No request, however wrong, makes a server fail (RFC 9110, section 15.6). */
export const noServerError: Check = {
  name: 'no-server-error',
  promise: 'No request causes a server error',
  judge: ({ response: { status } }) => (status >= 500 ? [`the server failed with ${status}`] : []),
};
