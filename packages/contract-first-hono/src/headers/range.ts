/**
 * Range requests (RFC 9110, section 14).
 *
 * @module
 */

import { ProblemError } from '../problems/problemError.ts';

/** A range of bytes, including the last one. */
export type ByteRange = { readonly first: number; readonly last: number };

/**
 * The single range that a request asks for (RFC 9110, section 14.2). Several ranges, other units and
 * invalid ranges are ignored, as the RFC allows: the response then has the whole content.
 *
 * @param ifRange the ETag of the content that the range must belong to, if the request has one
 * @param noun what the message calls the content, such as `file`
 * @throws ProblemError `range_not_satisfiable`
 */
export function rangeOf(
  header: string | undefined,
  ifRange: string | undefined,
  content: { readonly size: number; readonly etag: string },
  noun = 'content',
): ByteRange | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? '') ?? [];
  if (from === undefined || to === undefined || from + to === '') return undefined;
  if (from !== '' && to !== '' && Number(from) > Number(to)) return undefined;
  if (ifRange !== undefined && ifRange !== content.etag) return undefined;
  const end = content.size - 1;
  const first = from === '' ? Math.max(0, content.size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? end : Number(to);
  if (first > end) {
    throw new ProblemError(
      'range_not_satisfiable',
      `The range starts after the end of the ${noun}, which has ${content.size} bytes`,
      {
        headers: { 'Content-Range': `bytes */${content.size}` },
      },
    );
  }
  return { first, last: Math.min(last, end) };
}
