import { describe, expect, it } from 'vitest';
import type { Header, JsonSchema, MediaType, Parameter, Response } from '../document/model.ts';
import { documentOf, json, ok, ref, serving } from './testing/serving.ts';

const responding = (
  response: Partial<Response>,
  schemas: Readonly<Record<string, JsonSchema>> = {},
) =>
  documentOf({ '/': { get: { responses: { 200: { description: 'ok', ...response } } } } }, schemas);
const answering = (media: MediaType, schemas: Readonly<Record<string, JsonSchema>> = {}) =>
  responding({ content: { 'application/json': media } }, schemas);

describe('without an example', () => {
  const schemas: Readonly<Record<string, JsonSchema>> = {
    Page: {
      type: 'object',
      required: ['items', 'total'],
      properties: {
        items: { type: 'array', items: ref('Item') },
        total: { type: 'integer', minimum: 1 },
      },
    },
    Item: {
      allOf: [ref('Base'), { type: 'object', properties: { parent: ref('Item') } }],
      required: ['id'],
    },
    Base: {
      type: 'object',
      properties: {
        id: { type: 'string', format: 'uuid' },
        at: { type: 'string', format: 'date' },
      },
    },
  };

  it('a response is the smallest that its schema accepts', async () => {
    const { ask } = await serving(answering({ schema: ref('Page') }, schemas));
    const first = await ask('/');
    expect(first.violations).toEqual([]);
    expect(first.body).toEqual({
      items: [{ id: '00000000-0000-4000-8000-000000000000', at: '2025-01-01' }],
      total: 1,
    });
    expect((await ask('/')).text).toBe(first.text);
  });

  it.each<readonly [what: string, schema: JsonSchema]>([
    ['not', { not: { type: 'string' } }],
    [
      'a tuple',
      { type: 'array', prefixItems: [{ type: 'integer' }, {}], items: false, minItems: 2 },
    ],
    [
      'names by a pattern',
      {
        type: 'object',
        minProperties: 1,
        patternProperties: { '^x-': { type: 'string' } },
        additionalProperties: false,
      },
    ],
    [
      'names of a form',
      { type: 'object', minProperties: 2, propertyNames: { pattern: '^[a-z]{3}$' } },
    ],
    [
      'a condition',
      {
        type: 'object',
        required: ['kind'],
        properties: { kind: { enum: ['card', 'cash'] }, number: { type: 'string' } },
        if: { properties: { kind: { const: 'card' } } },
        // biome-ignore lint/suspicious/noThenProperty: it is a keyword of JSON Schema
        then: { required: ['number'] },
      },
    ],
    [
      'contains',
      {
        type: 'array',
        items: { type: 'integer' },
        contains: { minimum: 10 },
        minContains: 2,
        maxContains: 2,
      },
    ],
    [
      'different items',
      { type: 'array', items: { enum: [1, 2, 3] }, uniqueItems: true, minItems: 3 },
    ],
    ['oneOf', { oneOf: [{ type: 'number' }, { type: 'integer', multipleOf: 2 }] }],
    ['a pattern with redundant escapes', { type: 'string', pattern: '^[a-z\\-\\:]+$' }],
    ['a pattern with a length', { type: 'string', pattern: '^[a-z]+$', minLength: 40 }],
    ['an enum of objects', { enum: [{ a: 1 }, [1, 2], null] }],
    ['a recursion that can end', { $ref: '#/components/schemas/Expression' }],
    ['an empty schema', {}],
    ['a forbidden property', { properties: { no: false } }],
    ['a format with a length', { type: 'string', format: 'email', maxLength: 30 }],
    ['a fraction', { type: 'number', multipleOf: 0.01, exclusiveMinimum: 0, maximum: 0.05 }],
  ])('a response of %s is valid', async (_what, schema) => {
    const Expression: JsonSchema = {
      oneOf: [{ type: 'array', items: ref('Expression'), minItems: 1 }, { type: 'number' }],
    };
    const { ask } = await serving(answering({ schema }, { Expression }));
    const { status, violations } = await ask('/');
    expect({ status, violations }).toEqual({ status: 200, violations: [] });
  });

  it('the discriminator names its branch', async () => {
    const pet = (property: string): JsonSchema => ({
      type: 'object',
      required: ['kind', property],
      properties: { kind: { type: 'string' }, [property]: { type: 'integer' } },
    });
    const { ask } = await serving(
      answering(
        {
          schema: {
            oneOf: [ref('Cat'), ref('Dog')],
            discriminator: { propertyName: 'kind', mapping: { cat: '#/components/schemas/Cat' } },
          },
        },
        { Cat: pet('lives'), Dog: pet('barks') },
      ),
    );
    expect((await ask('/')).body).toEqual({ kind: 'cat', lives: 0 });
  });

  it('writeOnly properties are left out', async () => {
    const schema: JsonSchema = {
      type: 'object',
      required: ['name', 'password'],
      properties: { name: { type: 'string' }, password: { type: 'string', writeOnly: true } },
    };
    const { ask, lines } = await serving(answering({ schema }));
    expect((await ask('/')).body).toEqual({ name: 'string' });
    expect(lines[0]?.decision).toBe('generated from the schema');
  });

  it('an endless recursion is cut and logged', async () => {
    const Endless: JsonSchema = {
      type: 'object',
      required: ['id', 'parent'],
      properties: { id: { type: 'integer' }, parent: ref('Endless') },
    };
    const { ask, lines } = await serving(answering({ schema: ref('Endless') }, { Endless }));
    expect((await ask('/')).body).toEqual({ id: 0, parent: { id: 0 } });
    expect(lines[0]?.decision).toBe(
      'generated from the schema, not valid: #/components/schemas/Endless/properties/parent requires a value of itself, so no value is valid',
    );
  });
});

