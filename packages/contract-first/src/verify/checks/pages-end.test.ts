import { expect, it } from 'vitest';
import type { Document } from '../../document/model.ts';
import { verified } from '../testing/verified.ts';

const document = {
  openapi: '3.1.1',
  info: { title: 'Jobs', version: '1' },
  paths: {
    '/jobs': {
      get: {
        operationId: 'list',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50 } },
          { name: 'cursor', in: 'query', schema: { type: 'string', pattern: '^[0-9]+$' } },
        ],
        responses: {
          400: { description: 'Refused' },
          200: {
            description: 'Some',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['items', 'total', 'next_cursor'],
                  properties: {
                    items: { type: 'array', items: { type: 'string' } },
                    total: { type: 'integer' },
                    next_cursor: { type: ['string', 'null'] },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
} as unknown as Document;

/** A server's list at one moment. */
type List = { readonly items: readonly string[]; readonly total?: number };

/** @param list the items for a page of a size, given how many pages of one item were read before */
async function foundWith(list: (limit: number, smallPages: number) => List): Promise<string[]> {
  let smallPages = 0;
  const { findings } = await verified(document, async (request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const send = (status: number, body?: unknown) =>
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    const limit = Number(searchParams.get('limit') ?? 10);
    const start = Number(searchParams.get('cursor') ?? 0);
    if (request.method !== 'GET') return send(405);
    if (!(Number.isInteger(limit) && limit >= 1 && limit <= 50)) return send(400);
    if (!Number.isInteger(start)) return send(400);
    const { items, total = items.length } = list(limit, smallPages);
    if (limit === 1) smallPages += 1;
    const end = start + limit;
    return send(200, {
      items: items.slice(start, end),
      total,
      next_cursor: end < items.length ? String(end) : null,
    });
  });
  return findings.filter(({ check }) => check === 'pages-end').flatMap(({ messages }) => messages);
}

const items = ['a', 'b', 'c'];

it('finds nothing in a list that stays as it is', async () => {
  expect(await foundWith(() => ({ items }))).toEqual([]);
});

it('finds nothing where an item changes after its page was read', async () => {
  const changed = ['a', 'b', 'c ended'];
  expect(await foundWith((_, pages) => ({ items: pages < 3 ? items : changed }))).toEqual([]);
});

it('finds nothing where an item is added before the last page is read', async () => {
  const total = (pages: number) => (pages < 2 ? 3 : 4);
  const all = (pages: number) => (pages < 3 ? items : [...items, 'd']);
  expect(await foundWith((_, pages) => ({ items: all(pages), total: total(pages) }))).toEqual([]);
});

it('finds small pages that show other items than a large one', async () => {
  const wrong = ['a', 'c', 'b'];
  expect(await foundWith((limit) => ({ items: limit === 1 ? wrong : items }))).toEqual([
    'pages of 1 item show other items than one of 50',
  ]);
});

it('finds a total that is not the number of items', async () => {
  expect(await foundWith(() => ({ items, total: 5 }))).toEqual([
    'the pages have 3 items, but total is 5',
  ]);
});
