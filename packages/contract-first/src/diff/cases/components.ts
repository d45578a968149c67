import { type Case, components, document, giving, type Json } from './case.ts';

const text = { type: 'string' };
const a = (type: string) => components({ A: { type } });
const animal = { type: 'object', required: ['kind'], properties: { kind: text } };
const cat = { allOf: [{ $ref: '#/components/schemas/Animal' }, { properties: { lives: text } }] };

/** Another operation with a discriminated schema, one that inherits, and credentials. */
const animals = (path: string, name = 'string'): Json => ({
  paths: {
    ...{ '/a': { post: { operationId: 'a', responses: { 204: { description: 'Done' } } } } },
    [path]: {
      get: {
        ...{ operationId: path, security: [{ Key: [] }] },
        ...giving({ $ref: '#/components/schemas/Animal' }),
      },
    },
  },
  components: {
    schemas: {
      Animal: { ...animal, discriminator: { propertyName: 'kind' } },
      Cat: cat,
      Tiger: {
        allOf: [{ $ref: '#/components/schemas/Cat' }, { properties: { name: { type: name } } }],
      },
    },
    securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
  },
});
const inheriting = (rest: Json): Json => components({ Animal: animal, ...rest });
const example = (value: string): Json => ({
  components: { examples: { A: { value } } },
});

/** Components that are not compared where they are used. */
export const componentCases: readonly Case[] = [
  document('unused component added', false, ['unused-component-added'], [{}, a('string')]),
  document('unused component removed', false, ['unused-component-removed'], [a('string'), {}]),
  document(
    'unused component changed',
    false,
    ['unused-component-changed'],
    [a('string'), a('integer')],
  ),
  document(
    'operation added with components of its own',
    false,
    ['operation-added'],
    [{}, animals('/animals')],
  ),
  document(
    'operation removed with components of its own',
    true,
    ['operation-removed'],
    [animals('/animals'), {}],
  ),
  document(
    'component of a renamed path changed',
    true,
    ['operation-removed', 'operation-added', 'unused-component-changed'],
    [animals('/animals'), animals('/pets', 'integer')],
  ),
  document(
    'component changed that only an extension refers to',
    false,
    ['unused-component-changed'],
    [
      { 'x-a': { $ref: '#/components/schemas/A' }, ...a('string') },
      { 'x-a': { $ref: '#/components/schemas/A' }, ...a('integer') },
    ],
  ),
  document('example in a component changed', false, [], [example('a'), example('b')], {
    requestBody: {
      content: { 'text/plain': { examples: { A: { $ref: '#/components/examples/A' } } } },
    },
  }),
  document(
    'subtype of a schema without a discriminator added',
    false,
    ['unused-component-added'],
    [inheriting({}), inheriting({ Cat: cat })],
    giving({ $ref: '#/components/schemas/Animal' }),
  ),
];
