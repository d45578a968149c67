import { ProblemError } from 'contract-first/mock';
import type { File } from '../state/resources.ts';
import type { Request } from './request.ts';

/**
 * Lets a request change a file only as it is expected to be (RFC 9110, section 13).
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
 * Whether a client that reads has what is there already, which is a 304 (RFC 9110, section 13.2.2).
 *
 * @throws ProblemError `precondition_failed`
 */
export function isUnchanged({ headers }: Request, file: File): boolean {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  const modified = Math.floor(Date.parse(file.modified_at) / 1000) * 1000;
  // What is no date is not a number, which is neither before nor after another one.
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

/** Whether an ETag is in a list of them, or there is one for `*`. */
function matches(list: unknown, etag: string | undefined): boolean {
  if (typeof list !== 'string' || etag === undefined) return false;
  return (
    list.trim() === '*' || list.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
  );
}

/**
 * The one range of bytes that a request asks for, the last one included (RFC 9110, section 14.2);
 * undefined where all of the file is to be sent.
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
