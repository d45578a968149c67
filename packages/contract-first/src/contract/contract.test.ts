import { describe, expect, it } from 'vitest';
import type { Document, JsonSchema, Response } from '../document/model.ts';
import { Contract, isJson } from './contract.ts';
import { PathTemplate } from './pathTemplate.ts';

const info = { title: 'Books', version: '1' };
const done = { 200: { description: 'Done' } };

describe('match', () => {
  const paths = [
    ...[
      '/books',
      '/books/',
      '/books/{id}',
      '/books/new',
      '/{kind}/new',
      '/books/{id}/pages/{page}',
    ],
    ...['/books/{id}.json', '/a.b', '/a+(b)', '/bücher', '/{kind}/{id}/pages/last'],
  ];
  const contract = new Contract({
    openapi: '3.1.1',
    info,
    paths: Object.fromEntries(
      paths.map((path) => [path, { get: { operationId: path, responses: done } }]),
    ),
  });

  it.each([
    ['/books', '/books'],
    ['/books/', '/books/'],
    ['/books/7', '/books/{id}'],
    ['/books/new', '/books/new'],
    ['/ships/new', '/{kind}/new'],
    ['/books/7/pages/8', '/books/{id}/pages/{page}'],
    ['/books/7/pages/last', '/books/{id}/pages/{page}'],
    ['/ships/7/pages/last', '/{kind}/{id}/pages/last'],
    ['/books/7.json', '/books/{id}.json'],
    ['/books/a%2Fb', '/books/{id}'],
    ['/books/%', '/books/{id}'],
    ['/books/a%0Ab', '/books/{id}'],
    ['/b%6Foks', '/books'],
    ['/b%C3%BCcher', '/bücher'],
    ['/a.b', '/a.b'],
    ['/a+(b)', '/a+(b)'],
  ])('%s matches %s', (pathname, id) => {
    expect(contract.match('GET', pathname)?.id).toBe(id);
  });

  it.each([
    '/',
    '',
    '/Books',
    '/books/7/',
    '/books/7/pages',
    '/axb',
    '/aa(b)',
    '/x/books',
    'books',
  ])('"%s" matches nothing', (pathname) => {
    expect(contract.match('GET', pathname)).toBeUndefined();
    expect(contract.methodsAt(pathname)).toEqual([]);
  });

  it.each([
    ['/reports/7.json', '/reports/{id}.{format}', { id: '7', format: 'json' }],
    ['/reports/7.tar.gz', '/reports/{id}.{format}', { id: '7.tar', format: 'gz' }],
    ['/reports/b%2Ec.d%2Ee', '/reports/{id}.{format}', { id: 'b.c', format: 'd.e' }],
    ['/reports/7%2Ejson', '/reports/{id}.{format}', { id: '7', format: 'json' }],
    ['/sizes/1%2Ee', '/sizes/{id}', { id: '1.e' }],
    ['/sizes/1%2E2%2E', '/sizes/{width}2{height}', { width: '1.', height: '.' }],
    ['/rates/a%25b', '/rates/{of}%25{to}', { of: 'a', to: 'b' }],
    ['/compare/v1...v2', '/compare/{base}...{head}', { base: 'v1', head: 'v2' }],
    ['/compare/a%2Fb...c', '/compare/{base}...{head}', { base: 'a/b', head: 'c' }],
    ['/items/7:activate', '/items/{id}:activate', { id: '7' }],
    ['/items/7:other', '/items/{id}:{action}', { id: '7', action: 'other' }],
    ['/items/7', '/items/{id}', { id: '7' }],
  ])('%s matches %s with its parameters', (pathname, path, values) => {
    const templates = [
      ...['/items/{id}', '/items/{id}:{action}', '/items/{id}:activate'],
      ...['/reports/{id}.{format}', '/compare/{base}...{head}'],
      ...['/sizes/{id}', '/sizes/{width}2{height}', '/rates/{of}%25{to}'],
    ];
    const wholes = new Contract({
      openapi: '3.1.1',
      info,
      paths: Object.fromEntries(templates.map((each) => [each, { get: { responses: done } }])),
    });
    expect(wholes.match('GET', pathname)?.path).toBe(path);
    expect(Object.fromEntries(new PathTemplate(path).valuesIn(pathname) ?? [])).toEqual(values);
  });

  it('finds operations with methods of OpenAPI 3.2', () => {
    const newer = new Contract({
      openapi: '3.2.0',
      info,
      paths: {
        '/books': {
          query: { operationId: 'search', responses: done },
          additionalOperations: { PURGE: { operationId: 'purge', responses: done } },
        },
      },
    });
    expect(newer.match('QUERY', '/books')?.id).toBe('search');
    expect(newer.match('PURGE', '/books')?.id).toBe('purge');
    expect(newer.methodsAt('/books')).toEqual(['QUERY', 'PURGE']);
  });

  it('matches the method in any case', () => {
    expect(contract.match('get', '/books')?.id).toBe('/books');
    expect(contract.match('POST', '/books')).toBeUndefined();
  });

  it('returns the methods of a path', () => {
    const { methodsAt } = { methodsAt: (at: string) => several.methodsAt(at) };
    const several = new Contract({
      openapi: '3.1.1',
      info,
      paths: { '/books/{id}': { put: { responses: done }, delete: { responses: done } } },
    });
    expect(methodsAt('/books/1')).toEqual(['PUT', 'DELETE']);
  });

  it('takes paths that differ in the names of parameters as one', () => {
    const named = new Contract({
      openapi: '3.1.1',
      info,
      paths: {
        '/books/{id}': { get: { responses: done } },
        '/books/{title}': { delete: { responses: done } },
      },
    });
    expect(named.match('DELETE', '/books/7')?.path).toBe('/books/{title}');
    expect(named.methodsAt('/books/7')).toEqual(['GET', 'DELETE']);
  });

  it('prefers a literal path to a template', () => {
    const both = new Contract({
      openapi: '3.1.1',
      info,
      paths: {
        '/books/{id}': { get: { responses: done }, delete: { responses: done } },
        '/books/new': { get: { responses: done } },
      },
    });
    expect(both.match('DELETE', '/books/7')?.path).toBe('/books/{id}');
    expect(both.match('DELETE', '/books/new')).toBeUndefined();
    expect(both.methodsAt('/books/new')).toEqual(['GET']);
  });
});

