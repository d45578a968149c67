/**
 * What the routes generator makes of documents that have nothing to do with ours: the verdict on each
 * value is that of ajv, and the document read off the routes means what the written one means.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateRoutes } from '@file-organizer/toolkit/codegen';
import type { Document, Operation } from '@file-organizer/toolkit/contract';
import { compareDocuments, type Difference } from '@file-organizer/toolkit/drift';
import { Judge } from '@file-organizer/toolkit/values';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Generated, generated } from './generated.ts';

type Schema = Readonly<Record<string, unknown>>;

const info = { title: 'Harbour', version: '1' };
const done = { 200: { description: 'Done' } };
const json = (schema: Schema) => ({ required: true, content: { 'application/json': { schema } } });
const component = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const components: Readonly<Record<string, Schema>> = {
  Fleet: {
    type: 'object',
    required: ['ships'],
    properties: { ships: { type: 'array', items: component('Ship') } },
  },
  Ship: {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string', minLength: 1 },
      tender: component('Ship'),
      convoy: { type: 'array', items: component('Ship') },
      next: { anyOf: [component('Ship'), { type: 'null' }] },
      port: component('Port'),
    },
  },
  Port: { type: 'object', properties: { home: { type: 'array', items: component('Ship') } } },
  'my-schema': { type: 'string', enum: ['a', 'b'] },
  '2fa': { type: 'integer', minimum: 100000, maximum: 999999 },
  Draught: { type: 'number', exclusiveMinimum: 0, default: 1.5 },
  Named: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
  Sealed: { type: 'object', additionalProperties: false, properties: { name: { type: 'string' } } },
  'my.schema': { type: 'integer' },
  Alias: { ...component('my-schema'), description: 'Another name' },
};

/** Schemas with values that they accept and values that they refuse. */
const cases: Readonly<
  Record<string, { schema: Schema; yes: readonly unknown[]; no: readonly unknown[] }>