describe('an example', () => {
  const schema: JsonSchema = { type: 'object', properties: { a: { type: 'integer' } } };

  it.each<readonly [what: string, media: MediaType, decision: string]>([
    ['on its own', { schema, example: { a: 7 } }, 'example'],
    ['among several', { schema, examples: { one: { value: { a: 7 } } } }, 'example "one"'],
    [
      'by a reference',
      { schema, examples: { one: { $ref: '#/components/examples/Seven' } } },
      'example "one"',
    ],
    ['of OpenAPI 3.2', { schema, examples: { one: { dataValue: { a: 7 } } } }, 'example "one"'],
    [
      'after an invalid one',
      { schema, examples: { wrong: { value: { a: 'x' } }, right: { value: { a: 7 } } } },
      'example "right"',
    ],
    ['of the schema', { schema: { ...schema, examples: [{ a: 7 }] } }, 'generated from the schema'],
  ])('%s is used', async (_what, media, decision) => {
    const document = answering(media);
    const components = { ...document.components, examples: { Seven: { value: { a: 7 } } } };
    const { ask, lines } = await serving({ ...document, components });
    expect((await ask('/')).body).toEqual({ a: 7 });
    expect(lines[0]?.decision).toBe(decision);
  });

  it('in a schema loses properties that the schema does not declare', async () => {
    const schema = { properties: { a: { properties: { b: {} }, example: { b: 1, x: 1 } } } };
    const { ask } = await serving(answering({ schema: { type: 'object', ...schema } }));
    const { body, violations } = await ask('/');
    expect([body, violations]).toEqual([{ a: { b: 1 } }, []]);
  });

  it.each<readonly [where: string, schema: JsonSchema, example: object, shown: object]>([
    ['at the top', { properties: { a: {} } }, { a: 7, x: 1 }, { a: 7 }],
    ['in a list', { items: { properties: { a: {} } } }, [{ a: 7, x: 1 }], [{ a: 7 }]],
    [
      'behind several schemas',
      { allOf: [{ properties: { a: {} } }, { properties: { b: { properties: { c: {} } } } }] },
      { a: 7, b: { c: 1, x: 1 }, x: 1 },
      { a: 7, b: { c: 1 } },
    ],
    [
      'in a property that is required',
      { allOf: [{ required: ['b', 'd'], properties: { b: { properties: { c: {} } }, d: {} } }] },
      { b: { c: 1, x: 1 }, d: 1 },
      { b: { c: 1 }, d: 1 },
    ],
  ])(
    'loses properties that its schema does not declare: %s',
    async (_where, schema, example, shown) => {
      const { ask, lines } = await serving(answering({ schema, example }));
      const { body, violations } = await ask('/');
      expect([body, violations]).toEqual([shown, []]);
      expect(lines[0]?.decision).toContain('without undeclared properties: ');
    },
  );

  it('that violates the schema is not used', async () => {
    const { ask, lines } = await serving(answering({ schema, example: { a: 'x' } }));
    expect((await ask('/')).body).toEqual({ a: 0 });
    expect(lines[0]?.decision).toContain('accepts none of the examples');
  });

  it('requested by name is used', async () => {
    const examples = { one: { value: { a: 1 } }, two: { value: { a: 2 } } };
    const { ask } = await serving(answering({ schema, examples }));
    expect((await ask('/', { headers: { Prefer: 'example=two' } })).body).toEqual({ a: 2 });
    expect((await ask('/?__example=two')).body).toEqual({ a: 2 });
  });
});