const book: JsonSchema = {
  type: 'object',
  required: ['title'],
  properties: {
    title: { type: 'string' },
    pages: { type: 'integer', minimum: 1 },
    author: { $ref: '#/components/schemas/Author' },
    sequel: { anyOf: [{ $ref: '#/components/schemas/Book' }, { type: 'null' }] },
    notes: { type: 'object' },
    // Names that are keywords elsewhere.
    properties: { type: 'object', properties: { type: { type: 'string' } } },
  },
};
const schemas: Readonly<Record<string, JsonSchema>> = {
  Book: book,
  Author: { type: 'object', properties: { name: { type: ['string', 'null'] } } },
  Alias: { $ref: '#/components/schemas/Book' },
  Novel: {
    allOf: [
      { $ref: '#/components/schemas/Book' },
      { type: 'object', properties: { hero: { $ref: '#/components/schemas/Author' } } },
    ],
  },
  Either: {
    oneOf: [
      { type: 'object', required: ['ship'], properties: { ship: { type: 'string' } } },
      { type: 'object', required: ['boat'], properties: { boat: { type: 'string' } } },
    ],
  },
  Free: { anyOf: [{ $ref: '#/components/schemas/Author' }, { type: 'object' }] },
  Open: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: true },
  Map: { type: 'object', additionalProperties: { $ref: '#/components/schemas/Author' } },
  Opaque: { type: 'object', 'x-opaque': true, properties: { a: { type: 'string' } } },
  Noted: { $ref: '#/components/schemas/Author', description: 'An author' },
  Price: { type: 'number', multipleOf: 0.01 },
  Enum: { type: 'object', properties: { a: { enum: [{ type: 'object', properties: {} }] } } },
};
const holding = (schema: JsonSchema, mediaType = 'application/json'): Response => ({
  description: 'Said',
  content: { [mediaType]: { schema } },
});

