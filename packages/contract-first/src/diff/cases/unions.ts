import { type Case, request, response } from './case.ts';

const text = { type: 'string' };
const cat = (rest: object = {}, required: readonly string[] = ['kind']) => ({
  type: 'object',
  required,
  properties: { kind: { const: 'cat' }, ...rest },
});
const dog = (rest: object = {}) => ({
  type: 'object',
  required: ['kind'],
  properties: { kind: { const: 'dog' }, ...rest },
});
const fish = { type: 'object', required: ['kind'], properties: { kind: { const: 'fish' } } };
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const base = (rest: object) => ({ Base: { type: 'object', properties: { a: text, ...rest } } });
const inherited = { allOf: [ref('Base'), { type: 'object', properties: { b: text } }] };
const plain = {
  Cat: { type: 'object', required: ['kind'], properties: { kind: text, lives: text } },
  Dog: { type: 'object', required: ['kind'], properties: { kind: text, tricks: text } },
};
const { Cat, Dog } = plain;

/** `allOf`, `oneOf`, `anyOf`, references, and keywords without an effect that can be told. */
export const unions: readonly Case[] = [
  response(
    'property added to a member of allOf',
    false,
    ['response-property-added'],
    [inherited, inherited],
    [base({}), base({ c: text })],
  ),
  response(
    'property removed from a member of allOf',
    true,
    ['response-property-removed'],
    [inherited, inherited],
    [base({ c: text }), base({})],
  ),
  response(
    'property of allOf became optional',
    true,
    ['response-property-became-optional'],
    [{ allOf: [cat(), { required: ['kind', 'x'] }] }, { allOf: [cat()] }],
  ),
  request(
    'constraint of a member of allOf',
    true,
    ['request-maxLength-narrowed'],
    [{ allOf: [text, { maxLength: 9 }] }, { allOf: [text, { maxLength: 8 }] }],
  ),
  request(
    'looser of two constraints of allOf',
    false,
    [],
    [
      { allOf: [{ ...text, maxLength: 9 }, { maxLength: 5 }] },
      { allOf: [{ ...text, maxLength: 8 }, { maxLength: 5 }] },
    ],
  ),
  request(
    'member added to allOf',
    true,
    ['required-request-property-added'],
    [{ allOf: [cat()] }, { allOf: [cat(), { required: ['name'], properties: { name: text } }] }],
  ),
  response(
    'property added to a member of oneOf',
    false,
    ['response-property-added'],
    [{ oneOf: [cat(), dog()] }, { oneOf: [cat({ lives: text }), dog()] }],
  ),
  response(
    'property of a member of oneOf became optional',
    true,
    ['response-property-became-optional'],
    [{ oneOf: [cat({ m: text }, ['kind', 'm']), dog()] }, { oneOf: [cat({ m: text }), dog()] }],
  ),
  response(
    'property of a member of anyOf of another type',
    true,
    ['response-type-changed'],
    [{ anyOf: [cat({ m: text }), dog()] }, { anyOf: [cat({ m: { type: 'integer' } }), dog()] }],
  ),
  response(
    'member added to oneOf',
    true,
    ['response-alternative-widened'],
    [{ oneOf: [cat(), dog()] }, { oneOf: [cat(), dog(), fish] }],
  ),
  response(
    'member removed from oneOf',
    false,
    ['response-alternative-narrowed'],
    [{ oneOf: [cat(), dog(), fish] }, { oneOf: [cat(), dog()] }],
  ),
  request(
    'member added to oneOf',
    false,
    ['request-alternative-widened'],
    [{ oneOf: [cat(), dog()] }, { oneOf: [cat(), dog(), fish] }],
  ),
  request(
    'member removed from oneOf',
    true,
    ['request-alternative-narrowed'],
    [{ oneOf: [cat(), dog(), fish] }, { oneOf: [cat(), dog()] }],
  ),
  request(
    'wrapped in oneOf with another member',
    false,
    ['request-alternative-widened'],
    [cat(), { oneOf: [cat(), dog()] }],
  ),
  response(
    'wrapped in oneOf with another member',
    true,
    ['response-alternative-widened'],
    [cat(), { oneOf: [cat(), dog()] }],
  ),
  request(
    'member of another type added to anyOf',
    false,
    ['request-type-widened'],
    [{ anyOf: [text] }, { anyOf: [text, { type: 'integer' }] }],
  ),
  response(
    'member of another type added to anyOf',
    true,
    ['response-type-widened'],
    [{ anyOf: [text] }, { anyOf: [text, { type: 'integer' }] }],
  ),
  request(
    'member of anyOf that another one covers removed',
    false,
    ['request-enum-widened'],
    [{ anyOf: [text, { ...text, enum: ['a'] }] }, { anyOf: [text] }],
  ),
  request(
    'members joined in a wider one',
    false,
    ['request-enum-widened'],
    [
      {
        anyOf: [
          { ...text, enum: ['a'] },
          { ...text, enum: ['b'] },
        ],
      },
      text,
    ],
  ),
  request(
    'anyOf became oneOf, members overlap',
    true,
    ['request-oneOf-narrowed'],
    [{ anyOf: [Cat, Dog] }, { oneOf: [Cat, Dog] }],
  ),
  response(
    'anyOf became oneOf, members overlap',
    false,
    ['response-oneOf-narrowed'],
    [{ anyOf: [Cat, Dog] }, { oneOf: [Cat, Dog] }],
  ),
  request(
    'oneOf became anyOf, members overlap',
    false,
    ['request-oneOf-widened'],
    [{ oneOf: [Cat, Dog] }, { anyOf: [Cat, Dog] }],
  ),
  response(
    'oneOf became anyOf, members overlap',
    true,
    ['response-oneOf-widened'],
    [{ oneOf: [Cat, Dog] }, { anyOf: [Cat, Dog] }],
  ),
  request(
    'documentation of what several groups of required properties share',
    false,
    [],
    [
      {
        ...Cat,
        title: 'Old',
        properties: { kind: { ...text, description: 'Old' } },
        anyOf: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => ({ required: [name] })),
      },
      {
        ...Cat,
        title: 'New',
        properties: { kind: { ...text, description: 'New' } },
        anyOf: ['f', 'a', 'b', 'c', 'd', 'e'].map((name) => ({ required: [name] })),
      },
    ],
  ),
  request(
    'one of two groups of required properties',
    true,
    ['request-alternative-narrowed'],
    [
      { ...Cat, anyOf: [{ required: ['lives'] }, { required: ['name'] }] },
      { ...Cat, anyOf: [{ required: ['lives'] }] },
    ],
  ),
  response(
    'reference became nullable',
    true,
    ['response-null-widened'],
    [ref('Cat'), { anyOf: [ref('Cat'), { type: 'null' }] }],
    [plain, plain],
  ),
  response(
    'reference leads to another schema',
    true,
    ['response-property-removed', 'response-property-added'],
    [ref('Cat'), ref('Dog')],
    [plain, plain],
  ),
  request(
    'unknown keyword',
    true,
    ['unknown-keyword-changed'],
    [
      { ...text, sometimes: 1 },
      { ...text, sometimes: 2 },
    ],
  ),
  request(
    'extension',
    false,
    [],
    [
      { ...text, 'x-sometimes': 1 },
      { ...text, 'x-sometimes': 2 },
    ],
  ),
  request(
    'form in XML, of JSON',
    false,
    [],
    [
      { ...text, xml: { name: 'a' } },
      { ...text, xml: { name: 'b' } },
    ],
  ),
];
