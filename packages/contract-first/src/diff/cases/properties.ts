import {
  type Case,
  components,
  documentOf,
  giving,
  type Pair,
  request,
  response,
  taking,
  when,
} from './case.ts';

const text = { type: 'string' };
const list = { type: 'array' };
const ab = { type: 'object', properties: { a: text, b: text } };
const property = (before: object, after: object): Pair => [
  { type: 'object', properties: { p: before } },
  { type: 'object', properties: { p: after } },
];
const patterned = (pattern: string) => ({ ...text, pattern });
const otherwise = (consequence: object) => ({
  ...ab,
  ...when({ required: ['a'] }, {}),
  ...consequence,
});
const json = (contentSchema?: object) => ({
  ...{ ...text, contentMediaType: 'application/json' },
  ...(contentSchema ? { contentSchema } : {}),
});
const pets = (discriminator?: object, mode: 'taking' | 'giving' = 'taking') => {
  const pet = (kind: string) => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { const: kind } },
  });
  const schema = {
    oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
    ...(discriminator ? { discriminator } : {}),
  };
  const body = mode === 'taking' ? taking(schema) : giving(schema);
  return documentOf(body, components({ Cat: pet('cat'), Dog: pet('dog') }));
};
/** Two alternatives, and which of them the values `a` and `b` stand for. */
const animals = (a: string, b: string, mode: 'taking' | 'giving') => {
  const animal = (own: string) => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: text, [own]: text },
  });
  const ref = (name: string) => `#/components/schemas/${name}`;
  const schema = {
    oneOf: [{ $ref: ref('Cat') }, { $ref: ref('Dog') }],
    discriminator: { propertyName: 'kind', mapping: { a: ref(a), b: ref(b) } },
  };
  return documentOf(
    mode === 'taking' ? taking(schema) : giving(schema),
    components({ Cat: animal('lives'), Dog: animal('tricks') }),
  );
};
const byKind = { propertyName: 'kind' };