> = {
  'integer, exclusive bounds': {
    schema: { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 3 },
    yes: [1, 2, 2.0],
    no: [0, 3, 1.5, '1', null],
  },
  'integer, a multiple': {
    schema: { type: 'integer', multipleOf: 7, minimum: -7 },
    yes: [-7, 0, 14],
    no: [-14, 1],
  },
  'number, a multiple of a fraction': {
    schema: { type: 'number', multipleOf: 0.01 },
    yes: [0.29, 19.99, 0],
    no: [0.295],
  },
  'number, bounds': {
    schema: { type: 'number', minimum: -0.5, maximum: 0 },
    yes: [-0.5, 0],
    no: [-0.51, 0.01],
  },
  int32: {
    schema: { type: 'integer', format: 'int32' },
    yes: [2 ** 31 - 1, -(2 ** 31)],
    no: [2 ** 31],
  },
  int64: {
    schema: { type: 'integer', format: 'int64' },
    yes: [Number.MAX_SAFE_INTEGER],
    no: [0.5, '1'],
  },
  'length in characters, not UTF-16 units': {
    schema: { type: 'string', minLength: 2, maxLength: 3 },
    yes: ['ab', '⚓⚓⚓', '🚢🚢🚢'],
    no: ['a', '🚢', '🚢🚢🚢🚢', 'abcd'],
  },
  'pattern with a slash': {
    schema: { type: 'string', pattern: '^/[a-z]+/u$' },
    yes: ['/a/u'],
    no: ['/a', 'a/u'],
  },
  'pattern of Unicode classes': {
    schema: { type: 'string', pattern: '^\\p{Lu}\\p{Ll}+$' },
    yes: ['Östlich'],
    no: ['östlich', 'X'],
  },
  'pattern of astral characters': {
    schema: { type: 'string', pattern: '^.$' },
    yes: ['🚢', 'a'],
    no: ['ab'],
  },
  'pattern with backslashes, quotes and a newline': {
    schema: { type: 'string', pattern: '^\\\\"\'`\n$' },
    yes: ['\\"\'`\n'],
    no: ['\\"'],
  },
  'pattern that is nowhere anchored': {
    schema: { type: 'string', pattern: 'a' },
    yes: ['bab'],
    no: ['b'],
  },
  'date-time, with an offset': {
    schema: { type: 'string', format: 'date-time' },
    yes: ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.5+02:00', '2026-01-01t00:00:00z'],
    no: ['2026-01-01', '2026-02-30T00:00:00Z', '2026-01-01T00:00:00'],
  },
  date: {
    schema: { type: 'string', format: 'date' },
    yes: ['2024-02-29'],
    no: ['2026-02-29', 'today'],
  },
  uuid: {
    schema: { type: 'string', format: 'uuid' },
    yes: ['00000000-0000-9000-0000-000000000001'],
    no: ['0000'],
  },
  email: {
    schema: { type: 'string', format: 'email' },
    yes: ['a@b.cd', "o'hara@b.cd"],
    no: ['a@', 'a b@c.de'],
  },
  uri: { schema: { type: 'string', format: 'uri' }, yes: ['https://a/b'], no: ['/a/b', 'a b'] },
  ipv4: {
    schema: { type: 'string', format: 'ipv4' },
    yes: ['10.0.0.1'],
    no: ['10.0.0', '256.0.0.1'],
  },
  ipv6: { schema: { type: 'string', format: 'ipv6' }, yes: ['::1', '1::2'], no: [':::', '1'] },
  hostname: { schema: { type: 'string', format: 'hostname' }, yes: ['a.b-c'], no: ['-a', 'a_b'] },
  byte: { schema: { type: 'string', format: 'byte' }, yes: ['', 'YQ=='], no: ['YQ'] },
  binary: { schema: { type: 'string', format: 'binary' }, yes: ['anything'], no: [1] },
  'a format that nobody knows': {
    schema: { type: 'string', format: 'imo-number' },
    yes: ['x'],
    no: [1],
  },
  'array, bounds': {
    schema: { type: 'array', items: { type: 'integer' }, minItems: 1, maxItems: 2 },
    yes: [[1], [1, 2]],
    no: [[], [1, 2, 3], ['1'], 1],
  },
  'array, no item twice': {
    schema: { type: 'array', uniqueItems: true, items: {} },
    yes: [[], [1, '1', true, 'true', null], [{ a: 1 }, { a: 2 }]],
    no: [
      [1, 1],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [[1], [1]],
    ],
  },
  'array of anything': { schema: { type: 'array' }, yes: [[], [1, 'a', null]], no: [{}, null] },
  'null beside one type': {
    schema: { type: ['string', 'null'], maxLength: 1, description: 'One or none' },
    yes: ['a', null],
    no: ['ab', 1],
  },
  'several types': {
    schema: { type: ['integer', 'string', 'null'], minimum: 1, maxLength: 1 },
    yes: [1, 'a', null],
    no: [0, 'ab', true, 1.5],
  },
  'null by anyOf': {
    schema: { anyOf: [component('Named'), { type: 'null' }] },
    yes: [{ name: 'a' }, null],
    no: [{}, 'a'],
  },
  'only null': { schema: { type: 'null' }, yes: [null], no: [0, '', {}] },
  'enum of strings and null': {
    schema: { type: ['string', 'null'], enum: ['bow', 'stern', null] },
    yes: ['bow', null],
    no: ['keel', 0],
  },
  'enum of numbers': {
    schema: { type: 'integer', enum: [1, 2, 4] },
    yes: [1, 4],
    no: [3, '1', null],
  },
  'enum of many types': {
    schema: { enum: ['a', 1, true, null] },
    yes: ['a', 1, true, null],
    no: ['1', false, 2],
  },
  'enum with a value of another type': {
    schema: { type: 'string', enum: ['a', null] },
    yes: ['a'],
    no: [null],
  },
  'enum with names of what objects have': {
    schema: { enum: ['constructor', '__proto__'] },
    yes: ['constructor', '__proto__'],
    no: ['toString'],
  },
  'const string': { schema: { const: 'ship' }, yes: ['ship'], no: ['boat'] },
  'const number': { schema: { type: 'integer', const: 0 }, yes: [0], no: [1, '0', null, false] },
  'const false': { schema: { const: false }, yes: [false], no: [true, 0] },
  'const null': { schema: { const: null }, yes: [null], no: [0] },
  'oneOf, exactly one': {
    schema: {
      oneOf: [
        { type: 'integer', minimum: 5 },
        { type: 'integer', maximum: 10 },
      ],
    },
    yes: [4, 11],
    no: [7, 'a'],
  },
  'oneOf of objects': {
    schema: {
      oneOf: [
        { type: 'object', required: ['sail'], properties: { sail: { type: 'string' } } },
        { type: 'object', required: ['engine'], properties: { engine: { type: 'string' } } },
      ],
    },
    yes: [{ sail: 'a' }, { engine: 'b', x: 1 }],
    no: [{ sail: 'a', engine: 'b' }, {}],
  },
  anyOf: {
    schema: { anyOf: [{ type: 'string', maxLength: 1 }, { type: 'integer' }] },
    yes: ['a', 1],
    no: ['ab', null],
  },
  allOf: {
    schema: {
      allOf: [
        component('Named'),
        { type: 'object', required: ['tons'], properties: { tons: { type: 'integer' } } },
      ],
    },
    yes: [{ name: 'a', tons: 1 }],
    no: [{ name: 'a' }, { tons: 1 }, { name: 'a', tons: '1' }],
  },
  'allOf of one, to describe it': {
    schema: { allOf: [component('Sealed'), { description: 'Sealed' }] },
    yes: [{ name: 'a' }],
    no: [{ name: 'a', x: 1 }],
  },
  'allOf with a closed side': {
    schema: {
      allOf: [component('Sealed'), { type: 'object', properties: { tons: { type: 'integer' } } }],
    },
    yes: [{ name: 'a' }, {}],
    no: [{ name: 'a', tons: 1 }, { x: 1 }],
  },
  'anyOf of required, in a closed object': {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: { a: { type: 'string' }, b: { type: 'string' } },
      anyOf: [{ required: ['a'] }, { required: ['b'] }],
    },
    yes: [{ a: '' }, { b: '', a: '' }],
    no: [{}, { a: '', c: 1 }, { a: 1 }],
  },
  'a reference with a bound beside it': {
    schema: { ...component('2fa'), maximum: 200000 },
    yes: [150000],
    no: [300000, 1],
  },
  'a reference with a description beside it': {
    schema: { ...component('my-schema'), description: 'x' },
    yes: ['a'],
    no: ['c'],
  },
  'a reference into a component': {
    schema: { $ref: '#/components/schemas/Ship/properties/name' },
    yes: ['a'],
    no: ['', 1],
  },
  'a reference to a reference': { schema: component('Alias'), yes: ['b'], no: ['c'] },
  'a name that begins with a digit': { schema: component('2fa'), yes: [123456], no: [1] },
  'a name that differs in what no constant can have': {
    schema: { $ref: '#/components/schemas/my.schema' },
    yes: [1],
    no: ['a'],
  },
  'a name with an escape in the reference': {
    schema: { $ref: '#/components/schemas/my%2Dschema' },
    yes: ['a'],
    no: [1],
  },
  'no other properties': {
    schema: component('Sealed'),
    yes: [{}, { name: 'a' }],
    no: [{ x: 1 }, []],
  },
  'any other properties': {
    schema: { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: true },
    yes: [{ a: 'a', b: 1 }],
    no: [{ a: 1 }],
  },
  'other properties by a schema': {
    schema: {
      type: 'object',
      properties: { a: { type: 'string' } },
      additionalProperties: { type: 'integer' },
    },
    yes: [{ a: 'a', b: 1 }],
    no: [{ a: 'a', b: 'b' }],
  },
  'a map': {
    schema: {
      type: 'object',
      additionalProperties: { type: 'integer' },
      minProperties: 1,
      maxProperties: 2,
    },
    yes: [{ a: 1 }, { a: 1, b: 2 }],
    no: [{}, { a: 1, b: 2, c: 3 }, { a: 'a' }],
  },
  'a number of properties, known or not': {
    schema: { type: 'object', minProperties: 2, properties: { a: { type: 'string' } } },
    yes: [{ a: 'a', b: 1 }],
    no: [{ a: 'a' }, {}],
  },
  'required without a property': {
    schema: { type: 'object', required: ['a', 'x'], properties: { a: { type: 'string' } } },
    yes: [{ a: 'a', x: null }],
    no: [{ a: 'a' }, { x: 1 }],
  },
  'required without a schema': {
    schema: { type: 'object', required: ['a'], properties: { a: {} } },
    yes: [{ a: null }, { a: 1 }],
    no: [{}],
  },
  'required with a default': {
    schema: { type: 'object', required: ['a'], properties: { a: { type: 'integer', default: 1 } } },
    yes: [{ a: 2 }],
    no: [{}, { a: null }],
  },
  'required null': {
    schema: { type: 'object', required: ['a'], properties: { a: { type: ['string', 'null'] } } },
    yes: [{ a: null }],
    no: [{}],
  },
  'names that are not identifiers': {
    schema: {
      type: 'object',
      required: ['a-b', '0', "it's", 'a/b~c'],
      properties: {
        'a-b': { type: 'string' },
        0: { type: 'string' },
        "it's": { type: 'string' },
        'a/b~c': { type: 'string' },
      },
    },
    yes: [{ 'a-b': '', 0: '', "it's": '', 'a/b~c': '' }],
    no: [
      { 'a-b': '', 0: '', "it's": '' },
      { 'a-b': 1, 0: '', "it's": '', 'a/b~c': '' },
    ],
  },
  'a schema that holds itself': {
    schema: component('Ship'),
    yes: [
      {
        name: 'a',
        tender: { name: 'b', convoy: [{ name: 'c' }] },
        next: null,
        port: { home: [{ name: 'd' }] },
      },
    ],
    no: [
      { name: 'a', tender: { name: 'b', convoy: [{}] } },
      { name: 'a', port: { home: [{ name: '' }] } },
    ],
  },
  'a component before what it refers to': {
    schema: component('Fleet'),
    yes: [{ ships: [{ name: 'a' }] }],
    no: [{ ships: [{}] }],
  },
  anything: { schema: {}, yes: [1, 'a', null, [], {}], no: [] },
  'an object without a word on its properties': {
    schema: { type: 'object' },
    yes: [{}, { a: 1 }],
    no: [[], null, 'a'],
  },
};