describe('a response of several media types', () => {
  const document = responding({
    content: {
      'text/csv': { example: 'a,b' },
      'application/json': { example: ['a'] },
      'image/*': {},
    },
  });

  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['text/csv', 'text/csv'],
    ['text/*;q=0.5, application/json;q=0.4', 'text/csv'],
    ['image/gif', 'image/gif'],
    ['image/*', 'image/png'],
    ['audio/mpeg', 'application/json'],
    ['text/csv;q=0, */*', 'application/json'],
  ])('Accept: %s gets %s', async (accept, type) => {
    const { ask } = await serving(document);
    const { headers } = await ask('/', accept === undefined ? {} : { headers: { accept } });
    expect(headers.get('Content-Type')).toBe(type);
  });
});

describe('a stream', () => {
  const change: JsonSchema = {
    type: 'object',
    required: ['id'],
    properties: { id: { type: 'string' } },
  };
  const event: JsonSchema = {
    type: 'object',
    required: ['data', 'event'],
    properties: {
      event: { const: 'change' },
      data: { type: 'string', contentMediaType: 'application/json', contentSchema: change },
    },
  };
  const document = responding({
    content: {
      'text/event-stream': { itemSchema: event },
      'application/jsonl': { itemSchema: change },
    },
  });
  const ask = async (accept: string) => (await serving(document)).ask('/', { headers: { accept } });

  it('of lines has values of the item schema', async () => {
    const { text } = await ask('application/jsonl');
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    for (const line of lines) expect(JSON.parse(line)).toEqual({ id: expect.any(String) });
  });

  it('of events has fields and content by their schemas', async () => {
    const { text } = await ask('text/event-stream');
    const events = text.trimEnd().split('\n\n');
    expect(events).toHaveLength(5);
    expect(events[0]).toBe('event: change\nid: 1\ndata: {"id":"string"}');
  });
});

describe('headers', () => {
  it('that are required have their example or a generated value', async () => {
    const { ask } = await serving(
      responding({
        headers: {
          'X-Shown': { required: true, schema: { type: 'integer' }, example: 7 },
          'X-Made': { required: true, schema: { type: 'integer', minimum: 3 } },
          'X-List': {
            required: true,
            schema: { type: 'array', items: { type: 'string' }, minItems: 2 },
          },
          'X-Odd': { required: true, schema: { type: 'string' }, example: 'a\r\nSet-Cookie: b=c' },
          'X-Other': { schema: { type: 'string' } },
        },
      }),
    );
    const { headers, violations } = await ask('/');
    expect(violations).toEqual([]);
    expect([headers.get('X-Shown'), headers.get('X-Made')]).toEqual(['7', '3']);
    expect([headers.get('Set-Cookie'), headers.get('X-Other')]).toEqual([null, null]);
  });
});

describe('the status of', () => {
  it.each<readonly [responses: readonly string[], status: number]>([
    [['404', '201', '200'], 200],
    [['2XX'], 200],
    [['default'], 200],
    [['302', '404'], 302],
    [['100', '204'], 204],
    [['404', '302', '301'], 301],
    [['100'], 200],
    [['400', '404'], 200],
  ])('%j is %i', async (listed, status) => {
    const responses = Object.fromEntries(listed.map((each) => [each, { description: each }]));
    const { ask } = await serving(documentOf({ '/': { get: { responses } } }));
    expect((await ask('/')).status).toBe(status);
  });
});