/** What is wrong with a response that one entry documents. */
function violations(
  responses: Readonly<Record<string, Response>>,
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body?: unknown,
) {
  const document: Document = {
    openapi: '3.1.1',
    info,
    paths: { '/books': { get: { operationId: 'books', responses } } },
    components: { schemas },
  };
  const contract = new Contract(document);
  const operation = contract.match('GET', '/books');
  if (!operation) throw new TypeError('There is no operation');
  return contract.checkResponse(operation, { status, headers: new Headers(headers), body });
}
const inJson = { 'Content-Type': 'application/json' };
const bodyFaults = (name: string, body: unknown) =>
  violations({ 200: holding({ $ref: `#/components/schemas/${name}` }) }, 200, inJson, body);

describe('the status', () => {
  it('that is undocumented is reported with the documented ones', () => {
    expect(violations({ 200: { description: '' }, 404: { description: '' } }, 500)).toEqual([
      { where: 'status', message: '500 is not one of 200, 404' },
    ]);
  });

  it.each([
    [404, 'integer'],
    [418, 'string'],
    [500, 'boolean'],
  ])('%i is validated by its own entry, its range or the default', (status, type) => {
    const responses = {
      404: holding({ type: 'integer' }),
      '4XX': holding({ type: 'string' }),
      default: holding({ type: 'boolean' }),
    };
    expect(violations(responses, status, inJson, null)).toEqual([
      { where: 'body', message: `must be ${type}` },
    ]);
  });
});

describe('a header', () => {
  const withHeaders = (headers: NonNullable<Response['headers']>) => ({
    200: { description: 'Said', headers },
  });
  const schema = (value: JsonSchema, required = true) =>
    withHeaders({ 'X-A': { required, schema: value } });

  it('that is required is reported if missing', () => {
    expect(violations(schema({}), 200)).toEqual([{ where: 'header X-A', message: 'is missing' }]);
    expect(violations(schema({}, false), 200)).toEqual([]);
  });

  it('is found in any case', () => {
    expect(violations(schema({ type: 'integer' }), 200, { 'x-a': '1' })).toEqual([]);
  });

  it.each<[JsonSchema, string]>([
    [{ type: 'integer', minimum: 0 }, '7'],
    [{ type: 'number' }, '-1.5'],
    [{ type: 'boolean' }, 'true'],
    [{ type: 'string' }, '7'],
    [{ type: ['integer', 'string'] }, 'seven'],
    [{ type: ['integer', 'null'] }, '7'],
    [{ anyOf: [{ type: 'integer' }, { const: 'all' }] }, 'all'],
    [{ enum: [1, 2] }, '2'],
    [{ type: 'array', items: { type: 'integer' } }, '1, 2,3'],
    [{ type: 'array', items: { type: 'string' } }, '1,a'],
    [{ $ref: '#/components/schemas/Price' }, '19.99'],
  ])('with schema %j may be "%s"', (value, text) => {
    expect(violations(schema(value), 200, { 'X-A': text })).toEqual([]);
  });

  it.each<[JsonSchema, string, string]>([
    [{ type: 'integer', minimum: 0 }, '-1', 'must be >= 0'],
    [{ type: 'integer' }, '1.5', 'must be integer'],
    [{ type: 'integer' }, '', 'must be integer'],
    [{ type: 'boolean' }, 'yes', 'must be boolean'],
    [{ type: 'string', pattern: '^"' }, 'a', 'must match pattern "^""'],
    [{ type: 'array', items: { type: 'integer' } }, '1,a', 'must be integer'],
  ])('with schema %j may not be "%s"', (value, text, message) => {
    const [fault] = violations(schema(value), 200, { 'X-A': text });
    expect(fault).toMatchObject({ message });
    expect(fault?.where).toMatch(/^header X-A/);
  });

  it('named Content-Type is ignored', () => {
    const responses = {
      200: {
        ...holding({ type: 'string' }),
        headers: { 'content-type': { required: true, schema: { const: 'x' } } },
      },
    };
    expect(violations(responses, 200, inJson, 'a')).toEqual([]);
  });
});

