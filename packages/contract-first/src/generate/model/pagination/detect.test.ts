import { describe, expect, it } from 'vitest';
import type { PaginationModel } from '../clientModel.ts';
import { documentOf, methodOf, ok } from '../testing/clientDocument.ts';

const text = { type: 'string' };
const number = { type: 'integer' };
const boolean = { type: 'boolean' };
const list = { type: 'array', items: { type: 'object', properties: { id: text } } };
const object = (properties: object) => ({ type: 'object', properties });
const query = (properties: Readonly<Record<string, object>>) =>
  Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema }));

type Case = {
  readonly query?: Readonly<Record<string, object>>;
  readonly response: object;
  readonly headers?: object;
  readonly path?: string;
};
function detected({
  query: parameters = {},
  response,
  headers,
  path = '/things',
}: Case): PaginationModel | undefined {
  const get = { parameters: query(parameters), responses: ok(response, headers && { headers }) };
  return methodOf(documentOf({ [path]: { get } })).pagination;
}

describe('a cursor', () => {
  it.each([
    [
      'ours',
      { cursor: text, limit: number },
      { items: list, next_cursor: text },
      ['items'],
      ['next_cursor'],
    ],
    [
      "Google's",
      { pageToken: text, pageSize: number },
      { files: list, nextPageToken: text },
      ['files'],
      ['nextPageToken'],
    ],
    [
      "AWS's",
      { NextToken: text, MaxResults: number },
      { Rules: list, NextToken: text },
      ['Rules'],
      ['NextToken'],
    ],
    [
      'a marker',
      { marker: text, limit: number },
      { entries: list, next_marker: text },
      ['entries'],
      ['next_marker'],
    ],
    [
      "Slack's",
      { cursor: text },
      { channels: list, response_metadata: object({ next_cursor: text }) },
      ['channels'],
      ['response_metadata', 'next_cursor'],
    ],
    [
      "HubSpot's",
      { after: text },
      { results: list, paging: object({ next: object({ after: text }) }) },
      ['results'],
      ['paging', 'next', 'after'],
    ],
    [
      "Notion's",
      { start_cursor: text },
      { results: list, has_more: boolean, next_cursor: text },
      ['results'],
      ['next_cursor'],
    ],
    [
      'a page that is a text',
      { page: text },
      { data: list, next_page: text },
      ['data'],
      ['next_page'],
    ],
    [
      'one in a wrapper',
      { cursor: text },
      { artists: object({ items: list, cursors: object({ after: text }) }) },
      ['artists', 'items'],
      ['artists', 'cursors', 'after'],
    ],
    [
      'one that may be null',
      { cursor: text },
      { data: list, cursor: { type: ['string', 'null'] } },
      ['data'],
      ['cursor'],
    ],
  ])('of the kind of %s', (_, parameters, properties, items, next) => {
    const found = detected({
      query: parameters as Record<string, object>,
      response: object(properties),
    });
    expect(found).toMatchObject({ style: 'cursor', items, next, parameterIn: 'query' });
  });

  it('may be in the body of a POST', () => {
    const content = { 'application/json': { schema: object({ cursor: text, count: number }) } };
    const post = {
      requestBody: { content },
      responses: ok(object({ payments: list, next_cursor: text })),
    };
    expect(methodOf(documentOf({ '/payments/list': { post } })).pagination).toMatchObject({
      style: 'cursor',
      parameter: 'cursor',
      parameterIn: 'body',
      size: 'count',
    });
  });

  it('says whether there is more', () => {
    const response = object({ data: list, has_more: boolean, next_cursor: text });
    expect(detected({ query: { cursor: text }, response })?.hasMore).toEqual(['has_more']);
  });
});

describe('the URL of the next page', () => {
  const url = { type: 'string', format: 'uri' };
  it.each([
    ["Django's", { results: list, next: { ...url, type: ['string', 'null'] } }, ['next']],
    ["OData's", { value: list, '@odata.nextLink': text }, ['@odata.nextLink']],
    ["Azure's", { value: list, nextLink: text }, ['nextLink']],
    ["JSON:API's", { data: list, links: object({ next: text }) }, ['links', 'next']],
    [
      "HAL's",
      { items: list, _links: object({ next: object({ href: text }) }) },
      ['_links', 'next', 'href'],
    ],
    [
      "Twilio's",
      { services: list, meta: object({ next_page_url: text }) },
      ['meta', 'next_page_url'],
    ],
    [
      'one with a description',
      { items: list, next: { type: 'string', description: 'URL to the next page' } },
      ['next'],
    ],
    [
      'one with an example',
      { items: list, next: { type: 'string', example: 'https://a.test/?page=2' } },
      ['next'],
    ],
  ])('of the kind of %s', (_, properties, next) => {
    expect(detected({ response: object(properties) })).toMatchObject({
      style: 'url',
      next,
      parameter: undefined,
    });
  });
  it('is not any text named next', () => {
    expect(detected({ response: object({ items: list, next: text }) })).toBeUndefined();
  });
});

