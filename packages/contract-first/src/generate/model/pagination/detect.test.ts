import { describe, expect, it } from 'vitest';
import type { PaginationModel } from '../clientModel.ts';
import { readClient } from '../readClient.ts';
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
  readonly body?: Readonly<Record<string, object>>;
  readonly operationId?: string;
  readonly response: object;
  readonly headers?: object;
  readonly path?: string;
};
function detected({
  query: parameters = {},
  body,
  operationId,
  response,
  headers,
  path = '/things',
}: Case): PaginationModel | undefined {
  const operation = {
    ...(operationId && { operationId }),
    parameters: query(parameters),
    responses: ok(response, headers && { headers }),
    ...(body && {
      requestBody: { content: { 'application/json': { schema: object(body) } } },
    }),
  };
  return methodOf(documentOf({ [path]: { [body ? 'post' : 'get']: operation } })).pagination;
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
  it('is a text only if the response counts pages or items', () => {
    const page = { page: text, size: number };
    expect(detected({ query: page, response })?.style).toBe('page');
    expect(detected({ query: page, response: list })).toBeUndefined();
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

describe('a cursor that is an object', () => {
  it('is the key that was read last (DynamoDB)', () => {
    const key = { type: 'object', additionalProperties: object({ S: text }) };
    const response = object({ Items: list, LastEvaluatedKey: key });
    expect(detected({ body: { ExclusiveStartKey: key, Limit: number }, response })).toMatchObject({
      style: 'cursor',
      parameter: 'ExclusiveStartKey',
      parameterIn: 'body',
      items: ['Items'],
      next: ['LastEvaluatedKey'],
    });
  });
  it('is the one of its own name', () => {
    const response = object({ Names: list, LastEvaluatedTableName: text });
    const body = { ExclusiveStartTableName: text, Limit: number };
    expect(detected({ body, response })?.next).toEqual(['LastEvaluatedTableName']);
  });
});

describe('a cursor that only a description explains', () => {
  const described = (description: string) => ({ ...text, description });
  it('is named by its description (Slack)', () => {
    const cursor = described(
      "Set the `cursor` parameter to a `next_cursor` attribute returned by a previous request's `response_metadata`.",
    );
    expect(
      detected({ query: { cursor, limit: number }, response: object({ messages: list }) }),
    ).toMatchObject({
      items: ['messages'],
      next: ['response_metadata', 'next_cursor'],
      isNextUndocumented: true,
    });
  });
  it('is an offset that is a token (Asana)', () => {
    const offset = described('Offset token. An offset to the next page returned by the API.');
    expect(
      detected({ query: { offset, limit: number }, response: object({ data: list }) }),
    ).toMatchObject({ style: 'cursor', parameter: 'offset', next: ['next_page', 'offset'] });
  });
  it('is found only if nothing of the response is documented', () => {
    const cursor = described('A `next_cursor` of `response_metadata`.');
    const response = object({ items: list, next: text, cursor: text });
    expect(detected({ query: { cursor }, response })?.isNextUndocumented).toBeUndefined();
  });
  it('is reported', () => {
    const offset = described('Offset token');
    const get = { parameters: query({ offset }), responses: ok(object({ data: list })) };
    const { notices } = readClient(documentOf({ '/things': { get } }));
    expect(notices).toMatchObject([
      { rule: 'pagination-undocumented', pointer: '#/paths/~1things/get' },
    ]);
  });
});

it('is by URL if `next` is next to `previous` (Django)', () => {
  const response = object({ results: list, next: text, previous: text });
  expect(detected({ query: { cursor: text }, response })).toMatchObject({
    style: 'url',
    next: ['next'],
  });
});

it('is by URL if `next` is next to the URL of the page itself (SendGrid)', () => {
  const response = object({ result: list, _metadata: object({ self: text, next: text }) });
  expect(detected({ query: { page_token: text }, response })).toMatchObject({
    style: 'url',
    next: ['_metadata', 'next'],
  });
});

describe('a POST that searches', () => {
  const body = { page: number, size: number, text };
  const response = object({ hits: list, total: number });
  it('counts pages in its body', () => {
    expect(detected({ path: '/search', body, response })).toMatchObject({
      style: 'page',
      parameter: 'page',
      parameterIn: 'body',
    });
  });
  it.each([
    ['does not say that it searches', { path: '/hits', body, response }],
    ['does not say how much there is', { path: '/search', body, response: object({ hits: list }) }],
  ])('is not read page by page if it %s', (_, given) => {
    expect(detected(given)).toBeUndefined();
  });
});

it.each([
  ['searchCriteria[currentPage]', 'searchCriteria[pageSize]', 'page'],
  ['parameters.skip', 'parameters.take', 'offset'],
])('may have parameters in an object: %s', (parameter, size, style) => {
  const response = object({ items: list, total_count: number });
  expect(detected({ query: { [parameter]: number, [size]: number }, response })).toMatchObject({
    ...{ style, parameter, size },
  });
});

it('is not the offset of what is sought', () => {
  const given = { 'filter[offset]': number, 'filter[limit]': number };
  expect(detected({ query: given, response: object({ items: list }) })).toBeUndefined();
});

describe('the items among several lists', () => {
  const next = { nextToken: text };
  it.each([
    ['the list that the id names', { orders: list, entries2: list }, 'SearchOrders', ['orders']],
    ['the list of what did not fail', { things2: list, failures: list }, 'describe', ['things2']],
    ['a list of links that the id names', { links: list }, 'ListLinks', ['links']],
    [
      'in objects around it',
      { _embedded: object({ data: object({ members: list }) }) },
      'x',
      ['_embedded', 'data', 'members'],
    ],
    [
      'in the object about it',
      { playlists: object({ items: list }), message: text },
      'x',
      ['playlists', 'items'],
    ],
  ])('are %s', (_, properties, operationId, items) => {
    const response = object({ ...properties, ...next });
    expect(detected({ query: next, operationId, response })?.items).toEqual(items);
  });
  it('are unknown if nothing tells', () => {
    const response = object({ added: list, removed: list, ...next });
    expect(detected({ query: next, response })).toBeUndefined();
  });
});
