/** The types that are written for schemas, as text. */
import type { Document, JsonSchema } from 'contract-first/contract';
import { describe, expect, it } from 'vitest';
import { ComponentTypes } from './componentTypes.ts';
import { typeOf } from './schemaType.ts';

const info = { title: 'Zoo', version: '1' };
const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const schemas: Readonly<Record<string, JsonSchema>> = {
  Cat: { type: 'object', required: ['kind'], properties: { kind: { type: 'string' } } },
  Dog: { type: 'object', properties: { kind: { const: 'dog' } } },
  'wild-cat': { type: 'string' },
  Keeper: {
    type: 'object',
    required: ['id', 'secret'],
    properties: {
      id: { type: 'string', readOnly: true },
      secret: { type: 'string', writeOnly: true },
    },
  },
};
const operation = (direction: 'request' | 'response') => ({
  operationId: direction,
  ...(direction === 'request' && {
    requestBody: { content: { 'application/json': { schema: to('Keeper') } } },
  }),
  responses:
    direction === 'response'
      ? { 200: { description: 'ok', content: { 'application/json': { schema: to('Keeper') } } } }
      : {},
});
const documentOf = (components: Readonly<Record<string, JsonSchema>>): Document => ({
  openapi: '3.1.1',
  info,
  paths: { '/': { get: operation('response'), post: operation('request') } },
  components: { schemas: components },
});
const zoo = documentOf(schemas);
const types = new ComponentTypes(zoo);
const textOf = (schema: unknown, direction: 'request' | 'response' = 'response') =>
  typeOf(schema, types.scope(direction)).text.replaceAll(/\n */g, ' ');

const table: Readonly<Record<string, readonly [unknown, string]>> = {
  'a schema that says nothing': [{}, 'unknown'],
  true: [true, 'unknown'],
  false: [false, 'never'],
  'what is no schema': [3, 'unknown'],
  'a text': [{ type: 'string', format: 'date', pattern: '[' }, 'string'],
  'an integer': [{ type: 'integer', format: 'int64' }, 'number'],
  'several types': [{ type: ['string', 'integer', 'null'] }, 'string | number | null'],
  'no type at all': [{ type: [] }, 'never'],
  'an unknown type': [{ type: 'text' }, 'unknown'],
  'values of a list': [{ enum: ['a', 1, null, true] }, "'a' | 1 | null | true"],
  'values of a list that have the type': [{ type: 'string', enum: ['a', 1, null] }, "'a'"],
  'objects and arrays as values': [
    { enum: [{ a: -1 }, [1, 'b'], {}] },
    "{ a: -1 } | [1, 'b'] | { [key: string]: never }",
  ],
  'a constant': [{ const: "it's" }, "'it\\'s'"],
  'a list without values': [{ enum: [] }, 'never'],
  'an array': [{ type: 'array', items: { type: ['string', 'null'] } }, '(string | null)[]'],
  'an array of anything': [{ type: 'array' }, 'unknown[]'],
  'items without a type': [{ items: { type: 'string' } }, 'string[]'],
  'a tuple': [
    { type: 'array', prefixItems: [{ type: 'number' }, { type: 'string' }], items: false },
    '[number?, string?]',
  ],
  'a tuple with required items and a rest': [
    { prefixItems: [{ type: 'number' }, {}], minItems: 1, items: { type: ['string', 'null'] } },
    '[number, unknown?, ...(string | null)[]]',
  ],
  'a tuple that ends': [{ prefixItems: [true], maxItems: 1, minItems: 1 }, '[unknown]'],
  'an object': [
    { type: 'object', required: ['a'], properties: { a: {}, 'b-c': { type: 'string' } } },
    "{ a: unknown; 'b-c'?: string | undefined; }",
  ],
  'properties without a type': [
    { properties: { a: { type: 'string' } } },
    '{ a?: string | undefined }',
  ],
  'a property that cannot be': [{ properties: { a: false } }, '{ a?: undefined }'],
  'a property named __proto__': [
    JSON.parse('{"properties":{"__proto__":{"type":"string"}}}'),
    "{ ['__proto__']?: string | undefined }",
  ],
  'a required property that is not described': [
    { type: 'object', required: ['a', 'a'] },
    '{ a: unknown }',
  ],
  'any object': [{ type: 'object' }, '{ [key: string]: unknown }'],
  'an object without properties': [
    { type: 'object', additionalProperties: false },
    '{ [key: string]: never }',
  ],
  'a map': [
    { type: 'object', additionalProperties: { type: 'integer' } },
    '{ [key: string]: number }',
  ],
  'a map with named properties': [
    { properties: { a: { type: 'string' } }, additionalProperties: { type: 'integer' } },
    '{ a?: string | undefined; [key: string]: number | string | undefined; }',
  ],
  'properties by pattern': [
    { patternProperties: { '^x-': { type: 'string' } }, additionalProperties: false },
    '{ [key: string]: string }',
  ],
  'properties by pattern, beside others': [
    { patternProperties: { '^x-': { type: 'string' } } },
    '{ [key: string]: unknown }',
  ],
  'an object or null': [
    { type: ['object', 'null'], properties: { a: { type: 'null' } } },
    '{ a?: null | undefined } | null',
  ],
  alternatives: [
    { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'string' }] },
    'string | number',
  ],
  'alternatives of which one is anything': [{ anyOf: [{ type: 'string' }, {}] }, 'unknown'],
  'alternatives within a type': [{ type: 'object', anyOf: [to('Cat'), { type: 'null' }] }, 'Cat'],
  'alternatives that only require': [
    {
      properties: { a: { type: 'string' }, b: { type: 'number' } },
      anyOf: [{ required: ['a'] }, { required: ['b'] }],
    },
    '{ a?: string | undefined; b?: number | undefined; } & ({ a: string } | { b: number })',
  ],
  'bounds of alternatives': [
    { type: 'string', anyOf: [{ minLength: 1 }, { pattern: 'a' }] },
    'string',
  ],
  'several schemas at once': [
    { allOf: [to('Cat'), { properties: { age: { type: 'number' } } }] },
    'Cat & { age?: number | undefined }',
  ],
  'what one schema describes and another requires': [
    { allOf: [to('Dog'), { required: ['kind'] }] },
    "Dog & { kind: 'dog' }",
  ],
  'a type beside schemas': [{ type: 'object', allOf: [to('Cat')] }, 'Cat'],
  'a reference': [{ ...to('wild-cat'), description: 'a cat' }, 'WildCat'],
  'a reference that leads nowhere': [to('Unicorn'), 'unknown'],
  'a reference out of the document': [{ $ref: 'other.yaml#/a' }, 'unknown'],
  'a reference into a component': [{ $ref: '#/components/schemas/Dog/properties/kind' }, "'dog'"],
  'alternatives that a property tells apart': [
    {
      oneOf: [to('Cat'), to('Dog')],
      discriminator: { propertyName: 'kind', mapping: { cat: to('Cat').$ref, lion: 'Cat' } },
    },
    "({ kind: 'cat' | 'lion' } & Cat) | Dog",
  ],
  'a discriminator without mapping': [
    { oneOf: [to('Cat')], discriminator: { propertyName: 'kind' } },
    "{ kind: 'Cat' } & Cat",
  ],
  'keywords without a type': [
    { not: { type: 'string' }, if: {}, else: false, contains: {}, dependentRequired: { a: ['b'] } },
    'unknown',
  ],
  'keywords that are no keywords': [
    { properties: 3, required: 'a', allOf: {}, anyOf: 'b', enum: 'c', $ref: 1 },
    '{ [key: string]: unknown }',
  ],
};

