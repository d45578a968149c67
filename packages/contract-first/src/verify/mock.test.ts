/** Verification of a mock, which tells by `X-Mock` what it does not simulate. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import type { Document, Parameter } from '../document/model.ts';
import { documentOf, ok, ref, serving } from '../mock/testing/serving.ts';
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
const path = { name: 'id', in: 'path', required: true } as const;
const parameters = [{ ...path, schema: { type: 'string' } }];
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

/** What is said of the mock of a document. */
async function verified(document: Document = users): Promise<Report> {
  const { url } = await serving(document);
  return verify(document, url, { credentials: { Key: 'secret' } });
}

it('has no finding on the mock of a document with create and delete', async () => {
  const { findings, operations } = await verified();
  expect(findings).toEqual([]);
  expect(operations.every(({ hasSucceeded }) => hasSucceeded)).toBe(true);
});

it('notes which checks are skipped for a mock', async () => {
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
      // It sends one such property, to see that the server leaves it alone.
      excludeChecks: ['read-only'],
    });
  } finally {
    server.close();
  }
  expect(bodies.length).toBeGreaterThan(5);
  expect(bodies.filter((body) => body.includes('"id"'))).toEqual([]);
});

it('does not compare the status of refusals if an operation lists no client error', async () => {
  const bare = structuredClone(users) as unknown as {
    paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
  };
  for (const item of Object.values(bare.paths)) {
    for (const { responses } of Object.values(item)) {
      for (const status of Object.keys(responses)) if (status >= '400') delete responses[status];
    }
  }
  const { findings, notes } = await verified(bare as unknown as Document);
  expect(findings).toEqual([]);
  expect(notes).toContainEqual(
    expect.stringMatching(/No client error is documented.*users\.create/),
  );
});

it('sends no string instead of an exploded object in the query', async () => {
  const schema = { type: 'object', properties: { x: { type: 'integer' } } };
  const parameters: Parameter[] = [
    { name: 'deep', in: 'query', style: 'deepObject', schema },
    { name: 'spread', in: 'query', schema },
  ];
  const responses = { 204: { description: 'Listed' }, 400: refused };
  const document = documentOf({ '/points': { get: { parameters, responses } } });
  expect((await verified(document)).findings).toEqual([]);
});

it('puts no id into a path that does not allow it', async () => {
  const list = { type: 'array', minItems: 1, items: ref('Book') };
  const id: Parameter = { ...path, schema: { type: 'integer', minimum: 1 } };
  const found = { 204: { description: 'Found' }, 400: refused };
  const document = documentOf(
    {
      '/books': { get: { responses: ok(list) } },
      '/books/{id}': { get: { parameters: [id], responses: found } },
    },
    { Book: { type: 'object', required: ['id'], properties: { id: { const: 0 } } } },
  );
  expect((await verified(document)).findings).toEqual([]);
});
