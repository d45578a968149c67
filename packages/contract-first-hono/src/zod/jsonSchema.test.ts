import { describe, expect, it } from 'vitest';
import '../problems/fieldMessages.ts';
import { every, type JsonSchema, jsonSchema, valueFromText, z } from './index.ts';

const issuesOf = (schema: JsonSchema, value: unknown, definitions?: Record<string, JsonSchema>) =>
  z
    .unknown()
    .check(jsonSchema(schema, definitions))
    .safeParse(value)
    .error?.issues.map(({ path, message }) => `${path.join('/')}: ${message}`) ?? [];

describe('a JSON Schema as a check', () => {
  it.each<readonly [schema: JsonSchema, value: unknown, issues: readonly string[]]>([
    [{ type: 'string' }, 1, [': Must be a string']],
    [{ type: 'integer' }, 1.5, [': Must be a whole number']],
    [{ type: ['string', 'null'] }, 1, [': Must be of type string or null']],
    [{ properties: { a: { minLength: 2 } } }, { a: 'a' }, ['a: Must have at least 2 characters']],
    [{ items: { maximum: 1 } }, [1, 2], ['1: Must be at most 1']],
    [{ items: { exclusiveMinimum: 1 } }, [1], ['0: Must be more than 1']],
    [{ maxItems: 1 }, [1, 2], [': Must have at most 1 item']],
    [{ minProperties: 1 }, {}, [': Must have at least 1 property']],
    [{ multipleOf: 0.01 }, 0.295, [': Must be a multiple of 0.01']],
    [{ pattern: '^a-' }, 'b', [': Must start with "a-"']],
    [{ format: 'uuid' }, 'b', [': Must be a UUID, such as 0198c0de-7a11-7000-8000-00000000a001']],
    [{ required: ['a/b', 'c'] }, {}, ['a/b: Is required', 'c: Is required']],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }, ['b: Is required']],
    [
      { properties: { a: { additionalProperties: false } } },
      { a: { b: 1 } },
      ['a/b: Unknown field'],
    ],
    [{ unevaluatedProperties: false }, { b: 1 }, ['b: Unknown field']],
    [{ propertyNames: { maxLength: 1 } }, { ab: 1 }, ['ab: Is not an allowed name']],
    [{ properties: { a: false } }, { a: 1 }, ['a: Must not be present']],
    [{ enum: ['a', [1]] }, 'b', [': Must be one of a, [1]']],
    [{ const: { a: 1 } }, {}, [': Must be {"a":1}']],
    [{ uniqueItems: true }, [{ a: 1 }, { a: 1 }], [': Must not have an item twice']],
    [{ anyOf: [{ type: 'string' }, { minimum: 2 }] }, 1, [': Must match one of the alternatives']],
    [{ oneOf: [true, true] }, 1, [': Must match exactly one of the alternatives']],
    [{ not: { type: 'string' } }, 'a', [': Is not allowed']],
    [{ if: { type: 'string' }, else: { minimum: 2 } }, 1, [': Must be at least 2']],
    [{ contains: { const: 1 } }, [2], [': Must contain at least 1 of the required items']],
    [{ prefixItems: [true], items: false }, [1, 2], [': Must not have more items']],
  ])('%j reports the fault of %j with its path', (schema, value, issues) => {
    expect(issuesOf(schema, value)).toEqual(issues);
  });

  it('follows recursive references', () => {
    const definitions = {
      list: { properties: { next: { $ref: 'list' }, at: { type: 'integer' } } },
    };
    const value = { next: { next: { at: 'a' } } };
    expect(issuesOf({ $ref: 'list' }, value, definitions)).toEqual([
      'next/next/at: Must be a whole number',
    ]);
  });

  it('counts properties as evaluated that a reference evaluates', () => {
    const definitions = { a: { properties: { a: { type: 'integer' } } } };
    const schema = { anyOf: [{ $ref: 'a' }, true], unevaluatedProperties: false };
    expect(issuesOf(schema, { a: 1 }, definitions)).toEqual([]);
    expect(issuesOf(schema, { a: 'a' }, definitions)).toEqual(['a: Unknown field']);
  });

  it('does not count inherited properties as evaluated', () => {
    const definitions = { a: { properties: { a: {} } } };
    const schema = { $ref: 'a', unevaluatedProperties: false };
    expect(issuesOf(schema, { a: 1, toString: 1 }, definitions)).toEqual([
      'toString: Unknown field',
    ]);
  });

  it('counts properties matched by a pattern next to anyOf as evaluated', () => {
    const schema = {
      anyOf: [{ type: 'null', properties: { b: true } }, true],
      patternProperties: { '^a': true },
      unevaluatedProperties: false,
    };
    expect(issuesOf(schema, { a: 1 })).toEqual([]);
    expect(issuesOf(schema, { b: 1 })).toEqual(['b: Unknown field']);
  });

  it('survives values whose properties are named like methods', () => {
    const value = JSON.parse('{ "toString": 1, "valueOf": 1, "constructor": 1, "__proto__": 1 }');
    expect(issuesOf({ enum: [value] }, value)).toEqual([]);
    expect(issuesOf({ uniqueItems: true }, [value, value])).toHaveLength(1);
  });
});

describe('a check of every schema', () => {
  const object = (shape: object) => z.looseObject(shape);
  const number = (value: number) => z.number().default(value);

  it('reports issues of several schemas once', () => {
    const schema = every(object({ a: z.string() }), object({ a: z.string(), b: z.number() }));
    expect(schema.safeParse({}).error?.issues.map(({ path }) => path)).toEqual([['a'], ['b']]);
  });

  it('lets each schema refuse unknown fields', () => {
    const schema = every(z.strictObject({ a: z.number() }), z.strictObject({ b: z.number() }));
    expect(schema.safeParse({ a: 1, b: 1 }).success).toBe(false);
  });

  it('applies the defaults of all schemas, the first one winning', () => {
    const schema = every(
      object({ a: number(1), list: z.array(object({ x: number(1) })) }),
      object({ a: number(2), b: number(2), list: z.array(object({ y: number(2) })) }),
    );
    expect(schema.parse({ list: [{ z: 3 }] })).toEqual({
      ...{ a: 1, b: 2 },
      list: [{ x: 1, y: 2, z: 3 }],
    });
  });
});

describe('a value in text form', () => {
  it('is parsed by the types of its parts', () => {
    const read = valueFromText({
      types: ['object'],
      properties: { a: { types: ['integer', 'string'] }, b: { types: ['array'], items: {} } },
      others: { types: ['boolean'] },
    });
    expect(read({ a: '1', b: ['1'], c: 'true', d: 'x' })).toEqual({
      ...{ a: 1, b: ['1'], c: true, d: 'x' },
    });
  });
});
