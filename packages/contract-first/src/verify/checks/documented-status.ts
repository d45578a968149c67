import type { BoundOperation } from '../../contract/index.ts';
import type { Check } from '../check.ts';
import type { Exchange } from '../exchange.ts';
import { listsSuccess } from '../promisedSuccess.ts';
import { violationsOf } from './violations.ts';

const statusViolations = violationsOf(({ where }) => where === 'status');

/**
 * Whether an operation lists a client error, or what covers one. Many documents list successes alone;
 * what a request that is not valid is answered is then not theirs to say.
 */
export const listsClientError = ({ responses }: BoundOperation): boolean =>
  Object.keys(responses).some((status) => /^(4..|default)$/i.test(status));

/** Refusals that follow from HTTP or from `security` (RFC 9110, section 15.5; RFC 6585, section 4). */
const ofHttp = new Set([400, 401, 403, 405, 406, 413, 415, 422, 429]);
/** The statuses that say that a request is not valid. */
const invalid = [400, 422];

/**
 * Whether a request that was made wrong on purpose was refused with a status of HTTP that the document
 * does not list. A server that is right does so: a request without credentials is a 401, a media type
 * that is not listed a 415. It is noted, and not a finding, with one exception: where 400 or 422 is
 * listed, the other one of them is a disagreement of how invalid requests are refused.
 */
export function isUnlistedRefusal({ case: made, response, violations }: Exchange): boolean {
  const { kind, operation } = made;
  const { status } = response;
  if (kind === 'valid' || kind === 'again' || kind === 'other method') return false;
  if (!listsClientError(operation) || !ofHttp.has(status)) return false;
  if (!violations.some(({ where }) => where === 'status')) return false;
  const isOther = invalid.includes(status) && invalid.some((each) => each in operation.responses);
  return kind === 'other media type' || !isOther;
}

/** The document lists each status that an operation answers. */
export const documentedStatus: Check = {
  name: 'documented-status',
  promise: 'Statuses are documented for their operation',
  judge: (exchange) => {
    const { case: made, response } = exchange;
    const { status } = response;
    const isRefusal = status >= 400 && status < 500;
    const isOpen = made.kind !== 'valid' && isRefusal && !listsClientError(made.operation);
    if (isOpen || isUnlistedRefusal(exchange)) return undefined;
    // What a document leaves out altogether, no status can contradict.
    if (status >= 200 && status < 400 && !listsSuccess(made.operation)) return undefined;
    return statusViolations(exchange);
  },
};
