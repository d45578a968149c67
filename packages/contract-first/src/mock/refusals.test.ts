import { describe, expect, it } from 'vitest';
import type { Operation, Parameter, Response } from '../document/model.ts';
import { documentOf, json, ref, serving } from './testing/serving.ts';

const number = { name: 'n', in: 'query', schema: { type: 'integer' } } as const;
const error = (type: string, schema: object): Response => ({
  description: 'no',
  content: { [type]: { schema: { ...schema } } },
});
const simple = {
  type: 'object',
  required: ['message'],
  properties: { message: { type: 'string' }, at: { type: 'string', format: 'date' } },
};

/** The answer to a request that is not valid, of an operation with these responses. */
async function refused(responses: Readonly<Record<string, Response>>) {
  const operation: Operation = { parameters: [number], responses };
  const { ask } = await serving(documentOf({ '/': { get: operation } }));
  return ask('/?n=a');
}
const ok = { description: 'ok' };
const no = { description: 'no' };

describe('the status', () => {
  it.each<readonly [listed: readonly string[], status: number]>([
    [['200', '400'], 400],
    [['200', '422'], 422],
    [['200', '400', '422'], 422],
    [['200', '4XX'], 400],
    [['200', 'default'], 400],
    [['200', '401', '403', '404', '409', '429', '500'], 404],
    [['200', '406', '410'], 406],
    [['200', '401', '429'], 401],
    [['200', '500'], 400],
    [['200'], 400],
  ])('of an invalid request with %j listed is %i', async (listed, status) => {
    const responses = Object.fromEntries(listed.map((each) => [each, no]));
    expect((await refused(responses)).status).toBe(status);
  });
});

describe('the body of an error', () => {
  it('is the documented one with the reason', async () => {
    const { status, body, violations } = await refused({
      200: ok,
      default: error('application/json', simple),
    });
    expect(violations).toEqual([]);
    expect({ status, body }).toEqual({
      status: 400,
      body: { message: expect.stringContaining('must be integer'), at: '2025-01-01' },
    });
  });

  it('has the reason in nested errors', async () => {
    const { body, violations } = await refused({
      200: ok,
      400: error('application/json', {
        type: 'object',
        properties: {
          status: { const: 'error' },
          error: {
            type: 'object',
            properties: { message: { type: 'string' }, code: { type: 'integer' } },
          },
          errors: {
            type: 'array',
            items: { type: 'object', properties: { detail: { type: 'string' } } },
          },
        },
      }),
    });
    expect(violations).toEqual([]);
    const reason = expect.stringContaining('must be integer');
    expect(body).toEqual({
      status: 'error',
      error: { message: reason, code: 400 },
      errors: [{ detail: reason }],
    });
  });

  it('is a problem with the members that its schema accepts', async () => {
    const { body, violations } = await refused({
      200: ok,
      400: error('application/problem+json', {
        type: 'object',
        required: ['title', 'status'],
        properties: { title: { type: 'string' }, status: { type: 'integer' } },
      }),
    });
    expect(violations).toEqual([]);
    expect(body).toEqual({ title: 'Invalid request', status: 400 });
  });

  it('is text if the document says so', async () => {
    const { text } = await refused({ 200: ok, 400: error('text/plain', { type: 'string' }) });
    expect(text).toContain('must be integer');
  });

  it('is empty if the document has none', async () => {
    const { text, violations } = await refused({ 200: ok, 400: no });
    expect({ text, violations }).toEqual({ text: '', violations: [] });
  });

  it('is a problem that names the fields if none is documented', async () => {
    const { body, headers } = await refused({ 200: ok });
    expect(headers.get('Content-Type')).toBe('application/problem+json');
    expect(body).toMatchObject({
      status: 400,
      instance: '/?n=a',
      errors: [{ pointer: '#/query/n', message: 'must be integer' }],
    });
  });
});

it.each([
  ['/a?q=caf%E9', '#/query/q'],
  ['/a?q=%zz', '#/query/q'],
  ['/a?q=5%', '#/query/q'],
  ['/a?%ff=1', '#/query/%ff'],
  ['/caf%E9', '#/path/name'],
])('%s is refused for its percent-encoding', async (target, pointer) => {
  const parameters: Parameter[] = [
    { name: 'name', in: 'path', required: true, schema: { type: 'string' } },
    { name: 'q', in: 'query', schema: { type: 'string' } },
  ];
  const errors = { type: 'array', items: { type: 'object' } } as const;
  const problem = error('application/problem+json', { type: 'object', properties: { errors } });
  const get: Operation = { parameters, responses: { 200: ok, 400: problem } };
  const { ask } = await serving(documentOf({ '/{name}': { get } }));
  const { status, body } = await ask(target);
  expect({ status, body }).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
});

