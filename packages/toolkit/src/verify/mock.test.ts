/** Verification of a mock, which tells by `X-Mock` what it does not simulate. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import type { Document } from '../contract/index.ts';
import { startMockServer } from '../mock/index.ts';
import { type Report, verify } from './verify.ts';

const user = {
  type: 'object',
  required: ['id', 'name', 'password'],
  properties: {
    id: { type: 'string', readOnly: true },
    name: { type: 'string', minLength: 1 },
    password: { type: 'string', minLength: 4, writeOnly: true },
  },
};
const content = { 'application/json': { schema: { $ref: '#/components/schemas/User' } } };
const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }];
const refused = { description: 'Refused' };
const users: Document = {
  openapi: '3.1.1',
  info: { title: 'Users', version: '1' },
  security: [{ Key: [] }],
  paths: {
    '/users': {
      post: {
        operationId: 'users.create',
        requestBody: { required: true, content },
        responses: {
          201: {
            description: 'Created',
            headers: {
              Location: { required: true, schema: { type: 'string' }, example: '/users/1' },
            },
            content,
          },
          400: refused,
          401: refused,
        },
      },
    },
    '/users/{id}': {
      get: {
        operationId: 'users.get',
        parameters,
        responses: { 200: { description: 'Found', content }, 401: refused, 404: refused },
      },
      delete: {
        operationId: 'users.delete',
        parameters,
        responses: { 204: { description: 'Deleted' }, 401: refused, 404: refused },
      },
    },
  },
  components: {
    schemas: { User: user },
    securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
  },
} as unknown as Document;

async function verified(): Promise<Report> {
  const mock = await startMockServer({ document: users, port: 0, host: '127.0.0.1' });
  try {
    return await verify(users, mock.url, { credentials: { Key: 'secret' } });
  } finally {
    await mock.close();
  }
}

it('has no finding on the mock of a document with a created and a deleted resource', async () => {
  const { findings, operations } = await verified();
  expect(findings).toEqual([]);
  expect(operations.every(({ hasSucceeded }) => hasSucceeded)).toBe(true);
});

it('notes which checks were not made because the server is a mock', async () => {
  const { notes, checks } = await verified();
  expect(notes).toEqual([
    expect.stringContaining('deleted-gone'),
    expect.stringContaining('any credentials'),
  ]);
  expect(checks.map(({ name }) => name)).not.toContain('deleted-gone');
});

it('sends no readOnly property that a request does not need', async () => {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method === 'POST') bodies.push(Buffer.concat(chunks).toString());
    response.writeHead(500).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await verify(users, `http://127.0.0.1:${port}`, {
      credentials: { Key: 'secret' },
      include: ['users.create'],
    });
  } finally {
    server.close();
  }
  expect(bodies.length).toBeGreaterThan(5);
  expect(bodies.filter((body) => body.includes('"id"'))).toEqual([]);
});

it('does not compare the status of a refusal where an operation lists no client error, and says so', async () => {
  const bare = structuredClone(users) as unknown as {
    paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
  };
  for (const item of Object.values(bare.paths)) {
    for (const { responses } of Object.values(item)) {
      for (const status of Object.keys(responses)) if (status >= '400') delete responses[status];
    }
  }
  const document = bare as unknown as Document;
  const mock = await startMockServer({ document, port: 0, host: '127.0.0.1' });
  try {
    const { findings, notes } = await verify(document, mock.url, {
      credentials: { Key: 'secret' },
    });
    expect(findings).toEqual([]);
    expect(notes).toContainEqual(expect.stringMatching(/no client error.*users\.create/));
  } finally {
    await mock.close();
  }
});

it('sends no text in place of an object that stands in the query by its properties', async () => {
  const parameter = {
    in: 'query',
    schema: { type: 'object', properties: { x: { type: 'integer' } } },
  };
  const document = {
    openapi: '3.1.1',
    info: { title: 'Points', version: '1' },
    paths: {
      '/points': {
        get: {
          operationId: 'points.list',
          parameters: [
            { ...parameter, name: 'deep', style: 'deepObject' },
            { ...parameter, name: 'spread' },
          ],
          responses: { 204: { description: 'Listed' }, 400: refused },
        },
      },
    },
  } as unknown as Document;
  const mock = await startMockServer({ document, port: 0, host: '127.0.0.1' });
  try {
    expect((await verify(document, mock.url)).findings).toEqual([]);
  } finally {
    await mock.close();
  }
});

it('puts no id into a path that the path does not allow', async () => {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } };
  const shown = { type: 'object', required: ['id'], properties: { id: { const: 0 } } };
  const document = {
    openapi: '3.1.1',
    info: { title: 'Books', version: '1' },
    paths: {
      '/books': {
        get: {
          operationId: 'books.list',
          responses: {
            200: {
              description: 'Listed',
              content: {
                'application/json': { schema: { type: 'array', minItems: 1, items: shown } },
              },
            },
          },
        },
      },
      '/books/{id}': {
        get: {
          operationId: 'books.get',
          parameters: [id],
          responses: { 204: { description: 'Found' }, 400: refused },
        },
      },
    },
  } as unknown as Document;
  const mock = await startMockServer({ document, port: 0, host: '127.0.0.1' });
  try {
    expect((await verify(document, mock.url)).findings).toEqual([]);
  } finally {
    await mock.close();
  }
});