describe('the media type', () => {
  it.each([
    ['application/json', 'application/json'],
    ['application/json', 'application/json; charset=utf-8'],
    ['application/json', 'Application/JSON'],
    ['Application/Json; charset=utf-8', 'application/json'],
    ['application/vnd.book+json', 'application/vnd.book+json'],
    ['application/*', 'application/json'],
    ['*/*', 'application/json'],
  ])('%s covers %s and its schema', (mediaType, contentType) => {
    const responses = { 200: holding({ type: 'string' }, mediaType) };
    const headers = { 'Content-Type': contentType };
    expect(violations(responses, 200, headers, 'text')).toEqual([]);
    expect(violations(responses, 200, headers, 1)).toEqual([
      { where: 'body', message: 'must be string' },
    ]);
  });

  it('is validated by the most specific entry', () => {
    const content = {
      '*/*': { schema: { type: 'boolean' } },
      'application/*': { schema: { type: 'integer' } },
      'application/json': { schema: { type: 'string' } },
    };
    expect(violations({ 200: { description: '', content } }, 200, inJson, 'a')).toEqual([]);
  });

  it.each([
    ['text/html', 'text/html is not one of application/json'],
    ['text/json-like', 'text/json-like is not one of application/json'],
  ])('%s is reported', (contentType, message) => {
    const headers = { 'Content-Type': contentType };
    expect(violations({ 200: holding({}) }, 200, headers, 'a')).toEqual([
      { where: 'media type', message },
    ]);
  });

  it('that is missing is reported', () => {
    expect(violations({ 200: holding({}) }, 200)).toEqual([
      { where: 'media type', message: 'none is not one of application/json' },
    ]);
  });

  it.each([
    ['application/json', true],
    ['application/problem+json', true],
    ['application/vnd.book.v2+json', true],
    ['APPLICATION/JSON', true],
    ['model/gltf+json', true],
    ['application/jsonp', false],
    ['application/json-seq', false],
    ['text/plain', false],
  ])('%s is JSON: %s', (mediaType, expected) => {
    expect(isJson(mediaType)).toBe(expected);
  });
});