it('a request without credentials is refused for schemes with unusual names', async () => {
  const securitySchemes = {
    Odd: { type: 'http', scheme: '(' },
    Key: { type: 'apiKey', in: 'query', name: 'key' },
    Client: { type: 'mutualTLS' },
  };
  const guarded = (scheme: string): Operation => ({
    security: [{ [scheme]: [] }],
    responses: { 204: ok, 401: no },
  });
  const { ask } = await serving({
    ...documentOf({
      '/odd': { get: guarded('Odd') },
      '/key': { get: guarded('Key') },
      '/client': { get: guarded('Client') },
      '/missing': { get: guarded('Missing') },
    }),
    components: { securitySchemes },
  });
  expect((await ask('/odd')).status).toBe(401);
  expect((await ask('/key')).status).toBe(401);
  expect((await ask('/key?key=a')).status).toBe(204);
  // What no request shows cannot be looked for.
  expect((await ask('/client')).status).toBe(204);
});

describe('an operation with an undeclared security scheme', () => {
  const document = documentOf({
    '/': { get: { security: [{ api_key: [] }], responses: { default: ok } } },
  });

  it('refuses a request without credentials', async () => {
    const { ask } = await serving(document);
    const { status, violations } = await ask('/');
    expect({ status, violations }).toEqual({ status: 401, violations: [] });
  });

  it.each<readonly [what: string, target: string, headers: Readonly<Record<string, string>>]>([
    ['Authorization', '/', { Authorization: 'Bearer a' }],
    ['a header with its name', '/', { API_Key: 'a' }],
    ['a cookie with its name', '/', { Cookie: 'api_key=a' }],
    ['a query parameter with its name', '/?api_key=a', {}],
  ])('accepts %s as credentials', async (_what, target, headers) => {
    const { ask } = await serving(document);
    expect((await ask(target, { headers })).status).toBe(200);
  });
});

describe('a requested error', () => {
  const limited: Response = {
    description: 'Too many',
    headers: {
      'Retry-After': { required: true, schema: { type: 'integer' }, example: 42 },
      RateLimit: { required: true, schema: { type: 'string' }, example: '"a";r=9;t=42' },
      'X-RateLimit-Reset': { required: true, schema: { type: 'integer' }, example: 1767225642 },
      'RateLimit-Remaining': { required: true, schema: { type: 'integer' }, example: 9 },
    },
    content: {
      'application/json': { schema: ref('Error'), example: { message: 'Wait 42 seconds' } },
    },
  };
  const away: Response = {
    description: 'Away',
    headers: { 'Retry-After': { required: true, schema: { type: 'integer' }, example: 300 } },
  };
  const document = documentOf(
    {
      '/': { get: { security: [{ Key: [] }], responses: { 200: ok, 429: limited, 503: away } } },
      '/errors': { get: { responses: { 200: ok, 429: limited, 503: away } } },
    },
    { Error: simple },
    {
      components: {
        schemas: { Error: simple },
        securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
      },
    },
  );

  it('of 429 says in headers and body to wait for a second', async () => {
    const { ask } = await serving(document);
    const now = Math.floor(Date.now() / 1000);
    const { status, headers, text } = await ask('/', {
      headers: { 'X-Key': 'a', Prefer: 'code=429' },
    });
    expect(status).toBe(429);
    expect(headers.get('Retry-After')).toBe('1');
    expect(headers.get('RateLimit')).toBe('"a";r=0;t=1');
    expect(headers.get('RateLimit-Remaining')).toBe('0');
    expect(Number(headers.get('X-RateLimit-Reset')) - now).toBeLessThan(30);
    expect(JSON.parse(text)).toEqual({ message: expect.stringContaining('in 1 second') });
  });

  it('is the same if errors are injected', async () => {
    const { ask } = await serving(document, { errors: 1, seed: 'a' });
    const waits = new Set<string | null>();
    for (let count = 0; count < 20; count++) {
      waits.add((await ask('/errors')).headers.get('Retry-After'));
    }
    expect([...waits]).toEqual(['1']);
  });

  it('needs no credentials if it is requested in the URL', async () => {
    const { ask } = await serving(document);
    expect((await ask('/?__code=429')).status).toBe(429);
    expect((await ask('/?__code=200')).status).toBe(200);
    expect((await ask('/', { headers: { Prefer: 'code=429' } })).status).toBe(401);
  });
});

it('a body of an unlisted media type is refused with the nearest status', async () => {
  const requestBody = { content: { 'application/json': { schema: { type: 'object' } } } };
  const { ask } = await serving(
    documentOf({ '/': { post: { requestBody, responses: { 200: ok, 422: no } } } }),
  );
  const text = { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: '{}' };
  expect((await ask('/', text)).status).toBe(422);
  expect((await ask('/', json({}))).status).toBe(200);
});

it('a credential in the query is no unknown parameter', async () => {
  const document = {
    ...documentOf({
      '/': { get: { security: [{ Ticket: [] }], responses: { 200: ok, 400: no } } },
    }),
    components: { securitySchemes: { Ticket: { type: 'apiKey', in: 'query', name: 'ticket' } } },
  };
  const { ask } = await serving(document, { refuseUnknownQuery: true });
  expect((await ask('/?ticket=t')).status).toBe(200);
  expect((await ask('/?ticket=t&other=1')).status).toBe(400);
});
