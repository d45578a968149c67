import type { Document, Operation } from 'contract-first/contract';
import { component, done, info, parameter, type Schema } from './documentParts.ts';

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

/** Documents that the generator cannot write, and what it says of each. */
export const refused: Readonly<Record<string, readonly [Document, RegExp]>> = {
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
  'an unknown type': [withSchema({ type: 'text' }), /Unknown type "text"/],
  'the schema that nothing fits': [
    withSchema({ properties: { a: false } }),
    /false has no equivalent/,
  ],
  'a property named __proto__': [
    withSchema({ type: 'object', properties: { ['__proto__']: { type: 'string' } } }),
    /#\/components\/schemas\/Ship: .*"__proto__"/,
  ],
  'a parameter named __proto__': [withParameter({ name: '__proto__' }), /ships.add: .*"__proto__"/],
  'two headers of one name': [
    withOperation({
      parameters: [
        parameter('Tide', { type: 'string' }),
        parameter('tide', { type: 'string' }),
      ].map((each) => ({ ...each, in: 'header' as const })),
    }),
    /ships.add: Two members would be named "tide"/,
  ],
  ...Object.fromEntries(
    ['method', 'path', 'request', 'middleware', 'hide'].map((key) => [
      `an operation with the key ${key}, which is one of a route`,
      [withOperation({ [key]: 'get' }), new RegExp(`ships.add: .*"${key}"`)],
    ]),
  ),
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
  'a path that differs from another only by the name of a parameter': [
    {
      ...withOperation({}),
      paths: {
        '/ships/{id}': { get: { operationId: 'a', responses: done } },
        '/ships/{name}': { get: { operationId: 'b', responses: done } },
      },
    },
    /"b".*differs from \/ships\/\{id\} only by the names/,
  ],
};
