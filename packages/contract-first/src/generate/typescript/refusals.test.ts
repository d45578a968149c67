/** Documents from which no client can be generated. */
import { expect, test } from 'vitest';
import type { MessageDocument } from '../../contract/messages.ts';
import type { JsonSchema, Operation } from '../../document/model.ts';
import { generate } from './testing/generated.ts';
import {
  bell,
  finding,
  gives,
  giving,
  json,
  orders,
  ordersWith,
  reference,
} from './testing/library.ts';

test.each<[string, object, string]>([
  ['an unknown operation', { wait: 'orders.take' }, 'Unknown operation orders.take'],
  ['an operation with another response', { wait: 'desk.enter' }, 'returns something else'],
  ['an unknown session role', { session: 'pause' }, 'one of begin, refresh and end'],
])('x-sdk with %s is refused', async (_, sdk, message) => {
  await expect(generate(ordersWith(sdk))).rejects.toThrow(message);
});

test('two documents with different schemas of one name are refused', async () => {
  const other = structuredClone(bell) as { components: { schemas: object } };
  Object.assign(other.components.schemas, { Book: { type: 'string' } });
  const both = generate(orders, other as MessageDocument);
  await expect(both).rejects.toThrow('define the schema Book differently');
});

test.each<[string, Record<string, string>, string]>([
  ['for an unknown type', { Invoice: 'Bill' }, 'Cannot rename the unknown type Invoice to Bill'],
  ['that is taken', { Order: 'Book' }, 'Two types would be named Book'],
  ['for two types', { Order: 'Thing', Book: 'Thing' }, 'Two types would be named Thing'],
])('a new name %s is refused', async (_, names, message) => {
  await expect(generate(orders, bell, names)).rejects.toThrow(message);
});

test.each(['page_2', 'pageCount', 'Page', 'page__count', '_page', 'page-count'])(
  'the name %s is refused because camelCase would not be reversible',
  async (name) => {
    const document = giving({ type: 'object', properties: { [name]: { type: 'string' } } });
    await expect(generate(document)).rejects.toThrow(`x.get: The name "${name}"`);
  },
);

test.each<[string, JsonSchema]>([
  ['a map', { type: 'object', properties: {}, additionalProperties: { type: 'string' } }],
  ['an object without properties', { type: 'object' }],
  ['a map in a list', { type: 'array', items: { type: 'object', additionalProperties: true } }],
  ['a map by pattern', { type: 'object', properties: {}, patternProperties: { '^x': {} } }],
])('%s is refused because its keys would be renamed', async (_, schema) => {
  await expect(generate(giving(schema))).rejects.toThrow('x.get: A schema with free keys');
});

test('an opaque part of a body is refused', async () => {
  const opaque = { type: 'object', 'x-opaque': true };
  const document = giving({ type: 'object', properties: { index: opaque } });
  await expect(generate(document)).rejects.toThrow('x-opaque can only be that of a whole body');
});

const objectParameter = [
  { name: 'title', in: 'query', schema: { type: 'object', properties: {} } } as const,
];
const twoParameters = [
  { name: 'title', in: 'query' } as const,
  { name: 'shelf', in: 'query', required: true } as const,
];

test.each<[string, Partial<Operation>, string]>([
  ['an id without a group', { operationId: 'find' }, 'group.name'],
  ['a position for an unknown field', { 'x-sdk': { positional: ['author'] } }, 'No field "author"'],
  ['a position for an object', { parameters: objectParameter }, 'is an object'],
  [
    'a required field after an optional one',
    { parameters: twoParameters, 'x-sdk': { positional: ['title', 'shelf'] } },
    'cannot follow an optional one',
  ],
  ['an unknown key in x-sdk', { 'x-sdk': { alias: ['x'] } }, 'x-sdk may only hold'],
  ['an alias that is taken', { 'x-sdk': { aliases: ['find'] } }, 'two methods named find'],
  [
    'a body of another kind',
    { requestBody: { content: { 'text/csv': {} } } },
    'No client method can send text/csv',
  ],
  [
    'a body that is not an object',
    { requestBody: { content: json({ type: 'array' }) } },
    'an object',
  ],
  [
    'a field of two parts',
    { requestBody: { content: json({ type: 'object', properties: { title: {} } }) } },
    'Two fields are named "title"',
  ],
  [
    'answers of two kinds',
    { responses: { ...gives(reference), 204: { description: 'Nothing' } } },
    'all be of one kind',
  ],
])('%s is refused', async (_, part, message) => {
  await expect(generate(finding(part))).rejects.toThrow(message);
});
