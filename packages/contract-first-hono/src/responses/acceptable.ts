import { type Operation, statusKey } from '../operation.ts';
import { ProblemError } from '../problems/problemError.ts';
import type { Check } from '../routing/chain.ts';
import { preferred } from './negotiation.ts';

/**
 * Refuses requests that accept none of the media types that an operation responds with. An operation that
 * does not document a 406 responds with what it has, as RFC 9110, section 12.5.1 allows.
 *
 * @returns undefined if the operation has nothing to refuse
 */
export function acceptable({ responses }: Operation): Check | undefined {
  const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  const types = successes.map(([, { content = {} }]) => Object.keys(content));
  if (statusKey(responses, 406) === undefined || types.length === 0) return undefined;
  if (types.some((each) => each.length === 0)) return undefined;
  const all = [...new Set(types.flat())];
  return (c) => {
    if (preferred(all, c.req.header('Accept')) === undefined) {
      const detail = `No acceptable media type; this operation responds with ${all.join(' or ')}`;
      throw new ProblemError('not_acceptable', detail);
    }
  };
}
