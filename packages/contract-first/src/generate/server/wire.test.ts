/** Requests reach their operations and are read as the document says, on sockets. */
import { compareDocuments } from 'contract-first/equivalence';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Served, served } from './testing/served.ts';
import { wireDocument } from './testing/wireDocument.ts';

let server: Served;
beforeAll(async () => {
  server = await served(wireDocument);
});
afterAll(() => server.close());

async function read(...request: Parameters<Served['ask']>) {
  const { status, text } = await server.ask(...request);
  return { status, ...JSON.parse(text) };
}

describe('a request is routed to', () => {
  it.each<readonly [method: string, target: string, id: string, params: object | undefined]>([
    ['GET', '/reports/7.csv', 'getReport', { id: 7, format: 'csv' }],
    ['GET', '/pages/a%C3%A9.html', 'getPage', { name: 'aé', extension: '.html' }],
    ['GET', '/compare/v1...v2%2F3', 'compare', { base: 'v1', head: 'v2/3' }],
    ['POST', '/items/7:activate', 'activateItem', { id: 7 }],
    ['GET', '/items/7', 'getItem', { id: 7 }],
    ['PURGE', '/items/7', 'purgeItem', { id: 7 }],
    ['POST', '/items?action=copy', 'copyItems', undefined],
    ['GET', '/login', 'login', undefined],
    ['GET', '/find?q=', 'find', undefined],
    ['GET', '/near?x=7', 'near', { x: 7 }],
    [
      'GET',
      '/styles/.1,2/;x=1;y=2/a,b%2Cc',
      'pathStyles',
      { label: [1, 2], matrix: { x: 1, y: 2 }, list: ['a', 'b,c'] },
    ],
  ])('%s %s', async (method, target, id, params) => {
    expect(await read(method, target)).toMatchObject({
      status: 200,
      id,
      ...(params && { params }),
    });
  });

  it.each([
    ['DELETE', '/items/7', 405],
    ['GET', '/items/7:activate', 405],
    ['GET', '/items/7/x', 404],
    ['GET', '/reports/a.csv', 400],
    ['GET', '/find', 400],
    ['GET', '/pages/a.txt', 400],
    ['GET', '/near', 400],
    ['GET', '/near?x=', 400],
  ])('no operation: %s %s is a %i', async (method, target, status) => {
    expect((await server.ask(method, target)).status).toBe(status);
  });
});

it.each([
  ['application/json', '{}', 'addPicture'],
  ['image/png', 'bytes', 'uploadPicture'],
])(
  'of operations on one path, a request reaches the one for its body: %s',
  async (type, body, id) => {
    expect(await read('POST', '/pictures', { 'Content-Type': type }, body)).toMatchObject({ id });
  },
);

describe('a query is parsed', () => {
  it.each<readonly [query: string, expected: object]>([
    ['filter[min]=1', { filter: { min: 1 } }],
    ['filter%5Bmin%5D=1&filter[tags]=a', { filter: { min: 1, tags: ['a'] } }],
    ['filter[min]=1&filter[tags][]=a&filter[tags][]=b', { filter: { min: 1, tags: ['a', 'b'] } }],
    ['filter[min]=1&filter[tags][0]=a&filter[tags][1]=b', { filter: { min: 1, tags: ['a', 'b'] } }],
    ['tags=a|b%7Cc', { tags: ['a', 'b|c'] }],
    ['tags=a%7Cb', { tags: ['a', 'b'] }],
    ['words=a%20b', { words: ['a', 'b'] }],
    ['words=a+b', { words: ['a', 'b'] }],
    ['ids=1,2', { ids: [1, 2] }],
    ['ids=1%2C2', { ids: [1, 2] }],
    ['ids=', { ids: [] }],
    ['each=1&each=2', { each: [1, 2] }],
    ['x=1&y=2', { place: { x: 1, y: 2 } }],
    ['flat=x,1,y,2', { flat: { x: 1, y: 2 } }],
    ['where=%7B%22x%22%3A1%7D', { where: { x: 1 } }],
  ])('%s', async (query, expected) => {
    expect(await read('QUERY', `/search?${query}`)).toMatchObject({ status: 200, query: expected });
  });

  it.each<readonly [query: string, pointer: string]>([
    ['filter[min]=a', '#/query/filter/min'],
    ['filter[tags]=a', '#/query/filter/min'],
    ['filter[min]=1&filter[other]=1', '#/query/filter/other'],
    ['ids=1,a', '#/query/ids/1'],
    ['x=a', '#/query/place/x'],
    ['y=1', '#/query/place/x'],
    ['flat=x', '#/query/flat'],
    ['where=x', '#/query/where'],
    ['where={"x":"1"}', '#/query/where/x'],
    ['other=1', '#/query/other'],
    ['tags[a]=1', '#/query/tags[a]'],
  ])('or refused with a pointer: %s', async (query, pointer) => {
    const target = `/search?${query.replaceAll('"', '%22')}`;
    expect(await read('QUERY', target)).toMatchObject({ status: 400, errors: [{ pointer }] });
  });
});

it.each([
  ['/empty', {}],
  ['/empty?x=1', { x: 1 }],
])('a required object may be empty, and is written as nothing then: %s', async (target, all) => {
  expect(await read('GET', target)).toMatchObject({ status: 200, query: { all } });
});

describe('a whole query is parsed', () => {
  it.each([
    ['/whole?%7B%22x%22%3A1%7D', { q: { x: 1 } }],
    ['/pairs?x=1&y=2', { q: { x: 1, y: 2 } }],
    ['/pairs', {}],
  ])('%s', async (target, query) => {
    expect(await read('GET', target)).toMatchObject({ status: 200, query });
  });

  it.each(['/whole?x', '/whole', '/whole?%7B%7D', '/pairs?y=1'])(
    'or refused: %s',
    async (target) => {
      expect((await server.ask('GET', target)).status).toBe(400);
    },
  );
});

describe('headers and cookies are parsed', () => {
  it('in all styles', async () => {
    const sent = {
      'X-Point': 'x,1,y,2',
      'X-Flags': 'true, false',
      'X-Size': 'x=1, y=2',
      Cookie: 'a=1; session=%22abc%22',
    };
    expect(await read('QUERY', '/search', sent)).toMatchObject({
      headers: { 'x-point': { x: 1, y: 2 }, 'x-flags': [true, false], 'x-size': { x: 1, y: 2 } },
      cookies: { session: '"abc"' },
    });
  });

  it('or refused with a pointer', async () => {
    const wrong = async (headers: Readonly<Record<string, string>>) =>
      (await read('QUERY', '/search', headers)).errors[0].pointer;
    expect(await wrong({ 'X-Point': 'x,a' })).toBe('#/header/x-point/x');
    expect(await wrong({ Cookie: 'session=a' })).toBe('#/cookie/session');
  });
});

it('the document emitted from the routes is equivalent', () => {
  expect(compareDocuments(wireDocument, server.emitted())).toEqual([]);
});
