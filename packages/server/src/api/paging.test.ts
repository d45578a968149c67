import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor, nextLink } from './paging.ts';

const isText = (value: unknown): value is string => typeof value === 'string';

describe('a cursor', () => {
  it.each(['', 'a', '/\ud83c\udf89 "x"\n', 'x'.repeat(4096)])(
    'of %j can be read back',
    (position) => {
      const cursor = encodeCursor(position);
      expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(decodeCursor(cursor, isText)).toBe(position);
    },
  );

  it.each(['', 'x', '!', encodeCursor(1), encodeCursor(null), encodeCursor('a').slice(1)])(
    'that was not given out, such as %j, is refused with a pointer',
    (cursor) => {
      expect(() => decodeCursor(cursor, isText)).toThrow(
        expect.objectContaining({
          code: 'invalid_request',
          errors: [{ pointer: '#/query/cursor', message: expect.any(String) }],
        }),
      );
    },
  );

  it('of the longest path of the longest characters is within what the contract takes', () => {
    const longest = encodeCursor(['modified', 'desc', 8.64e15, '\u20ac'.repeat(4095 / 3)]);
    expect(longest.length).toBeLessThanOrEqual(8192);
  });
});

describe('nextLink', () => {
  it('leads to the next page of the same list', () => {
    const query = {
      path: '/a b&c=\u20ac>',
      limit: 5,
      recursive: true,
      type: undefined,
      cursor: 'old',
    };
    const link = nextLink('/files', query, 'new') ?? '';
    const [, address = ''] = /^<([\x21-\x3b=\x3f-\x7e]+)>; rel="next"$/.exec(link) ?? [];
    const { pathname, searchParams } = new URL(address, 'http://localhost');
    expect(pathname).toBe('/files');
    expect(Object.fromEntries(searchParams)).toEqual({
      path: '/a b&c=\u20ac>',
      limit: '5',
      recursive: 'true',
      cursor: 'new',
    });
  });

  it('is not there on the last page', () => {
    expect(nextLink('/files', {}, null)).toBeUndefined();
  });
});
