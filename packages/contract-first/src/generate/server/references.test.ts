import type { Document } from 'contract-first/contract';
import { compareDocuments } from 'contract-first/equivalence';
import { expect, it } from 'vitest';
import { generated } from './testing/generated.ts';

it.each(['default', 'value', 'enum', 'plain'])(
  'an example by reference is emitted unchanged, even if it is named %s',
  async (name) => {
    const examples = { [name]: { $ref: '#/components/examples/one' } };
    const content = { 'application/json': { schema: { type: 'integer' }, examples } };
    const document: Document = {
      openapi: '3.1.1',
      info: { title: 'Examples', version: '1' },
      paths: {
        '/a': { get: { operationId: 'a', responses: { 200: { description: 'One', content } } } },
      },
      components: { examples: { one: { value: 1 } } },
    };
    expect(compareDocuments(document, (await generated(document)).emitted())).toEqual([]);
  },
);

it('a reference in an extension is emitted unchanged', async () => {
  const operation = { 'x-note': { $ref: '#/components/examples/one' }, responses: {} };
  const document: Document = {
    openapi: '3.1.1',
    info: { title: 'Extensions', version: '1' },
    paths: { '/a': { get: operation } },
    components: { examples: { one: { value: 1 } } },
  };
  const emitted = (await generated(document)).emitted();
  expect(emitted.paths['/a']?.get?.['x-note']).toEqual(operation['x-note']);
});

it.each(['First', 'Second'])(
  'what is said beside references in a cycle is emitted: %s',
  async (first) => {
    const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    const schemas = {
      First: {
        type: 'object',
        description: 'The first',
        properties: {
          second: { allOf: [reference('Second')], description: 'The second of a first' },
          self: { ...reference('First'), description: 'Itself', deprecated: true },
          end: { ...reference('End'), description: 'The end of a first' },
          same: { allOf: [reference('End'), { xml: { name: 'same' }, description: 'The end' }] },
        },
      },
      Second: {
        type: 'object',
        properties: {
          first: { allOf: [reference('First')], description: 'The first of a second' },
          firsts: { type: 'array', items: { ...reference('First'), title: 'One of many' } },
          unsaid: reference('First'),
          apart: { allOf: [reference('First'), { description: 'In a member' }] },
        },
      },
      End: { type: 'string', description: 'The end' },
    };
    const content = { 'application/json': { schema: reference(first) } };
    const responses = { 200: { description: 'Both', content } };
    const document: Document = {
      openapi: '3.1.1',
      info: { title: 'Cycles', version: '1' },
      paths: { '/a': { get: { operationId: 'a', responses } } },
      components: { schemas },
    };
    expect(compareDocuments(document, (await generated(document)).emitted())).toEqual([]);
  },
);

it.each([
  ['a component that is another one with a description of its own', { description: 'Another' }],
  ['a component that is another one with a title', { title: 'Another' }],
])('%s is emitted unchanged', async (_what, notes) => {
  const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const schemas = {
    First: { description: 'The first', properties: { id: { type: 'string' } } },
    Second: { allOf: [reference('First')], ...notes },
    Third: { ...reference('First'), ...notes },
    Fourth: { allOf: [reference('Second')], properties: { third: reference('Third') } },
  };
  const content = { 'application/json': { schema: reference('Fourth') } };
  const responses = { 200: { description: 'All', content } };
  const parameters = [
    {
      name: 'order',
      in: 'query',
      schema: { allOf: [reference('Order')], default: 'up' },
    },
    {
      name: 'list',
      in: 'query',
      schema: { type: 'array', items: { allOf: [reference('First'), { xml: { name: 'x' } }] } },
    },
    { name: 'id', in: 'path', required: true, schema: { type: ['string', 'null'] } },
  ] as const;
  const document: Document = {
    openapi: '3.1.1',
    info: { title: 'Descriptions', version: '1' },
    paths: { '/a/{id}': { get: { operationId: 'a', parameters, responses } } },
    components: { schemas: { ...schemas, Order: { enum: ['up', 'down'], description: 'Order' } } },
  };
  expect(compareDocuments(document, (await generated(document)).emitted())).toEqual([]);
});
