import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../document/model.ts';
import { SchemaCompiler } from './compiler.ts';
import { schemaFaults } from './faults.ts';

const written = { isClosed: false, direction: undefined } as const;
const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

const documentOf = (schemas: Readonly<Record<string, unknown>>) => ({
  openapi: '3.1.1',
  components: { schemas },
});

/** Whether values are valid by the first schema of several. */
function judged(
  schemas: Readonly<Record<string, unknown>>,
  purpose: ConstructorParameters<typeof SchemaCompiler>[1] = written,
): (value: unknown) => boolean {
  const compiler = new SchemaCompiler(documentOf(schemas), purpose);
  const [first = ''] = Object.keys(schemas);
  return (value) => compiler.compile(ref(first))(value);
}

describe('references', () => {
  const links: readonly (readonly [how: string, link: (next: JsonSchema) => unknown])[] = [
    ['a reference alone', (next) => next],
    ['a reference with another keyword', (next) => ({ ...next, minLength: 1 })],
    ['allOf', (next) => ({ allOf: [next] })],
    ['oneOf', (next) => ({ oneOf: [next] })],
    ['a property', (next) => ({ properties: { next } })],
  ];

  it.each(links)('are followed through 1,500 schemas linked by %s', (_how, link) => {
    const names = Array.from({ length: 1500 }, (_, at) => `S${at}`);
    const schemas = Object.fromEntries(
      names.map((name, at) => [name, link(ref(names[at + 1] ?? 'End'))]),
    );
    const isValid = judged({ ...schemas, End: { type: 'string', minLength: 1 } });
    expect(isValid('text')).toBe(true);
    expect(schemaFaults(documentOf({ ...schemas, End: {} }))).toEqual([]);
  });

  it('that are circular or broken accept anything', () => {
    const isValid = judged({
      A: { properties: { circle: ref('B'), nowhere: ref('Missing') } },
      B: ref('C'),
      C: ref('B'),
    });
    expect(isValid({ circle: 1, nowhere: 1 })).toBe(true);
  });

  it('of a schema to itself for the same value do not loop', () => {
    const isValid = judged({ A: { type: 'object', allOf: [ref('A')], required: ['a'] } });
    expect(isValid({})).toBe(true);
  });

  it('among 40 mutually recursive schemas are compiled on demand', () => {
    const names = Array.from({ length: 40 }, (_, at) => `S${at}`);
    const properties = Object.fromEntries(names.map((name) => [name, ref(name)]));
    const schemas = names.map((name) => [
      name,
      { type: 'object', required: ['id'], properties: { id: { type: 'integer' }, ...properties } },
    ]);
    const isValid = judged(Object.fromEntries(schemas), { ...written, isClosed: true });
    expect(isValid({ id: 1, S7: { id: 2, S7: { id: 3 } } })).toBe(true);
    expect(isValid({ id: 1, S7: { id: 2, S7: { id: '3' } } })).toBe(false);
    expect(isValid({ id: 1, S7: { id: 2, unknown: 1 } })).toBe(false);
  });

  it('report evaluated properties to unevaluatedProperties', () => {
    const isValid = judged({
      A: { allOf: [ref('B')], properties: { a: {} }, unevaluatedProperties: false },
      B: { anyOf: [ref('C'), { required: ['never'] }] },
      C: { properties: { c: {} } },
    });
    expect(isValid({ a: 1, c: 1 })).toBe(true);
    expect(isValid({ a: 1, x: 1 })).toBe(false);
  });
});

