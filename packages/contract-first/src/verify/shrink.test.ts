/** Findings are shown by the smallest request that has them. */
import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import type { Document } from '../document/model.ts';
import { verified } from './testing/verified.ts';

const text = { type: 'string', minLength: 1 };
const schema = {
  type: 'object',
  required: ['name'],
  properties: { name: text, size: { type: 'integer' }, tags: { type: 'array', items: text } },
};
const query = (name: string) => ({ name, in: 'query', schema: { type: 'integer' }, example: 1 });
const document = {
  ...{ openapi: '3.1.1', info: { title: 'A', version: '1' } },
  paths: {
    '/pets': {
      get: {
        operationId: 'list',
        parameters: [query('limit'), query('page'), query('size')],
        responses: { 200: { description: '' }, 400: { description: '' } },
      },
      post: {
        operationId: 'create',
        requestBody: { required: true, content: { 'application/json': { schema } } },
        responses: { 201: { description: '' }, 400: { description: '' } },
      },
    },
  },
} as unknown as Document;

/** The line that shows a failure of a server. */
async function shown(
  operation: string,
  fails: (request: IncomingMessage, body: string) => boolean,
): Promise<string | undefined> {
  const { findings } = await verified(
    document,
    async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      if (fails(request, Buffer.concat(chunks).toString())) response.writeHead(500).end();
      else response.writeHead(request.method === 'POST' ? 201 : 200).end();
    },
    { include: [operation] },
  );
  return findings
    .find(({ check }) => check === 'no-server-error')
    ?.curl.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:1');
}

it('leaves out parameters that a failure does not need', async () => {
  const curl = await shown('list', ({ url = '' }) => /page=/.test(url));
  expect(curl).toMatch(/^curl -i 'http:\/\/127\.0\.0\.1:1\/pets\?page=[^&]*'$/);
});

it('leaves out properties and items that a failure does not need', async () => {
  const curl = await shown('create', (_request, body) => /"tags":\["/.test(body));
  const [, sent = ''] = /--data-raw '(.*)' '/.exec(curl ?? '') ?? [];
  // One without the required name may fail in the same way, and is smaller still.
  const { name: _, ...needed } = JSON.parse(sent);
  expect(needed).toEqual({ tags: [expect.any(String)] });
});
