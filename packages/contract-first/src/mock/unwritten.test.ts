import { expect, it } from 'vitest';
import type { Document } from '../document/model.ts';
import { unwrittenBy } from './unwritten.ts';

it('a 204 has no body, even if its document lists one', async () => {
  const content = { 'application/json': { schema: { type: 'object' } } };
  const document = {
    openapi: '3.1.1',
    info: { title: 'Jobs', version: '1' },
    paths: {
      '/jobs': {
        delete: { operationId: 'clear', responses: { 204: { description: 'Gone', content } } },
      },
    },
  } satisfies Document;
  const response = await unwrittenBy(document)(
    { id: 'clear', method: 'delete', path: '/jobs' },
    {
      ...{ url: 'http://server.test/jobs', headers: new Headers(), params: {} },
      ...{ body: undefined, content: undefined },
    },
  );
  expect([response.status, response.body]).toEqual([204, null]);
});