describe('the type of', () => {
  it.each(Object.entries(table))('%s', (_name, [schema, expected]) => {
    expect(textOf(schema)).toBe(expected);
  });
});

describe('a direction', () => {
  const schema = schemas.Keeper;
  it('refuses request-only properties in responses', () => {
    expect(textOf(schema)).toBe('{ id: string; secret?: undefined; }');
  });

  it('leaves request-only properties out of parsed responses', () => {
    const scope = { ...types.scope('response'), refusesWriteOnly: false };
    expect(typeOf(schema, scope).text).toBe('{ id: string }');
  });

  it('makes response-only properties optional in requests', () => {
    expect(textOf(schema, 'request')).toBe('{ id?: string | undefined; secret: string; }');
  });

  it('counts properties as one-way if another schema for the value says so', () => {
    expect(textOf({ allOf: [{ properties: schema?.properties }, { required: ['secret'] }] })).toBe(
      '{ id?: string | undefined; secret?: undefined; } & { [key: string]: unknown }',
    );
  });

  it('makes a property with a default required in requests only', () => {
    const withDefault = { properties: { a: { type: 'string', default: '' } } };
    expect(textOf(withDefault, 'request')).toBe('{ a: string }');
    expect(textOf(withDefault)).toBe('{ a?: string | undefined }');
  });
});

describe('components', () => {
  const declared = (components: Readonly<Record<string, JsonSchema>>) =>
    new ComponentTypes(documentOf({ ...components }), ['Operations']).declarations
      .join('')
      .replaceAll(/\n +/g, ' ')
      .trim()
      .split('\n');

  it('have two types if requests and responses differ', () => {
    expect(declared({ Keeper: schemas.Keeper ?? {} })).toEqual([
      'export type Keeper = { id: string; secret?: undefined;',
      '};',
      'export type KeeperRequest = { id?: string | undefined; secret: string;',
      '};',
    ]);
  });

  it('have valid and unique names', () => {
    const names = [
      'simple-user',
      'SimpleUser',
      'Operations',
      'string',
      '2fa',
      '$',
      'éa',
      '动物',
      'A_b',
    ];
    const written = declared(Object.fromEntries(names.map((name) => [name, { type: 'null' }])));
    expect(written.map((line) => line.split(' ')[2])).toEqual([
      ...['SimpleUser', 'SimpleUser2', 'Operations2', 'String', '_2fa', '_', 'Éa', '动物', 'A_b'],
    ]);
  });

  it('refer to themselves by name', () => {
    expect(
      declared({
        Tree: { type: 'object', properties: { children: { type: 'array', items: to('Tree') } } },
        Expression: { oneOf: [{ type: 'number' }, { type: 'array', items: to('Expression') }] },
      }),
    ).toEqual([
      'export type Tree = { children?: Tree[] | undefined };',
      'export type Expression = number | Expression[];',
    ]);
  });

  it('that only refer to themselves are unknown', () => {
    expect(
      declared({
        A: to('B'),
        B: { anyOf: [to('A'), { type: 'string' }] },
        C: { allOf: [to('C'), { properties: { c: to('C') } }] },
      }),
    ).toEqual([
      'export type A = unknown;',
      'export type B = unknown;',
      'export type C = { c?: C | undefined };',
    ]);
  });

  it('cannot end the comment that describes them', () => {
    expect(declared({ A: { type: 'null', description: 'a */ b\nc' } })).toEqual([
      '/** * a *\\/ b * c */',
      'export type A = null;',
    ]);
  });
});
