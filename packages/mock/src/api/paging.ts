import { createHash } from 'node:crypto';
import { invalidFields, type MockReply } from 'contract-first/mock';
import type { Request } from './request.ts';

/**
 * A page of a list, with a link to the next one (RFC 8288). A cursor is a position in the current
 * list, and valid for that list only.
 *
 * @throws ProblemError `invalid_request` for a cursor that is not from this list
 */
export function pageOf<T>(
  { query, address }: Request,
  all: readonly T[],
  extra: (isFirst: boolean) => object = () => ({}),
): MockReply {
  const mark = markOf(query, address);
  const start = query.cursor === undefined ? 0 : positionOf(String(query.cursor), mark);
  const end = start + Number(query.limit);
  const cursor = end < all.length ? Buffer.from(`${end} ${mark}`).toString('base64url') : null;
  const body = { items: all.slice(start, end), total: all.length, next_cursor: cursor };
  return {
    status: 200,
    headers: { Link: cursor === null ? undefined : nextLink(address, cursor) },
    body: { ...body, ...extra(start === 0) },
  };
}

/** Distinguishes a list from others, regardless of the page size. */
function markOf({ cursor, limit, ...rest }: Request['query'], address: string): string {
  const { pathname } = new URL(address, 'http://mock');
  const text = JSON.stringify([pathname, Object.entries(rest).sort()]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 8);
}

function positionOf(cursor: string, mark: string): number {
  const [position = '', of] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (/^\d+$/.test(position) && of === mark) return Number(position);
  const message = 'Must be a next_cursor from this list, with the same parameters';
  throw invalidFields([{ pointer: '#/query/cursor', message }]);
}

function nextLink(address: string, cursor: string): string {
  const { pathname, searchParams } = new URL(address, 'http://mock');
  searchParams.set('cursor', cursor);
  return `<${pathname}?${searchParams}>; rel="next"`;
}