it('is by the id of the last item (Stripe)', () => {
  const response = object({ data: list, has_more: boolean });
  expect(detected({ query: { starting_after: text, limit: number }, response })).toMatchObject({
    style: 'lastId',
    items: ['data'],
    parameter: 'starting_after',
    id: 'id',
    hasMore: ['has_more'],
    size: 'limit',
  });
});

describe('the header Link', () => {
  it('leads to the next page (GitHub)', () => {
    const headers = { Link: { schema: text } };
    expect(
      detected({ query: { per_page: number, page: number }, response: list, headers }),
    ).toMatchObject({
      style: 'link',
      items: [],
      size: 'per_page',
    });
  });
  it('may be about something else', () => {
    expect(
      detected({ response: list, headers: { Link: { schema: text, description: 'Licence' } } }),
    ).toBeUndefined();
  });
});

describe('the number of the page', () => {
  const response = object({ users: list, meta: object({ total: number, total_pages: number }) });
  it('is counted by the request', () => {
    expect(detected({ query: { page: number, per_page: number }, response })).toMatchObject({
      style: 'page',
      parameter: 'page',
      size: 'per_page',
      items: ['users'],
      total: ['meta', 'total'],
      totalPages: ['meta', 'total_pages'],
      firstPage: 1,
    });
  });
  it.each([
    [{ ...number, default: 0 }, 0],
    [{ ...number, minimum: 0, default: 1 }, 1],
    [{ ...number, description: 'Zero-based page index' }, 0],
    [{ ...number, minimum: 1 }, 1],
  ])('begins as %j says', (page, first) => {
    expect(detected({ query: { page, size: number }, response })?.firstPage).toBe(first);
  });
  it('is no text', () => {
    expect(detected({ query: { page: text, size: number }, response })).toBeUndefined();
  });
});

describe('the number of items to skip', () => {
  it.each([
    [{ offset: number, limit: number }, 'offset'],
    [{ $skip: number, $top: number }, '$skip'],
    [{ startIndex: number, count: number }, 'startIndex'],
    [{ 'page[offset]': number, 'page[limit]': number }, 'page[offset]'],
  ])('is stated by %j', (parameters, parameter) => {
    expect(detected({ query: parameters as Record<string, object>, response: list })).toMatchObject(
      {
        style: 'offset',
        parameter,
        items: [],
      },
    );
  });
  it('comes with a size', () => {
    expect(detected({ query: { offset: number }, response: list })).toBeUndefined();
  });
  it('is no time', () => {
    const start = { ...number, description: 'Unix timestamp' };
    const get = {
      parameters: [
        { name: 'start', in: 'query', schema: start, description: 'A Unix timestamp' },
        ...query({ limit: number }),
      ],
      responses: ok(list),
    };
    expect(methodOf(documentOf({ '/a': { get } })).pagination).toBeUndefined();
  });
});

describe('where the items are', () => {
  const itemsIn = (properties: object, path?: string) =>
    detected({
      query: { cursor: text },
      response: object({ ...properties, next_cursor: text }),
      ...(path && { path }),
    })?.items;

  it.each([
    ['the only list', { whatever: list }, ['whatever']],
    ['a list with a usual name', { data: list, other: list }, ['data']],
    ['a list with the name of the path', { things: list, other: list }, ['things']],
    ['a list beside one that is none of items', { rules: list, errors: list }, ['rules']],
    ['a list in a wrapper', { data: object({ members: list }) }, ['data', 'members']],
  ])('is %s', (_, properties, items) => {
    expect(itemsIn(properties)).toEqual(items);
  });
  it('is unknown among several lists', () => {
    expect(itemsIn({ added: list, removed: list })).toBeUndefined();
  });
});

it.each([
  [
    'a response that is no list',
    { query: { cursor: text }, response: object({ id: text, next_cursor: text }) },
  ],
  ['a list without a way to go on', { query: { limit: number }, response: list }],
  [
    'a cursor that only the request has',
    { query: { cursor: text, limit: number }, response: object({ items: list }) },
  ],
  ['a cursor that only the response has', { response: object({ items: list, next_cursor: text }) }],
])('is not seen in %s', (_, given) => {
  expect(detected(given as Case)).toBeUndefined();
});

it('is not seen in what changes something', () => {
  const operation = {
    parameters: query({ page: number, limit: number }),
    responses: ok(object({ items: list, total: number })),
  };
  for (const method of ['post', 'put', 'patch', 'delete']) {
    expect(methodOf(documentOf({ '/a': { [method]: operation } })).pagination).toBeUndefined();
  }
});
