import type { Answer, Case, Group } from '../case.ts';
import { failure } from './shape.ts';

const items = (...ids: readonly string[]) => ids.map((id) => ({ id }));
const all = items('a', 'b', 'c', 'd', 'e');

/** Five items in three pages, written as each style writes them. */
const cursorPages: readonly Answer[] = [
  { json: { items: items('a', 'b'), next_cursor: 'c+1/=' } },
  { json: { items: items('c', 'd'), next_cursor: 'c2' } },
  { json: { items: items('e'), next_cursor: null } },
];

const paged = (
  name: string,
  why: string,
  operation: string,
  more: Omit<Case, 'name' | 'why' | 'steps'> &
    Partial<Pick<Extract<Case['steps'][number], { do: 'iterate' }>, 'take' | 'args' | 'over'>> & {
      readonly expect?: Extract<Case['steps'][number], { do: 'iterate' }>['expect'];
    },
): Case => {
  const { take, args, over = 'items', expect = { items: all }, ...rest } = more;
  return {
    name,
    why,
    ...{ needs: ['pages'], ...rest },
    steps: [
      {
        ...{ do: 'iterate', operation, over, expect },
        ...(args && { args }),
        ...(take !== undefined && { take }),
      },
    ],
  };
};

export const pages: Group = {
  name: 'pages',
  about: 'Lists in pages, read item by item',
  cases: [
    paged('follows a cursor', 'the most frequent style', 'listByCursor', {
      server: cursorPages,
      requests: [{ query: [] }, { query: [['cursor', 'c+1/=']] }, { query: [['cursor', 'c2']] }],
    }),
    paged('counts pages', 'a frequent style', 'listByPage', {
      args: { query: { per_page: 2 } },
      server: [
        { json: { items: items('a', 'b'), page: 1, total_pages: 3 } },
        { json: { items: items('c', 'd'), page: 2, total_pages: 3 } },
        { json: { items: items('e'), page: 3, total_pages: 3 } },
        // Some clients end at an empty page only.
        { json: { items: [], page: 4, total_pages: 3 } },
      ],
      atMostMore: 1,
      requests: [
        {},
        {
          query: [
            ['page', '2'],
            ['per_page', '2'],
          ],
        },
        {
          query: [
            ['page', '3'],
            ['per_page', '2'],
          ],
        },
      ],
    }),
    paged('counts items', 'a frequent style', 'listByOffset', {
      args: { query: { limit: 2 } },
      server: [
        { json: { items: items('a', 'b'), total: 5 } },
        { json: { items: items('c', 'd'), total: 5 } },
        { json: { items: items('e'), total: 5 } },
        { json: { items: [], total: 5 } },
      ],
      atMostMore: 1,
      requests: [
        {},
        {
          query: [
            ['limit', '2'],
            ['offset', '2'],
          ],
        },
        {
          query: [
            ['limit', '2'],
            ['offset', '4'],
          ],
        },
      ],
    }),
    paged(
      'goes on after a page that is shorter than requested',
      'servers limit the size of pages',
      'listByPage',
      {
        args: { query: { per_page: 100 } },
        server: [
          { json: { items: items('a', 'b'), page: 1, total_pages: 3 } },
          { json: { items: items('c', 'd'), page: 2, total_pages: 3 } },
          { json: { items: items('e'), page: 3, total_pages: 3 } },
          { json: { items: [], page: 4, total_pages: 3 } },
        ],
        atMostMore: 1,
        requests: [{}, {}, {}],
      },
    ),
    paged(
      'counts the items that came, not those that were requested',
      'servers limit the size of pages',
      'listByOffset',
      {
        args: { query: { limit: 100 } },
        server: [
          { json: { items: items('a', 'b'), total: 5 } },
          { json: { items: items('c', 'd'), total: 5 } },
          { json: { items: items('e'), total: 5 } },
          { json: { items: [], total: 5 } },
        ],
        atMostMore: 1,
        requests: [
          {},
          {
            query: [
              ['limit', '100'],
              ['offset', '2'],
            ],
          },
          {
            query: [
              ['limit', '100'],
              ['offset', '4'],
            ],
          },
        ],
      },
    ),
    paged(
      'does not read a cursor twice',
      'a list that never ends holds its reader for ever',
      'listByCursor',
      {
        server: [
          { json: { items: items('a'), next_cursor: 'x' } },
          { json: { items: items('b'), next_cursor: 'x' } },
        ],
        expect: {
          items: items('a', 'b'),
          error: ['connection', 'arguments', 'status', 'decode', 'other', 'ended'],
        },
        atMostMore: 1,
        requests: [{}, {}],
      },
    ),
    paged('follows the Link header', 'GitHub has this style (RFC 8288)', 'listByLink', {
      server: [
        {
          json: items('a', 'b', 'c'),
          headers: {
            link: '<{server}/pages/link?page=1>; rel="first", <{server}/pages/link?page=2&x=a,b>; rel="next"; title="next, please"',
          },
        },
        { json: items('d', 'e'), headers: { link: '<{server}/pages/link?page=1>; rel="prev"' } },
      ],
      requests: [
        { path: '/pages/link' },
        {
          query: [
            ['page', '2'],
            ['x', 'a,b'],
          ],
        },
      ],
    }),
    paged('follows a relative address in the Link header', 'RFC 8288 allows it', 'listByLink', {
      server: [
        { json: items('a', 'b', 'c'), headers: { link: '</pages/link?page=2>; rel=next' } },
        { json: items('d', 'e') },
      ],
      requests: [{}, { path: '/pages/link', query: [['page', '2']] }],
    }),
    paged('follows the URL of the next page', 'a frequent style', 'listByUrl', {
      server: [
        { json: { results: items('a', 'b', 'c'), next: '{server}/pages/url?page=2' } },
        { json: { results: items('d', 'e'), next: null } },
      ],
      requests: [{}, { path: '/pages/url', query: [['page', '2']] }],
    }),
    paged('continues after the last item', 'Stripe has this style', 'listByLast', {
      server: [
        { json: { data: items('a', 'b'), has_more: true } },
        { json: { data: items('c', 'd'), has_more: true } },
        { json: { data: items('e'), has_more: false } },
      ],
      requests: [
        { query: [] },
        { query: [['starting_after', 'b']] },
        { query: [['starting_after', 'd']] },
      ],
    }),
    paged(
      'keeps the other parameters on every page',
      'the next page would be of another list',
      'listByCursor',
      {
        args: { query: { q: 'red & green', limit: 2 } },
        server: [
          { json: { items: items('a', 'b', 'c'), next_cursor: 'x' } },
          { json: { items: items('d', 'e'), next_cursor: null } },
        ],
        requests: [
          {
            query: [
              ['q', 'red & green'],
              ['limit', '2'],
            ],
          },
          {
            query: [
              ['q', 'red & green'],
              ['limit', '2'],
              ['cursor', 'x'],
            ],
          },
        ],
      },
    ),
    paged('begins at a cursor that is given', 'work goes on where it stopped', 'listByCursor', {
      args: { query: { cursor: 'c2' } },
      server: [{ json: { items: items('e'), next_cursor: null } }],
      expect: { items: items('e') },
      requests: [{ query: [['cursor', 'c2']] }],
    }),
    paged('reads an empty list', 'empty is not an error', 'listByCursor', {
      server: [{ json: { items: [], next_cursor: null } }],
      expect: { items: [] },
      requests: [{}],
    }),
    paged('ends at an empty cursor', 'the list would begin again', 'listByCursor', {
      server: [{ json: { items: all, next_cursor: '' } }],
      requests: [{}],
    }),
    paged('ends if there is no cursor', 'the list would begin again', 'listByCursor', {
      server: [{ json: { items: all } }],
      requests: [{}],
    }),
    paged(
      'goes on after an empty page',
      'servers filter after they have cut pages',
      'listByCursor',
      {
        server: [
          { json: { items: [], next_cursor: 'x' } },
          { json: { items: all, next_cursor: null } },
        ],
        requests: [{}, {}],
      },
    ),
    paged(
      'reads no page beyond the one at which the caller stops',
      'every request costs',
      'listByCursor',
      {
        server: cursorPages,
        take: 2,
        thenWaitMs: 400,
        expect: { items: items('a', 'b') },
        requests: [{}],
      },
    ),
    paged(
      'gives the items before an error, then the error',
      'a list that ends early looks complete',
      'listByCursor',
      {
        server: [
          { json: { items: items('a', 'b'), next_cursor: 'x' } },
          { status: 500, json: failure('broken') },
        ],
        expect: { items: items('a', 'b'), error: 'status' },
        requests: [{}, {}],
      },
    ),
    paged('retries a page, not the whole list', 'items would come twice', 'listByCursor', {
      needs: ['pages', 'retries'],
      client: { retries: 2 },
      server: [
        { json: { items: items('a', 'b', 'c'), next_cursor: 'x' } },
        { status: 503, json: failure('busy') },
        { json: { items: items('d', 'e'), next_cursor: null } },
      ],
      requests: [{ query: [] }, { query: [['cursor', 'x']] }, { query: [['cursor', 'x']] }],
    }),
    paged('iterates over pages', 'a page is saved at once', 'listByCursor', {
      over: 'pages',
      server: cursorPages,
      expect: { items: [items('a', 'b'), items('c', 'd'), items('e')] },
      requests: [{}, {}, {}],
    }),
    paged(
      'sends no credentials to another server for the next page',
      'a response could steal them',
      'listByUrl',
      {
        needs: ['pages', 'credentials'],
        client: {
          headers: { 'X-Secret': 'not-for-others' },
          credentials: { token: 'not-for-others' },
        },
        server: [{ json: { results: items('a'), next: '{other}/pages/url?page=2' } }],
        other: [{ json: { results: [], next: null } }],
        expect: {
          items: items('a'),
          error: ['connection', 'arguments', 'status', 'decode', 'other', 'ended'],
        },
        otherMustNotGet: ['not-for-others'],
      },
    ),
  ],
};
