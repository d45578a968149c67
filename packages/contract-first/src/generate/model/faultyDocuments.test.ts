/** Documents in which anything may stand anywhere. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Document } from '../../document/model.ts';
import { readClient } from './readClient.ts';
import { documentOf, methodsOf, ok } from './testing/clientDocument.ts';

const list = {
  type: 'object',
  properties: { items: { type: 'array', items: {} }, next: { type: 'string' } },
};
const file = { type: 'object', properties: { f: { type: 'string', format: 'binary' } } };
const get = {
  operationId: 'listPets',
  tags: ['pets'],
  summary: 'Lists pets',
  deprecated: true,
  security: [{ key: [] }],
  servers: [{ url: 'https://{a}.test', variables: { a: { default: 'x' } } }],
  parameters: [
    { name: 'cursor', in: 'query', schema: { type: 'string' } },
    { name: 'filter', in: 'query', content: { 'application/json': { schema: {} } } },
  ],
  responses: ok(list, { headers: { Link: { schema: { type: 'string' } } } }),
};
const post = {
  'x-sdk': {
    aliases: ['add'],
    positional: ['f'],
    pagination: { style: 'page', parameter: 'p', items: 'x' },
  },
  requestBody: {
    required: true,
    content: {
      'application/json': { schema: { allOf: [file, { required: ['f'] }] } },
      'multipart/form-data': { schema: file, encoding: { f: { contentType: 'image/png' } } },
    },
  },
  responses: { 201: { description: 'Created' }, default: { description: 'Error' } },
};
const whole = documentOf(
  { '/pets': { get, post, parameters: [] }, '/other/{id}': { get: { responses: ok({}) } } },
  {
    servers: get.servers,
    security: [{ key: [] }],
    tags: [{ name: 'pets', description: 'Animals' }],
    components: {
      securitySchemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-Key' },
        oauth: {
          type: 'oauth2',
          flows: { clientCredentials: { tokenUrl: '/token', scopes: { a: '' } } },
        },
      },
    },
    webhooks: { made: { post } },
    'x-problems': [{ code: 'busy', retry: true }],
  },
);

/** Every value in a document, as the object that holds it and its key. */
function placesIn(node: unknown): [holder: object, key: string][] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => [
    [node, key] as [object, string],
    ...placesIn(value),
  ]);
}

const anything = fc.constantFrom<unknown>(null, undefined, 5, 'x', true, [], {}, [null], [5], {
  a: null,
});

it('are read without failing, and what is faulty is left out', () => {
  fc.assert(
    fc.property(fc.nat(), anything, (at, value) => {
      const document: Document = structuredClone(whole);
      const places = placesIn(document);
      const [holder, key] = places[at % places.length] ?? [document, 'info'];
      Reflect.set(holder, key, value);
      expect(methodsOf(readClient(document)).length).toBeLessThanOrEqual(3);
    }),
    { numRuns: 1000 },
  );
});