/** Cases whose schemas come back spelled in another way, which the comparison cannot see through. */
const others: typeof cases = {
  'properties without a type': {
    schema: { properties: { a: { type: 'string' } }, required: ['a'] },
    yes: [{ a: 'a' }, 'text', 1, null, []],
    no: [{ a: 1 }, {}],
  },
  'a pattern without a type': { schema: { pattern: '^a' }, yes: ['a', 1, null, {}], no: ['b'] },
  'a null that two alternatives allow': {
    schema: { anyOf: [{ type: ['string', 'null'] }, { type: ['integer', 'null'] }] },
    yes: ['a', 1, null],
    no: [true],
  },
};

function documentOf(schemas: Readonly<Record<string, Schema>>): Document {
  const paths = Object.entries(schemas).map(([id, schema], index) => [
    `/${index}`,
    { post: { operationId: id, requestBody: json(schema), responses: done } },
  ]);
  return {
    openapi: '3.1.1',
    info,
    paths: Object.fromEntries(paths),
    components: { schemas: components },
  };
}

describe('the verdict on a body', () => {
  const all = { ...cases, ...others };
  const document = documentOf(
    Object.fromEntries(Object.entries(all).map(([name, { schema }]) => [name, schema])),
  );
  const judge = new Judge(document);
  let made: Generated;
  beforeAll(async () => {
    made = await generated(document);
  });

  it.each(Object.entries(all))('%s', async (name, { schema, yes, no }) => {
    const index = Object.keys(all).indexOf(name);
    for (const [values, isValid] of [[yes, true] as const, [no, false] as const]) {
      for (const value of values) {
        const body = JSON.stringify(value);
        expect(judge.accepts(schema, JSON.parse(body)), `ajv on ${body}`).toBe(isValid);
        const headers = { 'Content-Type': 'application/json' };
        const { status } = await made.request(`/${index}`, { method: 'POST', headers, body });
        expect(status, `Zod on ${body}`).toBe(isValid ? 200 : 400);
      }
    }
  });

  it('refuses an integer that JavaScript would change', async () => {
    const index = Object.keys(all).indexOf('int64');
    const headers = { 'Content-Type': 'application/json' };
    const body = '9007199254740993';
    expect((await made.request(`/${index}`, { method: 'POST', headers, body })).status).toBe(400);
  });
});