describe('the body', () => {
  it.each([{ description: '' }, { description: '', content: {} }])(
    'is reported if none is documented: %j',
    (response) => {
      expect(violations({ 204: response }, 204)).toEqual([]);
      expect(violations({ 204: response }, 204, {}, '')).toEqual([]);
      expect(violations({ 204: response }, 204, {}, 'a')).toEqual([
        { where: 'body', message: 'present, but none is documented' },
      ]);
    },
  );

  it('that was not read is not checked', () => {
    expect(violations({ 200: holding({ type: 'string' }) }, 200, inJson)).toEqual([]);
  });

  it.each([
    ['Book', { title: 'a', pages: 1, author: { name: null }, sequel: null, notes: { any: 1 } }],
    ['Book', { title: 'a', sequel: { title: 'b', sequel: { title: 'c' } } }],
    ['Book', { title: 'a', properties: { type: 'x' } }],
    ['Alias', { title: 'a' }],
    ['Novel', { title: 'a', hero: { name: 'b' } }],
    ['Either', { boat: 'a' }],
    ['Free', { name: 1, anything: 1 }],
    ['Open', { a: 'a', anything: 1 }],
    ['Map', { any: { name: 'a' } }],
    ['Opaque', { a: 1, anything: 1 }],
    ['Noted', { name: 'a' }],
    ['Price', 0.29],
    ['Price', 19.99],
    ['Enum', { a: { type: 'object', properties: {} } }],
  ])('with schema %s may be %j', (name, body) => {
    expect(bodyFaults(name, body)).toEqual([]);
  });

  it.each([
    ['Book', {}, 'body', "must have required property 'title'"],
    ['Book', { title: 'a', pages: 0 }, 'body /pages', 'must be >= 1'],
    ['Book', { title: 'a', x: 1 }, 'body', /"x"/],
    ['Book', { title: 'a', author: { x: 1 } }, 'body /author', /"x"/],
    ['Book', { title: 'a', properties: { x: 1 } }, 'body /properties', /"x"/],
    ['Book', { title: 'a', additionalProperties: 1 }, 'body', /"additionalProperties"/],
    ['Alias', { title: 'a', x: 1 }, 'body', /"x"/],
    ['Novel', { title: 'a', x: 1 }, 'body', /"x"/],
    ['Novel', { hero: {} }, 'body', "must have required property 'title'"],
    ['Novel', { title: 'a', hero: { x: 1 } }, 'body /hero', /"x"/],
    ['Either', { boat: 'a', x: 1 }, 'body', /"x"/],
    ['Either', { boat: 'a', ship: 'b' }, 'body', /exactly one/],
    ['Map', { any: { x: 1 } }, 'body /any', /"x"/],
    ['Noted', { x: 1 }, 'body', /"x"/],
    ['Price', 0.295, 'body', 'must be multiple of 0.01'],
  ])('with schema %s may not be %j', (name, body, where, message) => {
    const faults = bodyFaults(name, body);
    const expected = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(faults).toContainEqual(expect.objectContaining({ where, message: expected }));
  });

  it('with a writeOnly property is reported as such', () => {
    const user: JsonSchema = {
      type: 'object',
      required: ['password'],
      properties: { password: { type: 'string', writeOnly: true } },
    };
    const faults = (body: unknown) => violations({ 200: holding(user) }, 200, inJson, body);
    expect(faults({})).toEqual([]);
    expect(faults({ password: 'a' })).toEqual([
      { where: 'body /password', message: 'must not be present' },
    ]);
  });

  it.each([
    ['alone', { type: 'object', required: ['a', 'b'], properties: { a: {} } }],
    ['in one of several parts', { allOf: [{ required: ['b'] }, { properties: { a: {} } }] }],
  ])('may have a property that is required and not described: %s', (_where, schema) => {
    const faults = (body: unknown) => violations({ 200: holding(schema) }, 200, inJson, body);
    expect(faults({ a: 1, b: 1 })).toEqual([]);
    expect(faults({ a: 1, b: 1, c: 1 })).toHaveLength(1);
  });

  it('may have a property that several parts describe together', () => {
    const text = { type: 'string' };
    const part = (name: string) => ({
      type: 'object',
      required: [`only_${name}`],
      properties: {
        day: {
          type: 'object',
          properties: { [name]: text, at: { type: 'object', properties: { [name]: text } } },
        },
        [`only_${name}`]: { type: 'object', properties: { [name]: text } },
      },
    });
    const schema = { allOf: [part('a'), { oneOf: [part('b'), part('c')] }] };
    const faults = (body: unknown) =>
      violations({ 200: holding(schema) }, 200, inJson, body).map(({ where }) => where);
    const only = { only_a: { a: 'x' }, only_b: { b: 'x' } };
    const day = { a: 'x', b: 'x', at: { a: 'x', b: 'x' } };
    expect(faults({ ...only, day })).toEqual([]);
    expect(faults({ ...only, only_a: { a: 'x', d: 'x' } })).toEqual(['body /only_a']);
    expect(faults({ ...only, d: 'x' })).toEqual(['body']);
  });

  it('tells unknown properties that are not forbidden from others', () => {
    const open = { type: 'object', properties: { a: { type: 'integer' } } };
    const closed = { ...open, additionalProperties: false };
    const marks = (schema: JsonSchema, body: unknown) =>
      violations({ 200: holding(schema) }, 200, inJson, body).map(
        ({ isUndeclared = false }) => isUndeclared,
      );
    expect(marks(open, { a: 1, b: 1 })).toEqual([true]);
    expect(marks(closed, { a: 1, b: 1 })).toEqual([false]);
    expect(marks(open, { a: 'x' })).toEqual([false]);
  });

  it('that is invalid is not blamed for unknown properties that are not forbidden', () => {
    const open = { type: 'object', properties: { a: { type: 'integer' } } };
    const faults = violations({ 200: holding(open) }, 200, inJson, { a: 'x', b: 1 });
    expect(faults).toEqual([{ where: 'body /a', message: 'must be integer' }]);
  });

  it('with an unknown property is reported behind several alternatives', () => {
    const [fault] = bodyFaults('Book', { title: 'a', sequel: { title: 'b', x: 1 } });
    expect(fault?.where).toBe('body /sequel');
  });
});
