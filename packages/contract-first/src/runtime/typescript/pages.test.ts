/** Lists in pages, of every style. */
import { describe, expect, test } from 'vitest';
import { readJson } from './answers.ts';
import { writeJson } from './bodies.ts';
import { byCursor, byLastId, byLink, byOffset, byPage, byUrl } from './nextPages.ts';
import type { Operation, Pagination } from './operation.ts';
import { list } from './pages.ts';
import { connectTo } from './testing/connect.ts';
import { type Scripted, scriptedServer } from './testing/scriptedServer.ts';

const things = (pagination: Pagination): Operation => ({
  id: 'things.list',
  method: 'GET',
  path: '/things',
  parameters: [
    { name: 'filter', in: 'query' },
    { name: 'size', in: 'query' },
    ...(pagination.parameter ? [{ name: pagination.parameter, in: 'query' } as const] : []),
  ],
  answers: [{ mediaType: 'application/json', read: readJson }],
  pagination,
});

/** Reads all items, at most ten, and the URLs that were requested for them. */
async function readAll(pagination: Pagination, script: readonly Scripted[], params: object = {}) {
  const { connection, received } = await connectTo(script);
  const items: unknown[] = [];
  for await (const item of list<unknown, unknown>(connection, things(pagination), [params])) {
    if (items.push(item) === 10) break;
  }
  return { items, urls: received.map(({ url }) => url) };
}

describe('a list with cursors', () => {
  const pagination: Pagination = {
    next: byCursor,
    items: ['data', 'things'],
    parameter: 'after',
    cursor: ['meta', 'next'],
    wire: 'next_token',
  };
  const page = (things: unknown[], next?: unknown): Scripted => ({
    json: { data: { things }, meta: { next } },
  });

  test('is read to its end, with the same other parameters', async () => {
    const script = [page([1, 2], 'a b'), page([3], 'c'), page([4], null)];
    expect(await readAll(pagination, script, { filter: 'x' })).toEqual({
      items: [1, 2, 3, 4],
      urls: ['/things?filter=x', '/things?filter=x&after=a%20b', '/things?filter=x&after=c'],
    });
  });

  test.each([[''], [null], [undefined]])('ends with the cursor %j', async (next) => {
    expect((await readAll(pagination, [page([1], next)])).items).toEqual([1]);
  });

  test('continues after an empty page', async () => {
    expect((await readAll(pagination, [page([], 'a'), page([1])])).items).toEqual([1]);
  });

  test('ends if the response says that there is no more', async () => {
    const script = [{ json: { data: { things: [1] }, meta: { next: 'a' }, more: false } }];
    expect((await readAll({ ...pagination, hasMore: ['more'] }, script)).items).toEqual([1]);
  });

  test('is an error if the server sends a cursor again', async () => {
    const script = [page([1], 'a'), page([2], 'a')];
    await expect(readAll(pagination, script)).rejects.toThrow(
      'The list does not end: the server sent the same next_token again',
    );
  });

  test('is an error if the cursors form a circle', async () => {
    const circle = [page([], 'a'), page([], 'b'), page([], 'c')];
    const script = Array.from({ length: 30 }, (_, at) => circle[at % 3] ?? {});
    await expect(readAll(pagination, script)).rejects.toThrow('The list does not end');
  });

  test('is an error without a list in it', async () => {
    await expect(readAll(pagination, [{ json: { data: { things: {} } } }])).rejects.toThrow(
      'The response of things.list has no list at "data.things"',
    );
  });

  test('is awaited for its first page', async () => {
    const { connection, received } = await connectTo([page([1], 'a')]);
    expect(await list(connection, things(pagination), [])).toMatchObject({ meta: { next: 'a' } });
    expect(received).toHaveLength(1);
  });

  test('is read page by page', async () => {
    const { connection } = await connectTo([page([1], 'a'), page([2])]);
    let count = 0;
    for await (const _ of list(connection, things(pagination), []).pages()) count++;
    expect(count).toBe(2);
  });

  test('is requested page by page, as it is read', async () => {
    const { connection, received } = await connectTo([page([1], 'a'), page([2], 'b'), page([3])]);
    for await (const item of list<unknown, unknown>(connection, things(pagination), [])) {
      if (item === 2) break;
    }
    expect(received).toHaveLength(2);
  });
});

test('a cursor may be an object of the body', async () => {
  const key = (id: number) => ({ id: { N: String(id) } });
  const { connection, received } = await connectTo([
    { json: { Items: [1], LastEvaluatedKey: key(1) } },
    { json: { Items: [2] } },
  ]);
  const scan: Operation = {
    ...{ id: 'things.scan', method: 'POST', path: '/scan' },
    bodies: [
      { mediaType: 'application/json', write: writeJson, fields: [{ name: 'ExclusiveStartKey' }] },
    ],
    answers: [{ mediaType: 'application/json', read: readJson }],
    pagination: {
      ...{ next: byCursor, items: ['Items'], cursor: ['LastEvaluatedKey'] },
      parameter: 'ExclusiveStartKey',
    },
  };
  const items: unknown[] = [];
  for await (const item of list<unknown, unknown>(connection, scan, [{}])) items.push(item);
  expect(items).toEqual([1, 2]);
  const [, next] = received.map(({ body }) => body.toString());
  expect(JSON.parse(next ?? '')).toEqual({ ExclusiveStartKey: key(1) });
});

