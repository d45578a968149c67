import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { upgradeDocument } from '../load.ts';

/** The schema `It` of a document of OpenAPI 3.0 after its upgrade. */
function upgraded(schema: object, others: object = {}) {
  const { document, notices } = upgradeDocument({
    openapi: '3.0.3',
    info: { title: 'Old', version: '1' },
    paths: {},
    components: { schemas: { It: schema, ...others } },
  });
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema(document, 'document');
  return {
    schema: document.components?.schemas?.It,
    takes: (value: unknown) => ajv.validate({ $ref: 'document#/components/schemas/It' }, value),
    rules: notices.map(({ rule }) => rule),
  };
}

const Text = { type: 'string' };
const reference = { $ref: '#/components/schemas/Text' };

describe('an upgraded schema accepts the same values', () => {
  it.each<[what: string, schema: object, valid: unknown[], invalid: unknown[], rules: string[]]>([
    ['nullable', { type: 'string', nullable: true }, ['a', null], [1], []],
    ['nullable: false', { type: 'string', nullable: false }, ['a'], [null], []],
    [
      'nullable with an enum that has null',
      { type: 'string', nullable: true, enum: ['a', null] },
      ['a', null],
      ['b'],
      [],
    ],
    [
      'nullable with an enum without null',
      { type: 'string', nullable: true, enum: ['a'] },
      ['a'],
      [null, 'b'],
      ['nullable-enum'],
    ],
    ['nullable alone', { nullable: true }, [1, null], [], []],
    ['nullable: false alone', { nullable: false }, [1, null], [], []],
    [
      'nullable next to a reference',
      { ...reference, nullable: true },
      ['a', null],
      [1],
      ['nullable-without-type'],
    ],
    [
      'nullable next to allOf',
      { allOf: [reference], nullable: true, description: 'Text' },
      ['a', null],
      [1],
      ['nullable-without-type'],
    ],
    [
      'nullable next to oneOf with an alternative for null',
      { oneOf: [reference, { type: 'number', nullable: true }], nullable: true },
      ['a', 1, null],
      [true],
      ['nullable-without-type'],
    ],
    ['minimum', { minimum: 1, exclusiveMinimum: false }, [1], [0], []],
    ['exclusiveMinimum', { minimum: 1, exclusiveMinimum: true }, [2], [1], []],
    ['exclusiveMaximum', { maximum: 1, exclusiveMaximum: true }, [0], [1], []],
    ['exclusiveMinimum without minimum', { exclusiveMinimum: true }, [0], [], []],
    [
      'a keyword next to a reference',
      { ...reference, minLength: 3 },
      ['a'],
      [1],
      ['keyword-next-to-reference'],
    ],
    [
      'required as a boolean',
      { type: 'object', properties: { a: { type: 'string', required: true } } },
      [{}, { a: 'a' }],
      [{ a: 1 }],
      ['required-not-a-list'],
    ],
    [
      'properties named like keywords',
      {
        type: 'object',
        properties: { nullable: { type: 'string' }, example: reference, 'x-a': reference },
        required: ['nullable'],
      },
      [{ nullable: 'a' }, { nullable: 'a', example: 'b' }],
      [{}, { nullable: true }, { nullable: 'a', 'x-a': 1 }],
      [],
    ],
  ])('%s', (_what, schema, valid, invalid, rules) => {
    const { takes, rules: found } = upgraded(schema, { Text });
    expect(valid.filter((value) => !takes(value))).toEqual([]);
    expect(invalid.filter((value) => takes(value))).toEqual([]);
    expect(found).toEqual(rules);
  });
});

it('data that looks like a schema is not changed', () => {
  const data = { type: 'string', nullable: true, minimum: 1, exclusiveMinimum: true };
  const schema = { example: data, default: data, enum: [data], 'x-data': data };
  expect(upgraded(structuredClone(schema)).schema).toEqual(schema);
});
