import { type Case, request, response } from './case.ts';

const text = { type: 'string' };
const cat = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { const: 'cat' }, lives: { type: 'integer' } },
};
const dog = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { const: 'dog' }, tricks: text },
};
const refs = [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }];
const animals = { Cat: cat, Dog: dog };
const tree = (name: string) => ({
  [name]: {
    type: 'object',
    properties: {
      value: text,
      children: { type: 'array', items: { $ref: `#/components/schemas/${name}` } },
    },
  },
});
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const list = { type: 'array', items: text };

/** Schemas that allow the same values, written in two ways. */
const same: readonly (readonly [
  what: string,
  one: unknown,
  other: unknown,
  schemas?: readonly [object, object],
])[] = [
  [
    'null in a list of types, or in anyOf',
    { type: ['string', 'null'] },
    { anyOf: [text, { type: 'null' }] },
  ],
  [
    'null in oneOf, or in anyOf',
    { oneOf: [cat, { type: 'null' }] },
    { anyOf: [cat, { type: 'null' }] },
  ],
  ['const, or an enum of one', { const: 'a' }, { enum: ['a'] }],
  [
    'enum, or oneOf of const',
    { enum: ['a', 'b'] },
    { oneOf: [{ const: 'a', title: 'A' }, { const: 'b' }] },
  ],
  ['enum in another order', { enum: ['a', 'b'] }, { enum: ['b', 'a'] }],
  ['types in another order', { type: ['string', 'null'] }, { type: ['null', 'string'] }],
  ['a type, or a list of one', text, { type: ['string'] }],
  ['enum, with or without its type', { enum: ['a'] }, { type: 'string', enum: ['a'] }],
  [
    'minimum 1, or exclusiveMinimum 0, of integers',
    { type: 'integer', minimum: 1 },
    { type: 'integer', exclusiveMinimum: 0 },
  ],
  [
    'integer, or a number that is a multiple of 1',
    { type: 'integer' },
    { type: 'number', multipleOf: 1 },
  ],
  ['minItems 0', list, { ...list, minItems: 0 }],
  ['uniqueItems false', list, { ...list, uniqueItems: false }],
  ['items that are true', { type: 'array' }, { type: 'array', items: true }],
  ['additionalProperties true', { type: 'object' }, { type: 'object', additionalProperties: true }],
  [
    'additionalProperties that is empty',
    { type: 'object' },
    { type: 'object', additionalProperties: {} },
  ],
  ['required that is empty', { type: 'object' }, { type: 'object', required: [] }],
  [
    'unevaluatedProperties, or additionalProperties',
    { ...cat, unevaluatedProperties: false },
    { ...cat, additionalProperties: false },
  ],
  [
    'a slash in a pattern, escaped or not',
    { type: 'string', pattern: '^/a' },
    { type: 'string', pattern: '^\\/a' },
  ],
  ['a pattern that everything matches', text, { type: 'string', pattern: '.*' }],
  ['if without then or else', text, { ...text, if: { const: 'a' } }],
  ['an allOf of one', cat, { allOf: [cat] }],
  [
    'allOf, or one schema',
    { allOf: [{ type: 'object', properties: { a: text } }, { required: ['a'] }] },
    { type: 'object', properties: { a: text }, required: ['a'] },
  ],
  [
    'a property in another member of allOf',
    { allOf: [{ type: 'object', properties: { a: text, b: text } }, { type: 'object' }] },
    {
      allOf: [
        { type: 'object', properties: { a: text } },
        { type: 'object', properties: { b: text } },
      ],
    },
  ],
  ['a reference, or what it leads to', ref('Cat'), cat, [animals, animals]],
  [
    'a description next to a reference',
    ref('Cat'),
    { ...ref('Cat'), description: 'A cat' },
    [animals, animals],
  ],
  [
    'alternatives in another order',
    { oneOf: refs },
    { oneOf: refs.toReversed() },
    [animals, animals],
  ],
  [
    'alternatives that exclude each other, in oneOf or anyOf',
    { oneOf: refs },
    { anyOf: refs },
    [animals, animals],
  ],
  ['alternatives written out', { oneOf: refs }, { oneOf: [cat, dog] }, [animals, animals]],
  [
    'alternatives of alternatives',
    { anyOf: [cat, { anyOf: [dog, text] }] },
    { anyOf: [cat, dog, text] },
  ],
  ['a renamed component', ref('Cat'), ref('Feline'), [{ Cat: cat }, { Feline: cat }]],
  ['a renamed component that holds itself', ref('Tree'), ref('Node'), [tree('Tree'), tree('Node')]],
  [
    'a recursive component, unrolled once',
    ref('Tree'),
    {
      type: 'object',
      properties: { value: text, children: { type: 'array', items: ref('Tree') } },
    },
    [tree('Tree'), tree('Tree')],
  ],
];

/** Other spellings of the same schema, which are no change. */
export const spellings: readonly Case[] = [
  ...same.flatMap(([what, one, other, schemas = [{}, {}]]) => {
    const [old, now] = schemas as readonly [Record<string, unknown>, Record<string, unknown>];
    return [
      request(what, false, [], [one, other], [old, now]),
      response(`${what}, backwards`, false, [], [other, one], [now, old]),
    ];
  }),
];
