/** The handlers that the page about the mock shows. */

import type { Document } from 'contract-first/contract';
import { startMockServer } from 'contract-first/mock';
import { expect, it, onTestFinished } from 'vitest';
import handlers from '../../docs/site/mockHandlers.ts';

const pet = {
  type: 'object',
  required: ['id', 'status'],
  properties: { id: { type: 'integer' }, status: { type: 'string' } },
  example: { id: 7, status: 'available' },
};
const content = { 'application/json': { schema: pet } };
const list = { 'application/json': { schema: { type: 'array', items: pet } } };
const document: Document = {
  openapi: '3.1.1',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': { get: { responses: { 200: { description: 'All', content: list } } } },
    '/pets/{petId}': {
      get: {
        parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'integer' } }],
        responses: { 200: { description: 'One', content }, 404: { description: 'None' } },
      },
    },
  },
};

it('answer with what is in the state, changed', async () => {
  const mock = await startMockServer({
    ...{ document, port: 0, host: '127.0.0.1' },
    ...{ state: {}, overrides: handlers },
  });
  onTestFinished(() => mock.close());
  const pets = await fetch(`${mock.url}/pets`);
  const [first]: { id: number }[] = JSON.parse(await pets.text());
  const response = await fetch(`${mock.url}/pets/${first?.id}`);
  expect(await response.json()).toEqual({ ...first, status: 'sold' });
});
