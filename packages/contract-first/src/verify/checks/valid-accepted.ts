import { isSchema } from '../../contract/index.ts';
import type { Check } from '../check.ts';
import { needsCredentials } from '../credentials.ts';
import { listsSuccess } from '../promisedSuccess.ts';

/** Statuses that say that a request is wrong in itself, whatever there is on the server. */
const refusals = [400, 405, 406, 414, 415, 422, 431, 501];

/**
 * A request that the document allows is not refused as wrong. It may find nothing (404), or meet
 * something that is in its way (409, 412). An operation that lists no success is not judged.
 */
export const validAccepted: Check = {
  name: 'valid-accepted',
  promise: 'Valid requests are accepted',
  judge: ({ case: { kind, what, operation }, response: { status, text, body }, mayRefuse }) => {
    if (kind !== 'valid') return undefined;
    if (needsCredentials(operation) && (status === 401 || status === 403)) {
      return [`sufficient credentials were refused: ${what}`];
    }
    if (!listsSuccess(operation)) return undefined;
    if (!refusals.includes(status)) return [];
    const code = isSchema(body) ? String(body.code) : '';
    if (mayRefuse.includes(String(status)) || mayRefuse.includes(code)) return [];
    return [`refused with ${status}: ${what}: ${text.slice(0, 300)}`];
  },
};
