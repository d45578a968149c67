import { describe, expect, it } from 'vitest';
import { readClient } from '../readClient.ts';
import { documentOf, methodsOf, ok } from '../testing/clientDocument.ts';
import { paginatedMethods } from './table.ts';

const response = {
  type: 'object',
  properties: { items: { type: 'array', items: {} }, next_cursor: { type: 'string' } },
};
const parameters = [{ name: 'cursor', in: 'query', schema: { type: 'string' } }];

function stated(pagination: unknown) {
  const get = { parameters, responses: ok(response), 'x-sdk': { pagination } };
  const client = readClient(documentOf({ '/a': { get } }));
  return {
    pagination: methodsOf(client)[0]?.pagination,
    messages: client.notices.map(({ message }) => message),
  };
}

it('is none where the document says so', () => {
  expect(stated(false)).toEqual({ pagination: undefined, messages: [] });
});

it('goes before what is detected', () => {
  const { pagination } = stated({
    style: 'page',
    parameter: 'p',
    items: 'data.list',
    first_page: 0,
  });
  expect(pagination).toMatchObject({
    style: 'page',
    parameter: 'p',
    parameterIn: 'query',
    items: ['data', 'list'],
    firstPage: 0,
    isStated: true,
  });
});

it('takes what it does not state from what is detected', () => {
  expect(stated({ has_more: 'more' }).pagination).toMatchObject({
    style: 'cursor',
    parameter: 'cursor',
    next: ['next_cursor'],
    items: ['items'],
    hasMore: ['more'],
    isStated: true,
  });
});

it('takes paths as lists, for names with dots', () => {
  expect(stated({ style: 'url', next: ['@odata.nextLink'] }).pagination?.next).toEqual([
    '@odata.nextLink',
  ]);
});

describe('a mistake is reported, and has no effect', () => {
  it.each([
    [{ style: 'none' }, '`style` must be one of cursor, page, offset, link, url, lastId'],
    [{ size: 5 }, '`size` must be a name'],
    [{ next: 5 }, '`next` must be the path of a property, such as `meta.next_cursor`'],
    [{ in: 'header' }, '`in` must be `query` or `body`'],
    [{ style: 'page' }, '`parameter` is missing'],
    [{ style: 'url' }, '`next` is missing'],
    [{ first_page: 2 }, '`first_page` must be 0 or 1'],
    [
      { pages: 1 },
      '`pages` is unknown; fields of `pagination` are style, items, parameter, in, size, next, has_more, total, total_pages, id, first_page',
    ],
  ])('%j', (pagination, message) => {
    expect(stated(pagination)).toMatchObject({
      pagination: { isStated: false },
      messages: [`\`pagination\` of \`x-sdk\` has no effect: ${message}.`],
    });
  });
  it('of another type', () => {
    expect(stated('cursor').messages).toEqual([
      '`pagination` of `x-sdk` has no effect: it must be an object or `false`.',
    ]);
  });
});

it('is shown in a table for all methods', () => {
  const get = { parameters, responses: ok(response) };
  const { model } = readClient(documentOf({ '/a': { get }, '/b': { get: { responses: ok({}) } } }));
  expect(paginatedMethods(model)).toEqual([
    {
      method: 'a.list',
      operation: 'GET /a',
      style: 'cursor',
      parameter: 'cursor',
      items: 'items',
      next: 'next_cursor',
      isStated: false,
    },
  ]);
});
