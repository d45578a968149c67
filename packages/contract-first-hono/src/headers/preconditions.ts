/**
 * Conditional requests (RFC 9110, section 13).
 *
 * @module
 */
import { ProblemError } from '../problems/problemError.ts';
import { httpDate } from './httpDate.ts';

/** The headers that make a change conditional. */
export type Conditions = {
  readonly 'if-match'?: string | undefined;
  readonly 'if-none-match'?: string | undefined;
};

/** Date conditions only apply to resources with a `Last-Modified`. */
export type ReadConditions = Conditions & {
  readonly 'if-modified-since'?: string | undefined;
  readonly 'if-unmodified-since'?: string | undefined;
};

/** The current state of a resource. */
export type Resource = { readonly etag: string; readonly modifiedMs: number };

/**
 * Allows a change only if its conditions hold.
 *
 * @param etag of the current state; undefined if the resource does not exist
 * @param noun what the message calls it, such as `file`
 * @throws ProblemError `precondition_failed`
 */
export function refuseUnlessMet(
  conditions: Conditions,
  etag: string | undefined,
  noun = 'resource',
): void {
  const { 'if-match': match, 'if-none-match': noneMatch } = conditions;
  if (match !== undefined && !matches(match, etag, 'strong')) {
    throw new ProblemError(
      'precondition_failed',
      etag ? `The ETag of the ${noun} is now ${etag}` : `The ${noun} does not exist`,
    );
  }
  if (noneMatch !== undefined && matches(noneMatch, etag, 'weak')) {
    throw new ProblemError('precondition_failed', `The ${noun} exists, with the ETag ${etag}`);
  }
}

/**
 * Whether a reading client has the current state already, so that the response is a 304. Conditions
 * are evaluated in the order of RFC 9110, section 13.2.2.
 *
 * @param noun as in `refuseUnlessMet`
 * @throws ProblemError `precondition_failed` if it requires another state than the current one
 */
export function isUnchanged(
  conditions: ReadConditions,
  { etag, modifiedMs }: Resource,
  noun = 'resource',
): boolean {
  const { 'if-match': match, 'if-none-match': noneMatch } = conditions;
  // With the precision of `Last-Modified`.
  const modified = Math.floor(modifiedMs / 1000) * 1000;
  const unmodifiedSince = httpDate(conditions['if-unmodified-since']);
  if (match !== undefined) {
    refuseUnlessMet({ 'if-match': match }, etag, noun);
  } else if (unmodifiedSince !== undefined && modified > unmodifiedSince) {
    const when = new Date(modified).toUTCString();
    throw new ProblemError('precondition_failed', `The ${noun} was last modified on ${when}`);
  }
  if (noneMatch !== undefined) return matches(noneMatch, etag, 'weak');
  const modifiedSince = httpDate(conditions['if-modified-since']);
  return modifiedSince !== undefined && modified <= modifiedSince;
}

/** Whether a list contains an ETag, or is `*` and there is one (RFC 9110, section 8.8.3.2). */
function matches(list: string, etag: string | undefined, comparison: 'strong' | 'weak'): boolean {
  if (etag === undefined) return false;
  if (list.trim() === '*') return true;
  for (const [tag] of list.matchAll(/(?:W\/)?"[^"]*"/g)) {
    if (tag === etag || (comparison === 'weak' && tag === `W/${etag}`)) return true;
  }
  return false;
}
