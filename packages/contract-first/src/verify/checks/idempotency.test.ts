import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import type { Document } from '../../contract/index.ts';
import { verify } from '../index.ts';

const note = {
  type: 'object',
  required: ['text'],
  properties: { text: { type: 'string', minLength: 1 } },
};
const json = { 'application/json': { schema: note } };
const operation = (operationId: string, security: Record<string, string[]>[]) => ({
  operationId,
  security,
  parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } } as const],
  requestBody: { required: true, content: json },
  responses: { 200: { description: 'As it was sent', content: json } },
});
const document: Document = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/known': { post: operation('known', [{ Key: [] }]) },
    '/anybody': { post: operation('anybody', []) },
  },
  components: { securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
};

/** Answers each request by its body, whatever its key. */
const server = createServer(async (request, response) => {
  const body = await text(request);
  response.setHeader('Content-Type', 'application/json').end(body);
});
afterEach(() => server.close());

it('a reused key counts only if the client is identified', async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { findings } = await verify(document, `http://127.0.0.1:${port}`, {
    credentials: { Key: 'key' },
  });
  const judged = findings.filter(({ check }) => check === 'idempotency');
  expect(judged.map(({ operation, messages }) => [operation, messages])).toEqual([
    ['known', ['different request with the same key: 200']],
  ]);
});
