import { describe, expect, it } from 'vitest';
import { PagedList } from './pagedList.ts';

const isText = (value: unknown): value is string => typeof value === 'string';
const query = { path: '/a b&c=\u20ac>', limit: 5, recursive: true, type: undefined };
const list = new PagedList('/files', query);
/** The position in a cursor, as the list reads it. */
const positionAfter = (cursor: string, path = '/files', other = {}) =>
  new PagedList(path, { ...query, cursor, ...other }).after(isText);

const refused = expect.objectContaining({
  code: 'invalid_request',
  errors: [{ pointer: '#/query/cursor', message: expect.any(String) }],
});

describe('a cursor', () => {
  it.each(['', 'a', '/\ud83c\udf89 "x"\n', 'x'.repeat(4096)])(
    'for %j can be decoded',
    (position) => {
      const cursor = list.cursorAt(position);
      expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
      expect(positionAfter(cursor)).toBe(position);
      expect(positionAfter(cursor, '/files', { limit: 6 })).toBe(position);
    },
  );

  it.each([
    ...['', 'x', '!', list.cursorAt(1), list.cursorAt(null), list.cursorAt('a').slice(1)],
    ...['"a"', '["a"]', '[null,"a"]'].map((text) => Buffer.from(text).toString('base64url')),
  ])('that was not issued, such as %j, is refused with a pointer', (cursor) => {
    expect(() => positionAfter(cursor)).toThrow(refused);
  });

  it('of another list or other parameters is refused', () => {
    const cursor = list.cursorAt('a');
    expect(() => positionAfter(cursor, '/search')).toThrow(refused);
    expect(() => positionAfter(cursor, '/files', { path: '/' })).toThrow(refused);
    expect(() => positionAfter(cursor, '/files', { type: 'image' })).toThrow(refused);
  });

  it('of the longest path fits within the limit of the contract', () => {
    const longest = list.cursorAt([8.64e15, '\u20ac'.repeat(4095 / 3)]);
    expect(longest.length).toBeLessThanOrEqual(8192);
  });
});

describe('the link', () => {
  it('leads to the next page of the same list', () => {
    const link = new PagedList('/files', { ...query, cursor: 'old' }).linkTo('new') ?? '';
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

  it('is missing on the last page', () => {
    expect(list.linkTo(null)).toBeUndefined();
  });
});
