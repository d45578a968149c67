/** Findings are shown by the smallest request that has them. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import type { Document } from '../document/model.ts';
import { verify } from './verify.ts';

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
): Promise<{ curl: string | undefined; deletes: number }> {
  let deletes = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method === 'DELETE') deletes++;
    if (fails(request, Buffer.concat(chunks).toString())) response.writeHead(500).end();
    else response.writeHead(request.method === 'POST' ? 201 : 200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    const { findings } = await verify(document, `http://127.0.0.1:${port}`, {
      include: [operation],
    });
    const failure = findings.find(({ check }) => check === 'no-server-error');
    return { curl: failure?.curl.replace(String(port), '1'), deletes };
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

it('leaves out parameters that a failure does not need', async () => {
  const { curl } = await shown('list', ({ url = '' }) => /page=/.test(url));
  expect(curl).toMatch(/^curl -i 'http:\/\/127\.0\.0\.1:1\/pets\?page=[^&]*'$/);
});

it('leaves out properties and items that a failure does not need', async () => {
  const { curl } = await shown('create', (_request, body) => /"tags":\["/.test(body));
  const [, sent = ''] = /--data-raw '(.*)' '/.exec(curl ?? '') ?? [];
  expect(JSON.parse(sent)).toEqual({ name: expect.any(String), tags: [expect.any(String)] });
});