describe('the document that is read off the routes', () => {
  const schemas = Object.entries(cases).map(([name, { schema }]) => [name, schema] as const);
  const document = documentOf(Object.fromEntries(schemas));
  let differences: Difference[];
  beforeAll(async () => {
    differences = compareDocuments(document, (await generated(document)).emitted());
  });

  it.each(Object.keys(cases).map((name, index) => [name, index] as const))(
    'means the same: %s',
    (_name, index) => {
      const place = `/post ~1${index}/`;
      expect(differences.filter(({ pointer }) => pointer.startsWith(place))).toEqual([]);
    },
  );
});

const parameter = (name: string, schema: Schema, extra: object = {}) => ({
  ...{ name, in: 'query' as const, schema },
  ...extra,
});

// biome-ignore lint/suspicious/noTemplateCurlyInString: what would be a template in generated code
const prose = 'A `tick`, ${a}, a */ b, "c", \'d\', \\e and\na line';

const harbour: Document = {
  openapi: '3.1.1',
  info,
  security: [{ Key: [] }],
  'x-tides': [{ tide: 'high', level: 0 }],
  paths: {
    '/ships/{ship-id}': {
      parameters: [
        parameter('ship-id', { type: 'integer', minimum: 1 }, { in: 'path', required: true }),
        parameter(
          'X-Trace',
          { type: 'string', maxLength: 3 },
          { in: 'header', description: prose },
        ),
      ],
      get: {
        operationId: 'ships.get',
        summary: prose,
        description: prose,
        externalDocs: { url: 'https://ships.example' },
        parameters: [
          parameter('limit', { type: 'integer', minimum: 1, maximum: 9, default: 5 }),
          parameter('zero', { type: 'integer', default: 0 }),
          parameter('no', { type: 'boolean', default: false }),
          parameter('empty', { type: 'string', default: '' }),
          parameter('ratio', { type: 'number', exclusiveMaximum: 1 }),
          parameter('tag', { type: 'array', items: { type: 'string', minLength: 1 }, maxItems: 2 }),
          parameter('id', { type: 'array', items: { type: 'integer' }, uniqueItems: true }),
          parameter('csv', { type: 'array', items: { type: 'integer' } }, { explode: false }),
          parameter(
            'pipe',
            { type: 'array', items: { type: 'string' } },
            { style: 'pipeDelimited', explode: false },
          ),
          parameter('side', component('my-schema')),
          parameter('code', component('2fa'), { required: true }),
          parameter('draught', component('Draught')),
          parameter('level', { type: 'integer', enum: [1, 2] }),
          parameter('maybe', { type: ['integer', 'null'], description: 'May be none' }),
          parameter('all', { anyOf: [{ type: 'integer', minimum: 1 }, { const: 'all' }] }),
          parameter('on', { const: true }),
          parameter(
            'a b',
            { type: 'string', format: 'date-time' },
            { example: '2026-01-01T00:00:00Z' },
          ),
          parameter(
            'X-Trace',
            { type: 'string', maxLength: 5 },
            { in: 'header', deprecated: true },
          ),
          parameter('X-Count', { type: 'integer' }, { in: 'header' }),
          parameter('visits', { type: 'integer' }, { in: 'cookie' }),
        ],
        responses: {
          200: {
            description: prose,
            headers: {
              ETag: { $ref: '#/components/headers/Ship' },
              'X-Age': { schema: { type: 'integer' } },
            },
            content: {
              'application/json': {
                schema: component('Ship'),
                examples: { one: { $ref: '#/components/examples/One' } },
              },
              'text/plain': { schema: { type: 'string' }, example: prose },
              'image/*': {},
            },
          },
          201: { description: 'Nothing to say' },
          '4XX': { $ref: '#/components/responses/Ship' },
          default: { $ref: '#/components/responses/Again' },
        },
      },
      put: {
        operationId: 'ships.put',
        security: [{ Key: ['b', 'a'] }, { Other: [] }],
        requestBody: {
          description: prose,
          content: {
            'application/merge-patch+json': {
              schema: component('Named'),
              example: { name: prose },
            },
            'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
          },
        },
        responses: { 204: { description: 'Done' } },
      },
      post: {
        operationId: 'ships.add',
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['plan', 'decks', 'tags'],
                additionalProperties: false,
                properties: {
                  plan: { type: 'string', format: 'binary' },
                  more: { type: 'array', items: { type: 'string', format: 'binary' } },
                  photo: { type: 'string', contentMediaType: 'image/png' },
                  decks: { type: 'integer', minimum: 0 },
                  sails: { type: 'boolean', default: false },
                  tags: { type: 'array', items: { type: 'string' } },
                  side: component('my-schema'),
                },
              },
            },
          },
        },
        responses: { 204: { description: 'Done' } },
      },
    },
    '/unnamed': { get: { responses: { 204: { description: 'No id of its own' } } } },
  },
  components: {
    schemas: components,
    headers: {
      Ship: { required: true, schema: { type: 'string', minLength: 1 }, description: prose },
      Again: { $ref: '#/components/headers/Ship' },
    },
    responses: {
      Ship: {
        description: 'Wrong',
        headers: { Again: { $ref: '#/components/headers/Again' } },
        content: { 'application/json': { schema: component('Named') } },
      },
      Again: { $ref: '#/components/responses/Ship' },
    },
    examples: { One: { value: { name: 'Ann' } } },
  },
};