/** Keywords that are added to properties, removed from them, or changed there. */
export const properties: readonly Case[] = [
  request(
    'pattern added to a property',
    true,
    ['request-pattern-narrowed'],
    property(text, patterned('^a')),
  ),
  request(
    'pattern of a property changed',
    true,
    ['request-pattern-changed'],
    property(patterned('^a'), patterned('^b')),
  ),
  request(
    'pattern of a property removed',
    false,
    ['request-pattern-widened'],
    property(patterned('^a'), text),
  ),
  request(
    'pattern of a property matches everything',
    false,
    ['request-pattern-widened'],
    property(patterned('^a'), patterned('.*')),
  ),
  response(
    'pattern added to a property',
    false,
    ['response-pattern-narrowed'],
    property(text, patterned('^a')),
  ),
  response(
    'pattern of a property changed',
    true,
    ['response-pattern-changed'],
    property(patterned('^a'), patterned('^b')),
  ),
  response(
    'pattern of a property removed',
    true,
    ['response-pattern-widened'],
    property(patterned('^a'), text),
  ),
  request(
    'contentSchema added',
    true,
    ['request-type-narrowed'],
    property(json(), json({ type: 'object' })),
  ),
  request(
    'contentSchema removed',
    false,
    ['request-type-widened'],
    property(json({ type: 'object' }), json()),
  ),
  response(
    'contentSchema added',
    false,
    ['response-type-narrowed'],
    property(json(), json({ type: 'object' })),
  ),
  response(
    'contentSchema removed',
    true,
    ['response-type-widened'],
    property(json({ type: 'object' }), json()),
  ),
  request(
    'dependentRequired of a property changed',
    true,
    ['request-dependentRequired-narrowed', 'request-dependentRequired-widened'],
    [
      { ...ab, dependentRequired: { a: ['b'] } },
      { ...ab, dependentRequired: { a: ['c'] } },
    ],
  ),
  request(
    'else added',
    true,
    ['request-property-became-required', 'request-type-implied'],
    [otherwise({}), otherwise({ else: { required: ['b'] } })],
  ),
  request(
    'else removed',
    false,
    ['request-property-became-optional', 'request-type-widened'],
    [otherwise({ else: { required: ['b'] } }), otherwise({})],
  ),
  response(
    'else removed',
    true,
    ['response-property-became-optional', 'response-type-implied'],
    [otherwise({ else: { required: ['b'] } }), otherwise({})],
  ),
  request(
    'prefixItems added',
    true,
    ['request-type-narrowed'],
    property(list, { ...list, prefixItems: [text] }),
  ),
  request(
    'prefixItems removed',
    false,
    ['request-type-widened'],
    property({ ...list, prefixItems: [text] }, list),
  ),
  response(
    'prefixItems added',
    false,
    ['response-type-narrowed'],
    property(list, { ...list, prefixItems: [text] }),
  ),
  response(
    'prefixItems removed',
    true,
    ['response-type-widened'],
    property({ ...list, prefixItems: [text] }, list),
  ),
  request(
    'unevaluatedItems false added to a property',
    true,
    ['request-items-narrowed'],
    property(
      { ...list, prefixItems: [text] },
      { ...list, prefixItems: [text], unevaluatedItems: false },
    ),
  ),
  response(
    'unevaluatedItems false removed from a property',
    true,
    ['response-items-widened'],
    property(
      { ...list, prefixItems: [text], unevaluatedItems: false },
      { ...list, prefixItems: [text] },
    ),
  ),
  request(
    'unevaluatedProperties false added to a property',
    true,
    ['request-closed'],
    property(ab, { ...ab, unevaluatedProperties: false }),
  ),
  response(
    'unevaluatedProperties false removed from a property',
    false,
    ['response-opened'],
    property({ ...ab, unevaluatedProperties: false }, ab),
  ),
  request(
    'property replaced by alternatives of other types',
    true,
    ['request-type-changed'],
    property(text, { oneOf: [{ type: 'integer' }, { type: 'boolean' }] }),
  ),
  response(
    'property replaced by alternatives of other types',
    true,
    ['response-type-changed'],
    property(text, { oneOf: [{ type: 'integer' }, { type: 'boolean' }] }),
  ),
  request(
    'property accepts integers instead of numbers',
    true,
    ['request-type-narrowed'],
    property({ type: 'number' }, { type: 'integer' }),
  ),
  response(
    'property is an integer instead of a number',
    false,
    ['response-type-narrowed'],
    property({ type: 'number' }, { type: 'integer' }),
  ),
  {
    name: 'request: discriminator added',
    breaking: false,
    rules: ['discriminator-added'],
    before: pets(),
    after: pets(byKind),
  },
  {
    name: 'request: discriminator removed',
    breaking: false,
    rules: ['discriminator-removed'],
    before: pets(byKind),
    after: pets(),
  },
  {
    name: 'response: discriminator by another property',
    breaking: true,
    rules: ['discriminator-changed'],
    before: pets(byKind, 'giving'),
    after: pets({ propertyName: 'sort' }, 'giving'),
  },
  {
    name: 'response: schemas of two discriminator values swapped',
    breaking: true,
    rules: ['response-property-removed', 'response-property-added'],
    before: animals('Cat', 'Dog', 'giving'),
    after: animals('Dog', 'Cat', 'giving'),
  },
  {
    name: 'request: schemas of two discriminator values swapped',
    breaking: false,
    rules: ['request-property-ignored', 'request-property-added'],
    before: animals('Cat', 'Dog', 'taking'),
    after: animals('Dog', 'Cat', 'taking'),
  },
  response(
    'dependentRequired of a property changed',
    true,
    ['response-dependentRequired-narrowed', 'response-dependentRequired-widened'],
    [
      { ...ab, dependentRequired: { a: ['b'] } },
      { ...ab, dependentRequired: { a: ['c'] } },
    ],
  ),
  response(
    'else added',
    false,
    ['response-property-became-required', 'response-type-narrowed'],
    [otherwise({}), otherwise({ else: { required: ['b'] } })],
  ),
  request(
    'unevaluatedItems added',
    true,
    ['request-type-narrowed'],
    [list, { ...list, unevaluatedItems: text }],
  ),
  response(
    'unevaluatedItems removed',
    true,
    ['response-type-widened'],
    [{ ...list, unevaluatedItems: text }, list],
  ),
  request(
    'unevaluatedProperties added',
    true,
    ['request-type-narrowed'],
    [ab, { ...ab, unevaluatedProperties: text }],
  ),
  response(
    'unevaluatedProperties removed',
    true,
    ['response-type-widened'],
    [{ ...ab, unevaluatedProperties: text }, ab],
  ),
  request(
    'unevaluatedItems removed',
    false,
    ['request-type-widened'],
    [{ ...list, unevaluatedItems: text }, list],
  ),
  response(
    'unevaluatedItems added',
    false,
    ['response-type-narrowed'],
    [list, { ...list, unevaluatedItems: text }],
  ),
  request(
    'unevaluatedProperties removed',
    false,
    ['request-type-widened'],
    [{ ...ab, unevaluatedProperties: text }, ab],
  ),
  response(
    'unevaluatedProperties added',
    false,
    ['response-type-narrowed'],
    [ab, { ...ab, unevaluatedProperties: text }],
  ),
  request(
    'replaced by alternatives of other properties',
    true,
    ['request-type-changed', 'request-alternative-widened'],
    [
      { type: 'object', properties: { a: text } },
      {
        oneOf: [
          { type: 'object', properties: { a: { type: 'integer' } } },
          { type: 'object', properties: { b: text } },
        ],
      },
    ],
  ),
  response(
    'replaced by alternatives of other properties',
    true,
    ['response-type-changed', 'response-alternative-widened'],
    [
      { type: 'object', properties: { a: text } },
      {
        oneOf: [
          { type: 'object', properties: { a: { type: 'integer' } } },
          { type: 'object', properties: { b: text } },
        ],
      },
    ],
  ),
];
