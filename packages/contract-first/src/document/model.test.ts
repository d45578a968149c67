import { describe, expect, it } from 'vitest';
import { type Document, follow, operations, resolve, statusKey } from './model.ts';

const info = { title: 'Books', version: '1' };
const book = { type: 'object' };
const document: Document = {
  openapi: '3.1.1',
  info,
  paths: {
    '/books/{id}': {
      $ref: '#/components/pathItems/Book',
    },
  },
  security: [{ Key: [] }],
  components: {
    schemas: {
      Book: book,
      'a/b~c d': book,
      Alias: { $ref: '#/components/schemas/Book' },
      Circle: { $ref: '#/components/schemas/Square' },
      Square: { $ref: '#/components/schemas/Circle' },
      Nothing: { default: null },
    },
    parameters: { Id: { name: 'id', in: 'path', required: true } },
    pathItems: {
      Book: {
        parameters: [
          { $ref: '#/components/parameters/Id' },
          { name: 'page', in: 'query', description: 'of the path' },
        ],
        get: {
          parameters: [{ name: 'page', in: 'query', description: 'of the operation' }],
          responses: { 200: { $ref: '#/components/responses/Book' } },
        },
        put: { operationId: 'put', security: [], responses: {} },
      },
    },
    responses: { Book: { description: 'A book' } },
  },
};

describe('a reference', () => {
  it.each([
    ['a component', '#/components/schemas/Book'],
    ['a reference', '#/components/schemas/Alias'],
    ['a name with JSON Pointer and percent escapes', '#/components/schemas/a~1b~0c%20d'],
  ])('to %s is followed', (_what, $ref) => {
    expect(resolve(document, { $ref })).toBe(book);
  });

  it('can be followed by one step', () => {
    expect(follow(document, '#/components/schemas/Alias')).toEqual({
      $ref: '#/components/schemas/Book',
    });
  });

  it.each([
    ['a missing component', '#/components/schemas/Boat', 'leads nowhere'],
    ['a property of a string', '#/info/title/x', 'leads nowhere'],
    ['a string', '#/info/title', 'leads nowhere'],
    ['null', '#/components/schemas/Nothing/default', 'leads nowhere'],
    ['an inherited property', '#/components/constructor', 'leads nowhere'],
    ['itself', '#/components/schemas/Circle', 'refers to itself'],
    ['another file', 'book.yaml#/Book', 'does not point into the document'],
    ['another host', 'https://books.example/#/Book', 'does not point into the document'],
  ])('to %s is an error that names it', (_what, $ref, reason) => {
    expect(() => resolve(document, { $ref })).toThrow(RangeError);
    expect(() => resolve(document, { $ref })).toThrow(reason);
    expect(() => resolve(document, { $ref })).toThrow(/#/);
  });
});

describe('operations', () => {
  const [get, put] = operations(document);

  it('have their operationId, or method and path', () => {
    expect([get?.id, put?.id]).toEqual(['get /books/{id}', 'put']);
  });

  it('override the parameters of the path', () => {
    expect(get?.parameters).toEqual([
      { name: 'id', in: 'path', required: true },
      { name: 'page', in: 'query', description: 'of the operation' },
    ]);
    expect(put?.parameters).toHaveLength(2);
  });

  it('override the security of the document', () => {
    expect(get?.security).toEqual([{ Key: [] }]);
    expect(put?.security).toEqual([]);
  });

  it('have resolved responses', () => {
    expect(get?.responses).toEqual({ 200: { description: 'A book' } });
  });

  it('with the same id are an error', () => {
    const operation = { operationId: 'a', responses: {} };
    const paths = { '/a': { get: operation }, '/b': { get: operation } };
    expect(() => operations({ openapi: '3.1.1', info, paths })).toThrow(
      'have the id "a": GET /a and GET /b',
    );
  });
});

it.each([
  [404, '404'],
  [410, '4XX'],
  [500, 'default'],
])('the entry for %i is %s', (status, key) => {
  expect(statusKey({ 404: {}, '4XX': {}, default: {} }, status)).toBe(key);
});

it('an undocumented status has no entry', () => {
  expect(statusKey({ 200: {} }, 201)).toBeUndefined();
});
