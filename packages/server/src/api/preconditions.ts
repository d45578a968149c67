/**
 * Conditional requests for files (RFC 9110, section 13). An ETag covers a file's content and path, the date
 * of modification only its content.
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

/** The state that a request to change a file requires, if any; otherwise it fails with 412. */
export function expectationOf(conditions: Conditions): Expectation | undefined {
  const { 'if-match': match, 'if-none-match': noneMatch } = conditions;
  if (match === undefined && noneMatch === undefined) return undefined;
  return (row) => refuseUnlessMet(conditions, row && etagOf(row), NOUN);
}

/**
 * Whether the client already has the file, which gives a 304.
 *
 * @throws ProblemError `precondition_failed` if it requires another version
 */
export const isUnchanged = (conditions: ReadConditions, row: FileRow): boolean =>
  isResourceUnchanged(conditions, { etag: etagOf(row), modifiedMs: row.modified_ms }, NOUN);