describe('a request', () => {
  let made: Generated;
  beforeAll(async () => {
    made = await generated(harbour);
  });
  const path = '/ships/7?code=123456';
  const defaults = { limit: 5, zero: 0, no: false, empty: '', draught: 1.5, code: 123456 };

  it('without what may be missing has its defaults, those too that are false or empty', async () => {
    const { status, value } = await made.request(path);
    expect({ status, value }).toMatchObject({
      status: 200,
      value: { param: { 'ship-id': 7 }, query: defaults },
    });
  });

  it.each([
    ['limit=9', { limit: 9 }],
    ['no=true', { no: true }],
    ['zero=-1', { zero: -1 }],
    ['ratio=-1.5e1', { ratio: -15 }],
    ['tag=a', { tag: ['a'] }],
    ['tag=a&tag=b', { tag: ['a', 'b'] }],
    ['id=1', { id: [1] }],
    ['id=1&id=2', { id: [1, 2] }],
    ['csv=1,2', { csv: [1, 2] }],
    ['csv=', { csv: [] }],
    ['pipe=a|b,c', { pipe: ['a', 'b,c'] }],
    ['side=b', { side: 'b' }],
    ['draught=0.5', { draught: 0.5 }],
    ['level=2', { level: 2 }],
    ['maybe=3', { maybe: 3 }],
    ['all=2', { all: 2 }],
    ['all=all', { all: 'all' }],
    ['on=true', { on: true }],
    ['a%20b=2026-01-01T00:00:00Z', { 'a b': '2026-01-01T00:00:00Z' }],
  ])('is read: %s', async (query, expected) => {
    const { status, value } = await made.request(`${path}&${query}`);
    expect({ status, value }).toEqual({
      status: 200,
      value: expect.objectContaining({ query: { ...defaults, ...expected } }),
    });
  });

  it.each([
    ...['limit=0', 'limit=10', 'limit=', 'limit=5.5', 'limit=05', 'limit=0x5', 'limit=5&limit=6'],
    ...['no=TRUE', 'no=1', 'ratio=1', 'ratio=Infinity', 'tag=', 'tag=a&tag=b&tag=c'],
    ...['id=x', 'id=1&id=1', 'csv=1,', 'csv=a', 'side=c', 'draught=0', 'level=3', 'maybe=null'],
    ...['all=0', 'all=some', 'on=false', 'a%20b=today'],
  ])('is refused: %s', async (query) => {
    expect((await made.request(`${path}&${query}`)).status).toBe(400);
  });

  it.each([
    ['a required parameter is missing', '/ships/7', {}],
    ['a parameter in the path is out of bounds', '/ships/0?code=123456', {}],
    ['a header is too long', path, { 'X-Trace': 'abcdef' }],
    ['a header is not a number', path, { 'x-count': 'a' }],
    ['a cookie is not a number', path, { Cookie: 'visits=a' }],
  ])('is refused where %s', async (_what, address, headers) => {
    expect((await made.request(address, { headers })).status).toBe(400);
  });

  it('has its headers and cookies read, an operation before its path', async () => {
    const headers = { 'X-TRACE': 'abcde', 'X-Count': '3', Cookie: 'visits=4' };
    expect((await made.request(path, { headers })).value).toMatchObject({
      header: { 'x-trace': 'abcde', 'x-count': 3 },
      cookie: { visits: 4 },
    });
  });

  it('has a body of vendor JSON checked', async () => {
    const put = (body: string) => ({
      method: 'PUT',
      headers: { 'Content-Type': 'application/merge-patch+json' },
      body,
    });
    expect((await made.request('/ships/1', put('{"name":"a"}'))).status).toBe(200);
    expect((await made.request('/ships/1', put('{"name":1}'))).status).toBe(400);
  });

  it('has the text fields of its form read, and its files left alone', () => {
    const forms = made.module.formFields as Record<
      string,
      { safeParse(fields: object): { success: boolean; data?: unknown } }
    >;
    const read = (fields: object) => forms['ships.add']?.safeParse(fields);
    expect(read({ decks: '3', tags: 'a', side: 'b' })).toMatchObject({
      success: true,
      data: { decks: 3, sails: false, tags: ['a'], side: 'b' },
    });
    expect(read({ decks: '-1', tags: 'a' })?.success).toBe(false);
    expect(read({ decks: '1' })?.success).toBe(false);
    expect(read({ decks: '1', tags: 'a', other: '' })?.success).toBe(false);
  });
});

