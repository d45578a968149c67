/** Servers that keep their documents, in ways that frameworks and applications do. */
import { expect, it } from 'vitest';
import type { Document } from '../document/model.ts';
import { verified } from './testing/verified.ts';

const documentOf = (paths: object, others: object = {}): Document =>
  ({ openapi: '3.1.1', info: { title: 'A', version: '1' }, paths, ...others }) as never;
const described = (...statuses: readonly string[]) =>
  Object.fromEntries(statuses.map((status) => [status, { description: status }]));
const inPath = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const json = { 'Content-Type': 'application/json' };

it('a method that a path does not have may get 404, as in Express', async () => {
  const document = documentOf({ '/a': { get: { responses: described('200') } } });
  const { findings } = await verified(document, ({ method }, response) => {
    response.writeHead(method === 'GET' ? 200 : 404).end();
  });
  expect(findings).toEqual([]);
});

it('an Allow may name the methods of one route alone, as in Starlette', async () => {
  const one = { responses: described('200') };
  const document = documentOf({ '/a': { get: one, post: one } });
  const { findings } = await verified(document, ({ method = '' }, response) => {
    if (['GET', 'POST'].includes(method)) response.end();
    else response.writeHead(405, { Allow: 'GET' }).end();
  });
  expect(findings).toEqual([]);
});

it('an error that is described without content may have a body', async () => {
  const document = documentOf({
    '/a/{id}': { get: { parameters: [inPath('id')], responses: described('200', '404') } },
  });
  const { findings } = await verified(document, (_request, response) => {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not Found');
  });
  expect(findings).toEqual([]);
});

it('a header named like the key of other operations is a parameter', async () => {
  const components = {
    securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-App-Key' } },
  };
  const parameters = [
    { name: 'x-app-key', in: 'header', required: true, schema: { type: 'string', minLength: 1 } },
  ];
  const open = { parameters, security: [], responses: described('200') };
  const document = documentOf(
    { '/a': { get: open }, '/b': { get: { responses: described('200') } } },
    { components, security: [{ Key: [] }] },
  );
  const { findings, reach } = await verified(
    document,
    ({ method, url, headers }, response) => {
      const key = headers['x-app-key'];
      const status =
        method !== 'GET' ? 404 : url === '/a' ? (key ? 200 : 400) : key === 'k' ? 200 : 401;
      response.writeHead(status).end();
    },
    { credentials: { Key: 'k' } },
  );
  expect([findings, reach.reached]).toEqual([[], 2]);
});

it('a 401 about a key needs no challenge', async () => {
  const components = { securitySchemes: { Key: { type: 'apiKey', in: 'query', name: 'key' } } };
  const document = documentOf(
    { '/a': { get: { responses: described('200', '401') } } },
    { components, security: [{ Key: [] }] },
  );
  const { findings } = await verified(
    document,
    ({ method, url = '' }, response) => {
      const status = method !== 'GET' ? 404 : url.endsWith('key=k') ? 200 : 401;
      response.writeHead(status).end();
    },
    { credentials: { Key: 'k' } },
  );
  expect(findings).toEqual([]);
});

it('a server may convert texts to numbers', async () => {
  const schema = { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } };
  const requestBody = { required: true, content: { 'application/json': { schema } } };
  const document = documentOf({
    '/a': { post: { requestBody, responses: described('200', '400', '415') } },
  });
  const { findings } = await verified(document, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const read = (): number => {
      try {
        const { n } = JSON.parse(Buffer.concat(chunks).toString());
        const isScalar = ['string', 'number', 'boolean'].includes(typeof n) && n !== '';
        return isScalar && Number.isInteger(Number(n)) ? 200 : 400;
      } catch {
        return 400;
      }
    };
    const isJson = request.headers['content-type'] === 'application/json';
    const status = request.method !== 'POST' ? 404 : isJson ? read() : 415;
    response.writeHead(status).end();
  });
  expect(findings).toEqual([]);
});

it('sends the entity tag of a resource if If-Match is required', async () => {
  const parameters = [
    inPath('id'),
    { name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } },
  ];
  const document = documentOf({
    '/a/{id}': {
      get: { parameters: [inPath('id')], responses: described('200') },
      put: { parameters, responses: described('200', '400', '412') },
    },
  });
  const { reach, findings } = await verified(document, ({ method, headers }, response) => {
    const tag = headers['if-match'];
    if (method === 'GET') response.writeHead(200, { ETag: '"7"' }).end();
    else if (method !== 'PUT') response.writeHead(404).end();
    else response.writeHead(tag === undefined ? 400 : tag === '"7"' ? 200 : 412).end();
  });
  expect([findings, reach.reached]).toEqual([[], 2]);
});

it('finds things in other things by the ids of both', async () => {
  const body = {
    content: { 'application/json': { schema: { properties: { id: { type: 'string' } } } } },
  };
  const created = { 201: { description: '', ...body } };
  const document = documentOf({
    '/orgs': { post: { responses: created } },
    '/orgs/{orgId}/teams': { post: { parameters: [inPath('orgId')], responses: created } },
    '/orgs/{orgId}/teams/{teamId}': {
      put: { parameters: [inPath('orgId'), inPath('teamId')], responses: described('200', '404') },
    },
  });
  const teams = new Map<string, Set<string>>();
  let count = 0;
  const { reach, findings } = await verified(document, ({ method, url = '' }, response) => {
    const [, , org = '', , team = ''] = url.split('/');
    const depth = url.split('/').length;
    const id = `x${++count}`;
    const create = () => response.writeHead(201, json).end(JSON.stringify({ id }));
    if (method === 'POST' && depth === 2) {
      teams.set(id, new Set());
      create();
    } else if (method === 'POST' && depth === 4 && teams.has(org)) {
      teams.get(org)?.add(id);
      create();
    } else {
      const isFound = method === 'PUT' && teams.get(org)?.has(team);
      response.writeHead(isFound ? 200 : 404).end();
    }
  });
  expect(reach.reached).toBe(3);
  expect(findings.filter(({ check }) => check !== 'documented-status')).toEqual([]);
});

it('names the path of the servers if nothing is found without it', async () => {
  const servers = [{ url: 'https://example.org/api/v1' }];
  const document = documentOf(
    { '/a': { get: { responses: described('200', '404') } } },
    { servers },
  );
  const { notes } = await verified(document, (_request, response) => response.writeHead(404).end());
  expect(notes.join()).toMatch(/have the path \/api\/v1: try http:\/\/127\.0\.0\.1:\d+\/api\/v1/);
});

it('names no path of the servers if only credentials are missing', async () => {
  const document = documentOf(
    { '/a': { get: { security: [{ Key: [] }], responses: described('200', '401', '404') } } },
    {
      servers: [{ url: 'https://example.org/api/v1' }],
      components: { securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    },
  );
  const { notes } = await verified(document, (_request, response) => response.writeHead(401).end());
  expect(notes.join()).not.toContain('have the path');
});

it('an empty text is no required body', async () => {
  const requestBody = { required: true, content: { 'text/plain': { schema: { type: 'string' } } } };
  const document = documentOf({
    '/a': { post: { requestBody, responses: described('200', '415') } },
  });
  const { findings } = await verified(document, ({ method, headers }, response) => {
    const isEmpty = headers['content-length'] === '0';
    const isText = headers['content-type'] === 'text/plain';
    response.writeHead(method !== 'POST' ? 404 : !isText ? 415 : isEmpty ? 400 : 200).end();
  });
  expect(findings).toEqual([]);
});
