/** Answers whose schemas are hard to keep, or that no value keeps. */
import { expect, it } from 'vitest';
import type { JsonSchema } from '../document/model.ts';
import { unsatisfiableIn, Validator } from '../schema/index.ts';
import { documentOf, ok, ref, serving } from './testing/serving.ts';

const kind = { kind: { type: 'string' } };
const pets = (cat: object, dog: object) =>
  documentOf(
    { '/': { get: { responses: ok(ref('Pet')) } } },
    {
      Pet: {
        oneOf: [ref('Cat'), ref('Dog')],
        discriminator: {
          propertyName: 'kind',
          mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' },
        },
      },
      Cat: { type: 'object', required: ['kind'], properties: { ...kind, ...cat } },
      Dog: { type: 'object', required: ['kind'], properties: { ...kind, ...dog } },
    },
  );
const nodes = documentOf(
  { '/': { get: { responses: ok(ref('Tree')) } } },
  {
    Tree: { type: 'object', required: ['root'], properties: { root: ref('Node') } },
    Node: { type: 'object', required: ['next'], properties: { next: ref('Node') } },
    List: { type: 'object', required: ['next'], properties: { next: ref('Rest') } },
    Rest: { anyOf: [ref('List'), { type: 'null' }] },
  },
);

it('a value that two schemas of oneOf accept gets a property that distinguishes them', async () => {
  const document = pets({ size: { type: 'string' } }, { size: { type: ['string', 'integer'] } });
  const { ask } = await serving(document);
  const { body, violations } = await ask('/');
  expect(violations).toEqual([]);
  expect(body).toEqual({ kind: expect.any(String), size: expect.any(Number) });
});

it('a response is valid if only properties of the other schema distinguish the two', async () => {
  const document = pets({ lives: { type: 'integer' } }, { bark: { type: 'string' } });
  const { ask } = await serving(document);
  const { body } = await ask('/');
  expect(new Validator(document, 'response').accepts(ref('Pet'), body)).toBe(true);
});

const same =
  'has alternatives in oneOf that accept the same values, so no value matches exactly one';

it('a response that nothing distinguishes is logged as invalid', async () => {
  const { ask, lines } = await serving(pets({}, {}));
  await ask('/');
  expect(lines[0]?.decision).toBe(
    `generated from the schema, not valid: #/components/schemas/Pet ${same}`,
  );
});

it('finds alternatives that differ in defaults and descriptions only, behind allOf', () => {
  const refusal = (code: string) => ({
    description: code,
    allOf: [
      ref('Base'),
      { type: 'object', properties: { code: { type: 'string', default: code } } },
    ],
  });
  const document = documentOf(
    { '/': { get: { responses: ok({ oneOf: [ref('Empty'), ref('Invalid')] }) } } },
    {
      Base: { type: 'object', properties: { code: { type: 'string' } } },
      Empty: refusal('EMPTY'),
      Invalid: refusal('INVALID'),
    },
  );
  const pointer = '#/paths/~1/get/responses/200/content/application~1json/schema';
  expect(unsatisfiableIn(document).faults).toEqual([{ pointer, message: same }]);
});

it.each([
  ['another one', [{ type: 'string' }, { type: 'string' }, { type: 'integer' }]],
  ['a bound', [{ type: 'string', maxLength: 3 }, { type: 'string' }]],
  [
    'names that look like annotations',
    [
      { type: 'object', required: ['title'], properties: { title: { type: 'string' } } },
      { type: 'object', required: ['title'], properties: { title: { type: 'integer' } } },
    ],
  ],
])('alternatives of oneOf with %s have valid values', (_, oneOf) => {
  const document = documentOf({}, { Any: { oneOf }, Holder: { items: ref('Any') } });
  expect(unsatisfiableIn(document).faults).toEqual([]);
});

it('a response of a schema that requires itself is logged as invalid', async () => {
  const { ask, lines } = await serving(nodes);
  await ask('/');
  expect(lines[0]?.decision).toBe(
    'generated from the schema, not valid: #/components/schemas/Node/properties/next requires a value of itself, so no value is valid',
  );
});

it('finds schemas without valid values once per cycle', () => {
  expect(unsatisfiableIn(nodes).faults).toEqual([
    {
      pointer: '#/components/schemas/Node/properties/next',
      message: 'requires a value of itself, so no value is valid',
    },
  ]);
});

it.each<readonly [what: string, schema: JsonSchema, message: RegExp]>([
  [
    'an enum of another type',
    { type: 'integer', enum: ['0 (Unknown)'] },
    /^lists no value of its type/,
  ],
  ['a const of another type', { type: 'string', const: null }, /^lists no value of its type/],
  [
    'a required property that is not allowed',
    { type: 'object', required: ['a'], additionalProperties: false },
    /^requires "a", which it does not allow/,
  ],
  [
    'two types',
    { allOf: [{ type: 'string' }, { type: 'integer' }] },
    /^requires two types at once/,
  ],
])('finds %s, and what requires it', (_, schema, message) => {
  const document = documentOf(
    {},
    { Wrong: schema, Holder: { type: 'object', required: ['x'], properties: { x: ref('Wrong') } } },
  );
  const fault = { pointer: '#/components/schemas/Wrong', message: expect.stringMatching(message) };
  expect(unsatisfiableIn(document).faults).toEqual([fault]);
  expect(unsatisfiableIn(document).faultOf(ref('Holder'))).toEqual(fault);
});

it.each<readonly [what: string, schema: JsonSchema]>([
  ['an enum with one value of its type', { type: ['integer', 'null'], enum: ['a', null] }],
  ['an enum without a type', { enum: ['a'] }],
  [
    'a required property by a pattern',
    { type: 'object', required: ['a'], additionalProperties: false, patternProperties: { a: {} } },
  ],
  [
    'a required property of what may be no object',
    { required: ['a'], additionalProperties: false },
  ],
])('finds nothing in %s', (_, schema) => {
  const document = documentOf({}, { Right: schema, Holder: { items: ref('Right') } });
  expect(unsatisfiableIn(document).faults).toEqual([]);
});

it('a response leaves out what no value can be given to', async () => {
  const event = (...values: readonly string[]): JsonSchema => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string', enum: values } },
  });
  const events = (items: JsonSchema): JsonSchema => ({
    type: 'object',
    required: ['events'],
    properties: { events: { type: 'array', items }, last: items },
  });
  const both = { allOf: [events(event('soft', 'hard')), events(event('bounced'))] };
  const { ask } = await serving(documentOf({ '/': { get: { responses: ok(both) } } }));
  const { body, violations } = await ask('/');
  expect([body, violations]).toEqual([{ events: [] }, []]);
});

it.each([true, false])('ends on a long chain of requirements, cyclic: %s', (comesBack) => {
  const LENGTH = 20_000;
  const needing = (next: number) => ({
    ...{ type: 'object', required: ['next'] },
    properties: { next: ref(`S${next}`) },
  });
  const schemas = Object.fromEntries(
    Array.from({ length: LENGTH }, (_, at) => [`S${at}`, needing(at + 1)]),
  );
  const last = comesBack ? needing(LENGTH) : { type: 'string' };
  const chain = documentOf({}, { ...schemas, [`S${LENGTH}`]: last });
  expect(unsatisfiableIn(chain).faults).toHaveLength(comesBack ? 1 : 0);
});
