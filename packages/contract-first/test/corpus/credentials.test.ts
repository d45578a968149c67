import { Contract, type Document } from 'contract-first/contract';
import { expect, it } from 'vitest';
import { withCredentials } from './credentials.ts';

it('credentials of an HTTP scheme are also the key of a scheme in the same header', () => {
  const document = {
    openapi: '3.1.1',
    info: { title: '', version: '' },
    paths: { '/': { get: { operationId: 'get', responses: {} } } },
    components: {
      securitySchemes: {
        basic: { type: 'http', scheme: 'basic' },
        key: { type: 'apiKey', in: 'header', name: 'Authorization' },
      },
    },
    security: [{ basic: [], key: [] }],
  } as unknown as Document;
  const [operation] = [...new Contract(document).operations.values()];
  const request = { method: 'GET', target: '/', headers: {}, body: undefined };
  const sent = operation && withCredentials(document, operation, request);
  expect(sent?.headers.Authorization).toMatch(/^Basic /);
});