describe('a list with numbered pages', () => {
  const pagination: Pagination = { next: byPage, items: [], parameter: 'page' };
  const page = (...json: unknown[]): Scripted => ({ json });

  test('ends with an empty page', async () => {
    expect(await readAll(pagination, [page(1), page(2), page()])).toEqual({
      items: [1, 2],
      urls: ['/things', '/things?page=2', '/things?page=3'],
    });
  });

  test('continues from the page that the call names', async () => {
    const { urls } = await readAll(pagination, [page(1), page()], { page: 7 });
    expect(urls).toEqual(['/things?page=7', '/things?page=8']);
  });

  test('may begin with 0', async () => {
    const { urls } = await readAll({ ...pagination, firstPage: 0 }, [page(1), page()]);
    expect(urls[1]).toBe('/things?page=1');
  });

  test('ends if the server does not know pages', async () => {
    expect((await readAll(pagination, [page(1, 2)])).items).toEqual([1, 2]);
  });

  const counted = (json: object, more: Partial<Pagination>, params: object = {}) =>
    readAll(
      { ...pagination, items: ['items'], ...more },
      [[1], [2], [3], [4], []].map((items) => ({ json: { items, ...json } })),
      params,
    );

  test('ends with the number of pages', async () => {
    expect((await counted({ pages: 2 }, { totalPages: ['pages'] })).urls).toHaveLength(2);
  });

  test('does not end with a number of items that is null', async () => {
    const { urls } = await counted({ total: null }, { total: ['total'] }, { size: 1 });
    expect(urls.length).toBeGreaterThan(1);
  });

  test('ends with the number of items', async () => {
    const { urls } = await counted({ total: 3 }, { total: ['total'] }, { size: 1 });
    expect(urls).toHaveLength(3);
  });

  test('has all items of a server with a smaller limit than was requested', async () => {
    const { items } = await counted({ total: 3 }, { total: ['total'] }, { size: 100 });
    expect(items).toEqual([1, 2, 3]);
  });

  test('continues to an empty page if it did not begin with the first one', async () => {
    const script = [4, 5].map((item) => ({ json: { items: [item], total: 5 } }));
    const all = { ...pagination, items: ['items'], total: ['total'] };
    const end = { json: { items: [], total: 5 } };
    expect((await readAll(all, [...script, end], { page: 4 })).items).toEqual([4, 5]);
  });

  test('is an error if a page repeats though there are more items', async () => {
    const script = [{ json: { items: [1], total: 3 } }];
    const all = { ...pagination, items: ['items'], total: ['total'] };
    await expect(readAll(all, script)).rejects.toThrow(
      'The list does not end: the server sent the same items again',
    );
  });
});

describe('a list with offsets', () => {
  const pagination: Pagination = { next: byOffset, items: ['items'], parameter: 'offset' };

  test('counts the items that came', async () => {
    const script = [[1, 2], [3], []].map((items) => ({ json: { items } }));
    expect(await readAll(pagination, script)).toEqual({
      items: [1, 2, 3],
      urls: ['/things', '/things?offset=2', '/things?offset=3'],
    });
  });

  test('ends with the number of items', async () => {
    const script = [[1, 2], [3]].map((items) => ({ json: { items, total: 3 } }));
    expect((await readAll({ ...pagination, total: ['total'] }, script)).urls).toHaveLength(2);
  });
});

test('a list after the id of the last item is read to its end', async () => {
  const script = [
    { json: { data: [{ id: 'a' }, { id: 'b' }], has_more: true } },
    { json: { data: [{ id: 'c' }], has_more: false } },
  ];
  const pagination: Pagination = {
    next: byLastId,
    items: ['data'],
    parameter: 'starting_after',
    hasMore: ['has_more'],
    id: 'id',
  };
  expect(await readAll(pagination, script)).toEqual({
    items: [{ id: 'a' }, { id: 'b' }, { id: 'c' }],
    urls: ['/things', '/things?starting_after=b'],
  });
});

describe('a list with links', () => {
  const pagination: Pagination = { next: byLink, items: [] };
  const page = (item: number, link?: string): Scripted => ({
    json: [item],
    ...(link !== undefined && { headers: { link } }),
  });

  test.each([
    '<?page=2>; rel="next"',
    '</things?page=2>; rel=next',
    '</things?page=1>; rel="prev", </things?page=2>; title="a, b"; rel="last next"',
    '</things?page=2>;REL="NEXT"',
  ])('follows %s', async (link) => {
    expect((await readAll(pagination, [page(1, link), page(2)])).urls).toEqual([
      '/things',
      '/things?page=2',
    ]);
  });

  test.each(['</things?page=1>; rel="prev"', '</things?next>; rel="nextish"', 'rel="next"'])(
    'does not follow %s',
    async (link) => {
      expect((await readAll(pagination, [page(1, link)])).urls).toEqual(['/things']);
    },
  );

  test('is an error if a link repeats', async () => {
    await expect(readAll(pagination, [page(1, '</things?page=2>; rel="next"')])).rejects.toThrow(
      'The list does not end: the server sent the same next page again',
    );
  });

  test('is an error if it leads to another server, which gets nothing', async () => {
    const other = await scriptedServer();
    const script = [page(1, `<${other.url}/things?page=2>; rel="next"`)];
    await expect(readAll(pagination, script)).rejects.toThrow('which the client does not follow');
    expect(other.received).toEqual([]);
  });
});

test('a list with URLs is read to its end', async () => {
  const script = [
    { json: { items: [1], links: { next: '/things?page=2' } } },
    { json: { items: [2], links: { next: null } } },
  ];
  const pagination: Pagination = { next: byUrl, items: ['items'], cursor: ['links', 'next'] };
  expect(await readAll(pagination, script)).toEqual({
    items: [1, 2],
    urls: ['/things', '/things?page=2'],
  });
});
