/**
 * Requests with conditions (RFC 9110, section 13).
 *
 * @module
 */
import { Failure } from '../failure.ts';
import type { Expectation } from '../library/indexedFiles.ts';
import { etagOf } from '../library/stat.ts';

type Conditions = {
  readonly 'if-match'?: string | undefined;
  readonly 'if-none-match'?: string | undefined;
};

/** What a request that changes a file expects to find, if anything; its conditions decide with 412. */
export function expectationOf(conditions: Conditions): Expectation | undefined {
  const { 'if-match': match, 'if-none-match': noneMatch } = conditions;
  if (match === undefined && noneMatch === undefined) return undefined;
  return (row) => {
    const etag = row && etagOf(row.version);
    if (match !== undefined && !matches(match, etag, 'strong')) {
      throw new Failure(
        'precondition_failed',
        etag ? `The file has the ETag ${etag} by now` : 'The file is not there',
      );
    }
    if (noneMatch !== undefined && matches(noneMatch, etag, 'weak')) {
      throw new Failure('precondition_failed', `The file is there, with the ETag ${etag}`);
    }
  };
}

/** Whether a client that reads has the present content already, which is a 304. */
export const isUnchanged = (conditions: Conditions, etag: string): boolean =>
  matches(conditions['if-none-match'] ?? '', etag, 'weak');

/** Whether an ETag is in a list of them, or there is one for `*` (RFC 9110, section 8.8.3.2). */
function matches(list: string, etag: string | undefined, comparison: 'strong' | 'weak'): boolean {
  if (etag === undefined) return false;
  if (list.trim() === '*') return true;
  for (const [tag] of list.matchAll(/(?:W\/)?"[^"]*"/g)) {
    if (tag === etag || (comparison === 'weak' && tag === `W/${etag}`)) return true;
  }
  return false;
}