it('an operation without a documented success is 200 and logged', async () => {
  const responses = { 400: { description: 'no' } };
  const { ask, lines } = await serving(documentOf({ '/': { get: { responses } } }));
  const { status, text } = await ask('/');
  expect({ status, text }).toEqual({ status: 200, text: '' });
  expect(lines[0]?.decision).toBe('no content: no success is documented');
});

describe('values of a request', () => {
  const todo: JsonSchema = {
    type: 'object',
    properties: { id: { type: 'integer' }, title: { type: 'string', maxLength: 9 } },
  };
  const body = { content: { 'application/json': { schema: todo } } };
  const document = documentOf({
    '/todos': { post: { requestBody: body, responses: ok(todo) } },
    '/todos/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { responses: ok(todo) },
    },
  });

  it('are reflected in the response', async () => {
    const { ask, lines } = await serving(document);
    expect((await ask('/todos/7')).body).toEqual({ id: 7, title: 'string' });
    expect((await ask('/todos', json({ title: 'a' }))).body).toEqual({ id: 0, title: 'a' });
    expect(lines[0]?.decision).toBe('generated from the schema, with values of the request');
  });
});

it('HEAD falls back to GET', async () => {
  const head = { responses: { 204: { description: 'there' } } };
  const { ask } = await serving(
    documentOf({ '/a': { get: { responses: ok() }, head }, '/b': { get: { responses: ok() } } }),
  );
  expect((await ask('/a', { method: 'HEAD' })).status).toBe(204);
  expect((await ask('/b', { method: 'HEAD' })).status).toBe(200);
});

it('operations of OpenAPI 3.2 are answered', async () => {
  const { ask } = await serving(
    documentOf({
      '/search': {
        query: {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: { type: 'object' } } },
          },
          responses: ok({ type: 'array' }),
        },
        additionalOperations: { PURGE: { responses: { 204: { description: 'gone' } } } },
      },
    }),
  );
  expect((await ask('/search', json({}, 'QUERY'))).body).toBeInstanceOf(Array);
  expect((await ask('/search', json([], 'QUERY'))).status).toBe(400);
  expect((await ask('/search', { method: 'PURGE' })).status).toBe(204);
  const refused = await ask('/search');
  expect([refused.status, refused.headers.get('Allow')]).toEqual([405, 'QUERY, PURGE']);
});

describe('a HEAD that the document has', () => {
  const lengthOf = async (header: Header) => {
    const head = {
      responses: { 200: { description: 'ok', headers: { 'Content-Length': header } } },
    };
    const { ask } = await serving(documentOf({ '/': { head } }));
    const { headers, violations } = await ask('/', { method: 'HEAD' });
    return [headers.get('Content-Length'), violations];
  };

  it.each([
    ['required', { required: true, schema: { type: 'integer', minimum: 1 }, example: 1024 }],
    ['optional', { schema: { type: 'integer', minimum: 1 }, example: 1024 }],
  ])('has the %s Content-Length of the body that a GET would get', async (_, header) => {
    expect(await lengthOf(header)).toEqual(['1024', []]);
  });

  it('has no Content-Length that HTTP does not allow', async () => {
    const [length] = await lengthOf({ schema: { type: 'string' }, example: 'much' });
    expect(length).toBeNull();
  });
});

it('a response has the values of its own request, not those of an earlier one', async () => {
  const parameters = ['a', 'b'].map((name) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'string' } },
  })) satisfies readonly Parameter[];
  const properties = { a: { type: 'string' }, b: { type: 'string' } };
  const schema = { type: 'object', properties, example: { a: 'x', b: 'x' } };
  const document = documentOf({ '/{a}/{b}': { parameters, get: { responses: ok(schema) } } });
  const { ask } = await serving(document);
  const bodies = [await ask('/y/x'), await ask('/x/y'), await ask('/y/x')].map(({ body }) => body);
  const first = { a: 'y', b: 'x' };
  expect(bodies).toEqual([first, { a: 'x', b: 'y' }, first]);
});
