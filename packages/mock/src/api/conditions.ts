/** Conditional and range requests for files. */

import { ProblemError } from 'contract-first/mock';
import type { File } from '../state/resources.ts';
import type { Request } from './request.ts';

/**
 * Allows a request to change a file only if its conditions hold (RFC 9110, section 13).
 *
 * @throws ProblemError `precondition_failed`
 */
export function checkConditions(
  { headers }: Pick<Request, 'headers'>,
  file: File | undefined,
): void {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (match !== undefined && !matches(match, file?.etag)) {
    const detail = file ? `The ETag of the file is now ${file.etag}` : 'The file does not exist';
    throw new ProblemError('precondition_failed', detail);
  }
  if (noneMatch !== undefined && matches(noneMatch, file?.etag)) {
    throw new ProblemError('precondition_failed', `The file exists, with the ETag ${file?.etag}`);
  }
}

/**
 * Whether a reading client has the current content already, so that the response is a 304 (RFC 9110,
 * section 13.2.2).
 *
 * @throws ProblemError `precondition_failed`
 */
export function isUnchanged({ headers }: Request, file: File): boolean {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  const modified = Math.floor(Date.parse(file.modified_at) / 1000) * 1000;
  // An invalid date is NaN, for which both comparisons are false.
  if (match !== undefined) checkConditions({ headers: { 'if-match': match } }, file);
  else if (modified > Date.parse(String(headers['if-unmodified-since']))) {
    throw new ProblemError(
      'precondition_failed',
      `The file was last modified at ${file.modified_at}`,
    );
  }
  if (noneMatch !== undefined) return matches(noneMatch, file.etag);
  return modified <= Date.parse(String(headers['if-modified-since']));
}

/** Whether a list contains an ETag, or is `*` and there is one. */
function matches(list: unknown, etag: string | undefined): boolean {
  if (typeof list !== 'string' || etag === undefined) return false;
  return (
    list.trim() === '*' || list.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
  );
}

/**
 * The single range of bytes that a request asks for, including the last one (RFC 9110, section 14.2);
 * undefined if the whole file is to be sent.
 *
 * @throws ProblemError `range_not_satisfiable`
 */
export function rangeOf(
  { headers, isHead }: Request,
  { size, etag }: File,
): { readonly first: number; readonly last: number } | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/i.exec(String(headers.range ?? '').trim()) ?? [];
  const ifRange = headers['if-range'];
  if (from === undefined || to === undefined || from + to === '' || isHead) return undefined;
  if (ifRange !== undefined && ifRange !== etag) return undefined;
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (first > size - 1) {
    throw new ProblemError(
      'range_not_satisfiable',
      `The range starts after the end of the file, which has ${size} bytes`,
      {
        headers: { 'Content-Range': `bytes */${size}` },
      },
    );
  }
  return first > last ? undefined : { first, last };
}