describe('a keyword that ajv rejects', () => {
  it.each<readonly [what: string, schema: unknown, good: unknown, bad: unknown]>([
    ['a pattern that is invalid in Unicode mode', { pattern: '^[a-z\\-\\:]+$' }, 'a-:', 'A'],
    ['a pattern of another regex dialect', { pattern: '\\Aa\\z', minLength: 1 }, 'b', ''],
    ['an invalid pattern', { pattern: '(', minLength: 1 }, 'b', ''],
    ['an unknown format', { type: 'string', format: 'imo-number' }, 'a', 1],
    ['an unknown type', { type: 'file', maxLength: 1 }, 'a', 'ab'],
    ['nullable without a type', { nullable: true, enum: [1] }, null, 2],
    ['nullable with a type', { nullable: true, type: 'string' }, null, 1],
    ['an exclusive bound of OpenAPI 3.0', { minimum: 1, exclusiveMinimum: true }, 2, 1],
    ['items as a list', { items: [{ type: 'string' }], maxItems: 1 }, [1], [1, 2]],
    ['a bound that is a string', { minimum: '1', maximum: 2 }, 0, 3],
    ['required as a boolean', { required: true, type: 'object' }, {}, 1],
    ['an empty anyOf', { anyOf: [], type: 'string' }, 'a', 1],
    ['an empty enum', { enum: [], type: 'string' }, 'a', 1],
  ])('is ignored: %s', (_what, schema, good, bad) => {
    const isValid = judged({ A: schema });
    expect([isValid(good), isValid(bad)]).toEqual([true, false]);
  });

  it('does not affect schemas with the same $id', () => {
    const same = { $id: 'https://example.com/same', type: 'string' };
    const isValid = judged({ A: { properties: { b: ref('B'), c: ref('C') } }, B: same, C: same });
    expect([isValid({ b: 'b', c: 'c' }), isValid({ b: 'b', c: 1 })]).toEqual([true, false]);
  });

  it('is reported with its place', () => {
    const document = {
      ...documentOf({ A: { properties: { 'a/b': { pattern: '(' } } }, B: ref('Missing') }),
      paths: {
        '/x': {
          get: {
            parameters: [{ name: 'q', in: 'query', schema: { type: 'file' } }],
            responses: { 200: { content: { 'text/plain': { schema: { $ref: '#/nowhere' } } } } },
          },
        },
      },
    };
    expect(schemaFaults(document)).toEqual([
      {
        pointer: '#/components/schemas/A/properties/a~1b/pattern',
        message: '"(" is not a regular expression of ECMA-262',
      },
      {
        pointer: '#/components/schemas/B/$ref',
        message: '"#/components/schemas/Missing" leads nowhere',
      },
      {
        pointer: '#/paths/~1x/get/parameters/0/schema/type',
        message: '"file" is not a type',
      },
      {
        pointer: '#/paths/~1x/get/responses/200/content/text~1plain/schema/$ref',
        message: '"#/nowhere" leads nowhere',
      },
    ]);
  });
});

describe('properties named like inherited ones', () => {
  const schema = {
    type: 'object',
    required: ['__proto__', 'constructor'],
    properties: JSON.parse('{ "__proto__": { "type": "string" }, "constructor": {} }'),
  };
  const isValid = judged({ A: schema }, { ...written, isClosed: true });

  it.each([
    '{}',
    '{ "constructor": 1 }',
    '{ "__proto__": "a" }',
    '{"__proto__":1,"constructor":1}',
  ])('are invalid if missing or wrong in %s', (text) => {
    expect(isValid(JSON.parse(text))).toBe(false);
  });

  it('are accepted if present', () => {
    expect(isValid(JSON.parse('{ "__proto__": "a", "constructor": 1 }'))).toBe(true);
  });
});

describe('a one-way property', () => {
  const schemas = {
    User: {
      type: 'object',
      required: ['id', 'name', 'password'],
      properties: {
        id: ref('Id'),
        name: { type: 'string' },
        password: { type: 'string', writeOnly: true },
      },
    },
    Id: { type: 'string', readOnly: true },
  };
  const branches = {
    User: { allOf: [ref('Base'), { required: ['id'] }], required: ['name'] },
    Base: { properties: { id: { readOnly: true }, name: {}, password: { writeOnly: true } } },
  };

  it.each([schemas, branches])('is optional in requests if readOnly', (all) => {
    const isValid = judged(all, { isClosed: false, direction: 'request' });
    expect(isValid({ name: 'a', password: 'b' })).toBe(true);
    expect(isValid({ password: 'b' })).toBe(false);
  });

  it.each([schemas, branches])('is refused in responses if writeOnly', (all) => {
    const isValid = judged(all, { isClosed: true, direction: 'response' });
    expect(isValid({ id: '1', name: 'a' })).toBe(true);
    expect(isValid({ id: '1', name: 'a', password: 'b' })).toBe(false);
    expect(isValid({ name: 'a' })).toBe(false);
  });
});
