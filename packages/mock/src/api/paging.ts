import { MockFailure, type MockReply } from '@file-organizer/toolkit/mock';
import type { Request } from './request.ts';

/**
 * A page of a list, with the way to the next one (RFC 8288). A cursor is a position in the list as it
 * is now.
 *
 * @throws MockFailure `invalid_request` for a cursor that is none
 */
export function pageOf<T>(
  { query, address }: Request,
  all: readonly T[],
  extra: (isFirst: boolean) => object = () => ({}),
): MockReply {
  const start = query.cursor === undefined ? 0 : positionOf(String(query.cursor));
  const end = start + Number(query.limit);
  const cursor = end < all.length ? Buffer.from(String(end)).toString('base64url') : null;
  const body = { items: all.slice(start, end), total: all.length, next_cursor: cursor };
  return {
    status: 200,
    headers: { Link: cursor === null ? undefined : nextLink(address, cursor) },
    body: { ...body, ...extra(start === 0) },
  };
}

function positionOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString();
  if (/^\d+$/.test(text)) return Number(text);
  const message = 'Must be the next_cursor of a page of this list';
  throw new MockFailure('invalid_request', 'The cursor is not valid', {
    errors: [{ pointer: '#/query/cursor', message }],
  });
}

function nextLink(address: string, cursor: string): string {
  const { pathname, searchParams } = new URL(address, 'http://mock');
  searchParams.set('cursor', cursor);
  return `<${pathname}?${searchParams}>; rel="next"`;
}
