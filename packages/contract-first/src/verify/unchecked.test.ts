/** What a run could not look at is in its report. */
import type { RequestListener } from 'node:http';
import { expect, it } from 'vitest';
import type { Document } from '../document/model.ts';
import { verified } from './testing/verified.ts';

const documentOf = (paths: object, others: object = {}): Document =>
  ({ openapi: '3.1.1', info: { title: 'A', version: '1' }, paths, ...others }) as never;
const described = (...statuses: readonly string[]) =>
  Object.fromEntries(statuses.map((status) => [status, { description: status }]));
const schema = { type: 'object', required: ['id'] };
const withBody = { 200: { description: '', content: { 'application/json': { schema } } } };
const json = { 'Content-Type': 'application/json' };

/** Answers GET, and refuses other methods. */
const onlyGet =
  (listener: RequestListener): RequestListener =>
  (request, response) => {
    if (request.method === 'GET') listener(request, response);
    else response.writeHead(405, { Allow: 'GET' }).end();
  };

it('names operations of which a rate limit left out requests', async () => {
  const document = documentOf({
    '/a': { get: { operationId: 'a', responses: described('200', '429') } },
  });
  let count = 0;
  const listener = onlyGet((_request, response) => {
    const isOver = ++count > 1;
    response.writeHead(isOver ? 429 : 200, isOver ? { 'Retry-After': '60' } : {}).end();
  });
  const { reach, findings, cutShort } = await verified(document, listener, { maxWait: 0 });
  expect([reach.isEnough, findings]).toEqual([true, []]);
  expect(cutShort).toEqual([{ operation: 'a', by: 'rate-limit' }]);
});

it('names operations whose credentials may be in other headers', async () => {
  const components = { securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } } };
  const document = documentOf(
    { '/a': { get: { operationId: 'a', responses: described('200', '401') } } },
    { components, security: [{ Key: [] }] },
  );
  const { notes } = await verified(
    document,
    onlyGet((_request, response) => response.end()),
    { headers: { 'X-Trace': '1' } },
  );
  expect(notes).toContain('Credentials were not checked, since `--header` may contain them: a');
});

it('names operations that a client certificate may open', async () => {
  const components = { securitySchemes: { Certificate: { type: 'mutualTLS' } } };
  const document = documentOf(
    { '/a': { get: { operationId: 'a', responses: described('200', '401') } } },
    { components, security: [{ Certificate: [] }] },
  );
  const { notes } = await verified(
    document,
    onlyGet((_request, response) => response.end()),
    { credentials: { Certificate: 'YQ==' } },
  );
  expect(notes).toContain(
    'Credentials were not checked, since a client certificate belongs to the connection: a',
  );
});

it('finds an empty body if a schema is documented', async () => {
  const document = documentOf({ '/a': { get: { operationId: 'a', responses: withBody } } });
  const { findings } = await verified(
    document,
    onlyGet((_request, response) => response.writeHead(200, json).end()),
  );
  expect(findings.map(({ check, messages }) => [check, messages])).toEqual([
    ['body-schema', ['body: is empty']],
  ]);
});

it.each([
  ['a response to HEAD', 'head', 200],
  ['a 304', 'get', 304],
  ['a 205', 'get', 205],
])('accepts that %s has no body', async (_what, method, status) => {
  const responses = { [status]: withBody[200], 200: withBody[200] };
  const document = documentOf({ '/a': { [method]: { operationId: 'a', responses } } });
  const { findings } = await verified(document, (request, response) => {
    if (request.method === method.toUpperCase()) response.writeHead(status, json).end();
    else response.writeHead(404).end();
  });
  expect(findings).toEqual([]);
});

it('names operations whose bodies were not read to their end', async () => {
  const document = documentOf({ '/a': { get: { operationId: 'a', responses: withBody } } });
  const body = Buffer.from(JSON.stringify({ text: 'x'.repeat(17 * 1024 * 1024) }));
  const { operations, notes } = await verified(
    document,
    onlyGet((_request, response) => response.writeHead(200, json).end(body)),
  );
  expect(operations[0]?.checks).not.toHaveProperty('body-schema');
  expect(notes).toContain(
    'Bodies were larger than 16 MiB or took over 15 seconds, so they were not checked: a',
  );
});

it('says of how many invalid requests a sample was sent', async () => {
  const properties = Object.fromEntries(
    Array.from({ length: 300 }, (_, at) => [`p${at}`, { type: 'integer', maximum: at }]),
  );
  const paths = Object.fromEntries(
    Array.from({ length: 10 }, (_, at) => [
      `/a${at}`,
      {
        post: {
          operationId: `a${at}`,
          requestBody: { content: { 'application/json': { schema: { properties } } } },
          responses: described('200', '400'),
        },
      },
    ]),
  );
  const { notes } = await verified(documentOf(paths), (_request, response) => response.end(), {
    maxRequests: 100,
  });
  expect(notes).toContainEqual(
    expect.stringMatching(/^Sampled: 500 of up to \d+ invalid requests for each operation$/),
  );
});

it('names lists of which not all pages were read', async () => {
  const content = { 'application/json': { schema: { type: 'object' } } };
  const parameters = [{ name: 'cursor', in: 'query', schema: { type: 'string' } }];
  const document = documentOf({
    '/a': {
      get: { operationId: 'a', parameters, responses: { 200: { ...withBody[200], content } } },
    },
  });
  let count = 0;
  const { notes } = await verified(
    document,
    onlyGet((_request, response) => {
      const body = { items: [++count], nextCursor: `c${count}` };
      response.writeHead(200, json).end(JSON.stringify(body));
    }),
  );
  expect(notes).toContain('Only the first 50 pages were read: a');
});
