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