describe('the routes of a document', () => {
  it('come back as a document that means the same', async () => {
    const made = await generated(harbour);
    expect(compareDocuments(harbour, made.emitted())).toEqual([]);
    expect(made.module.extensions).toEqual({ 'x-tides': [{ tide: 'high', level: 0 }] });
  });

  it('are the same bytes each time', async () => {
    const [one, two] = await Promise.all([generated(harbour), generated(harbour)]);
    expect(one.source).toBe(two.source);
  });

  it('compile, with the types that the document has', async () => {
    const folder = await mkdtemp(join(server, '.scratch-'));
    try {
      await generateRoutes(harbour, folder);
      await writeFile(join(folder, 'use.ts'), use);
      expect(errorsIn(join(folder, 'use.ts'))).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

const server = fileURLToPath(new URL('../../packages/server/', import.meta.url));

/** Uses the types of the routes; `tsc` fails where an error that is expected here is not one. */
const use = `
import type { z } from '@hono/zod-openapi';
import type { routes, ShipSchema } from './routes.gen.ts';

type Ship = z.output<typeof ShipSchema>;
export const ship: Ship = { name: 'a', next: null, convoy: [{ name: 'b', tender: { name: 'c' } }] };
// @ts-expect-error a name is a text, however deep
export const wrong: Ship = { name: 'a', convoy: [{ name: 'b', tender: { name: 1 } }] };

type Query = z.output<(typeof routes)['ships.get']['request']['query']>;
declare const query: Query;
export const limit: number = query.limit;
export const tags: string[] | undefined = query.tag;
export const all: number | 'all' | undefined = query.all;
export const side: 'a' | 'b' | undefined = query.side;
// @ts-expect-error a ratio may be missing
export const ratio: number = query.ratio;
`;

function errorsIn(file: string): string[] {
  const program = ts.createProgram([file], {
    ...{ strict: true, noEmit: true, skipLibCheck: true, exactOptionalPropertyTypes: true },
    ...{ allowImportingTsExtensions: true, types: [], lib: ['lib.es2024.d.ts', 'lib.dom.d.ts'] },
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.NodeNext,
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('what the generator cannot write is refused, with the place and the reason', () => {
  const withSchema = (schema: Schema): Document => ({
    ...{ openapi: '3.1.1', info, paths: {} },
    components: { schemas: { Ship: schema } },
  });
  const withOperation = (operation: Operation, path = '/ships'): Document => ({
    ...{ openapi: '3.1.1', info },
    paths: { [path]: { post: { operationId: 'ships.add', responses: done, ...operation } } },
  });
  const withParameter = (extra: object): Document =>
    withOperation({ parameters: [{ ...parameter('a', { type: 'string' }), ...extra }] });

  const refused: Readonly<Record<string, readonly [Document, RegExp]>> = {
    ...Object.fromEntries(
      [
        ...['not', 'if', 'contains', 'prefixItems', 'patternProperties', 'propertyNames'],
        ...['dependentRequired', 'unevaluatedProperties', 'nullable', 'minimumLength'],
      ].map((keyword) => [
        keyword,
        [
          withSchema({ properties: { a: { [keyword]: {} } } }),
          new RegExp(`#/components/schemas/Ship.*"${keyword}"`),
        ],
      ]),
    ),
    'an unknown keyword beside a reference': [
      withSchema({ $ref: '#/components/schemas/Ship', nullable: true }),
      /"nullable"/,
    ],
    'a schema that is itself': [withSchema(component('Ship')), /refers to itself/],
    'a list of itself': [
      withSchema({ type: 'array', items: component('Ship') }),
      /refers to itself elsewhere than in a property/,
    ],
    'a reference that leads nowhere': [withSchema(component('Boat')), /Ship: .*Boat leads nowhere/],
    'a pattern that is none': [withSchema({ type: 'string', pattern: '[' }), /Ship: .*\[/],
    'an unknown type': [withSchema({ type: 'text' }), /no type "text"/],
    'the schema that nothing fits': [
      withSchema({ properties: { a: false } }),
      /false has no equal/,
    ],
    'a property that every object has': [
      withSchema({ type: 'object', properties: { toString: { type: 'string' } } }),
      /"toString"/,
    ],
    'an object in an enum': [withSchema({ enum: [{}] }), /an object or an array/],
    'two operations of one id': [
      {
        ...withOperation({}),
        paths: {
          '/a': {
            get: { operationId: 'a', responses: done },
            put: { operationId: 'a', responses: done },
          },
        },
      },
      /Two operations have the id "a"/,
    ],
    'a parameter that is JSON': [
      withParameter({ schema: undefined, content: { 'application/json': {} } }),
      /ships.add: The parameter "a"/,
    ],
    'a parameter that is an object': [withParameter({ schema: { type: 'object' } }), /from text/],
    'a parameter in a style that is not read': [
      withParameter({ schema: { type: 'array' }, style: 'deepObject' }),
      /deepObject/,
    ],
    'a parameter that is a part of a segment': [
      withOperation({}, '/ships/{id}.json'),
      /ships.add: .*"\{id\}\.json"/,
    ],
    'two schemas for JSON bodies': [
      withOperation({
        requestBody: {
          content: {
            'application/json': { schema: { type: 'string' } },
            'application/vnd.ship+json': { schema: { type: 'integer' } },
          },
        },
      }),
      /every JSON body/,
    ],
    'a body that Hono would not check': [
      withOperation({ requestBody: { content: { 'application/vnd.ship.v2+json': {} } } }),
      /vnd.ship.v2/,
    ],
    'a form in parts': [
      withOperation({
        requestBody: { content: { 'multipart/form-data': { schema: { allOf: [{}] } } } },
      }),
      /A form with parts/,
    ],
  };

  it.each(Object.entries(refused))('%s', async (_name, [document, reason]) => {
    const folder = await mkdtemp(join(tmpdir(), 'routes-'));
    try {
      await expect(generateRoutes(document, folder)).rejects.toThrow(reason);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
