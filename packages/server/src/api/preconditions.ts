/**
 * Requests with conditions on a file (RFC 9110, section 13).
 *
 * @module
 */
import {
  type Conditions,
  isUnchanged as isResourceUnchanged,
  type ReadConditions,
  refuseUnlessMet,
} from '@contract-first/hono';
import { etagOf } from '../disk/fileState.ts';
import type { Expectation } from '../library/index/indexedFiles.ts';
import type { FileRow } from '../storage/files/fileRow.ts';

const NOUN = 'file';

/** What a request that changes a file expects to find, if anything; its conditions decide with 412. */
export function expectationOf(conditions: Conditions): Expectation | undefined {
  const { 'if-match': match, 'if-none-match': noneMatch } = conditions;
  if (match === undefined && noneMatch === undefined) return undefined;
  return (row) => refuseUnlessMet(conditions, row && etagOf(row), NOUN);
}

/**
 * Whether a client that reads has the file already, which is a 304.
 *
 * @throws ProblemError `precondition_failed` if it wants another file than the one that is there
 */
export const isUnchanged = (conditions: ReadConditions, row: FileRow): boolean =>
  isResourceUnchanged(conditions, { etag: etagOf(row), modifiedMs: row.modified_ms }, NOUN);
