/**
 * Requests with conditions (RFC 9110, section 13).
 *
 * @module
 */

import { etagOf } from '../disk/fileState.ts';
import { Failure } from '../failure.ts';
import type { Expectation } from '../library/index/indexedFiles.ts';
import type { FileRow } from '../storage/files/fileRow.ts';
import { httpDate } from './httpDate.ts';

type Conditions = {
  readonly 'if-match'?: string | undefined;
  readonly 'if-none-match'?: string | undefined;
};

/** Dates are conditions only on what has a `Last-Modified`. */
type ReadConditions = Conditions & {
  readonly 'if-modified-since'?: string | undefined;
  readonly 'if-unmodified-since'?: string | undefined;
};

/** What a request that changes a file expects to find, if anything; its conditions decide with 412. */
export function expectationOf(conditions: Conditions): Expectation | undefined {
  const { 'if-match': match, 'if-none-match': noneMatch } = conditions;
  if (match === undefined && noneMatch === undefined) return undefined;
  return (row) => {
    const etag = row && etagOf(row);
    if (match !== undefined && !matches(match, etag, 'strong')) {
      throw new Failure(
        'precondition_failed',
        etag ? `The ETag of the file is now ${etag}` : 'The file does not exist',
      );
    }
    if (noneMatch !== undefined && matches(noneMatch, etag, 'weak')) {
      throw new Failure('precondition_failed', `The file exists, with the ETag ${etag}`);
    }
  };
}

/**
 * Whether a client that reads has what is there already, which is a 304. Conditions are looked at in
 * the order of RFC 9110, section 13.2.2.
 *
 * @throws Failure `precondition_failed` where it wants another file than the one that is there
 */
export function isUnchanged(conditions: ReadConditions, row: FileRow): boolean {
  const { 'if-match': match, 'if-none-match': noneMatch } = conditions;
  // As exact as it is told in `Last-Modified`.
  const modified = Math.floor(row.modified_ms / 1000) * 1000;
  const unmodifiedSince = httpDate(conditions['if-unmodified-since']);
  if (match !== undefined) {
    expectationOf({ 'if-match': match })?.(row);
  } else if (unmodifiedSince !== undefined && modified > unmodifiedSince) {
    const when = new Date(modified).toUTCString();
    throw new Failure('precondition_failed', `The file was last modified on ${when}`);
  }
  if (noneMatch !== undefined) return matches(noneMatch, etagOf(row), 'weak');
  const modifiedSince = httpDate(conditions['if-modified-since']);
  return modifiedSince !== undefined && modified <= modifiedSince;
}

/** Whether an ETag is in a list of them, or there is one for `*` (RFC 9110, section 8.8.3.2). */
function matches(list: string, etag: string | undefined, comparison: 'strong' | 'weak'): boolean {
  if (etag === undefined) return false;
  if (list.trim() === '*') return true;
  for (const [tag] of list.matchAll(/(?:W\/)?"[^"]*"/g)) {
    if (tag === etag || (comparison === 'weak' && tag === `W/${etag}`)) return true;
  }
  return false;
}
