/** Which operations count as reached, and what a verification without them ends with. */
import type { RequestListener } from 'node:http';
import { expect, it } from 'vitest';
import type { Document } from '../document/model.ts';
import { verified } from './testing/verified.ts';

const described = (...statuses: readonly string[]) =>
  Object.fromEntries(statuses.map((status) => [status, { description: status }]));
const get = (operationId: string, ...statuses: readonly string[]) => ({
  get: { operationId, responses: described(...statuses) },
});
const documentOf = (paths: object, others: object = {}): Document =>
  ({ openapi: '3.1.1', info: { title: 'A', version: '1' }, paths, ...others }) as never;

/** Answers with the status that the path names. */
const byPath: RequestListener = ({ method, url = '' }, response) => {
  if (method !== 'GET') response.writeHead(405, { Allow: 'GET' }).end();
  else response.writeHead(Number(url.slice(1)), {}).end();
};

it('counts operations whose valid requests got a documented success', async () => {
  const document = documentOf({
    '/200': get('fine', '200'),
    '/404': get('missing', '200', '404'),
    '/201': get('other', '200', '404'),
  });
  const { reach, operations } = await verified(document, byPath);
  expect(reach).toMatchObject({ reached: 1, operations: 3, least: 100, isEnough: false });
  const missing = operations.find(({ operation }) => operation === 'missing');
  expect(missing?.unreached).toEqual({
    reason: 'Valid requests got 404.',
    remedy: expect.stringContaining('verify.values'),
  });
});

it('counts a documented redirection of an operation that has nothing else', async () => {
  const { reach } = await verified(documentOf({ '/302': get('moved', '302') }), byPath);
  expect(reach.isEnough).toBe(true);
});

it('does not count a redirection if a success is documented', async () => {
  const { reach } = await verified(documentOf({ '/302': get('moved', '200', '302') }), byPath);
  expect(reach.isEnough).toBe(false);
});

it('expects no success of an operation that documents none', async () => {
  const document = documentOf({ '/200': get('fine', '200'), '/404': get('never', '404') });
  const { reach } = await verified(document, byPath);
  expect(reach).toMatchObject({ reached: 1, operations: 1, accepted: 1, isEnough: true });
});

it('is not enough if nothing has a success', async () => {
  const { reach } = await verified(documentOf({ '/404': get('never', '404') }), byPath, {
    minCoverage: 0,
  });
  expect(reach.isEnough).toBe(false);
});

it('accepts operations by name, with a reason', async () => {
  const document = documentOf({ '/200': get('fine', '200'), '/404': get('missing', '200', '404') });
  const { reach, operations } = await verified(document, byPath, {
    allowUnreached: { missing: 'Needs a payment' },
  });
  expect(reach).toMatchObject({ reached: 1, operations: 1, isEnough: true });
  expect(operations.map(({ unreached }) => unreached?.accepted)).toEqual([
    undefined,
    'Needs a payment',
  ]);
});

it('notes exceptions that are of no use', async () => {
  const { notes } = await verified(documentOf({ '/200': get('fine', '200') }), byPath, {
    allowUnreached: { fine: 'Was broken once', gone: 'Removed' },
  });
  expect(notes).toEqual([
    expect.stringMatching(/No client error/),
    expect.stringMatching(/is no longer needed for fine/),
    expect.stringMatching(/matches no operation: gone/),
  ]);
});

it('says which credentials are missing', async () => {
  const components = { securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } } };
  const document = documentOf(
    { '/401': get('closed', '200', '401') },
    { components, security: [{ Key: [] }] },
  );
  const { operations } = await verified(document, byPath);
  expect(operations[0]?.unreached).toEqual({
    reason: 'It needs credentials (Key), and none were set.',
    remedy: expect.stringContaining('--header'),
  });
});

it('tries headers that no scheme describes as credentials', async () => {
  const components = { securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } } };
  const document = documentOf(
    { '/a': get('closed', '200', '401') },
    { components, security: [{ Key: [] }] },
  );
  const { reach, findings } = await verified(
    document,
    ({ method, headers }, response) => {
      const status = headers.cookie === 'session=1' ? 200 : 401;
      if (method !== 'GET') response.writeHead(405, { Allow: 'GET' }).end();
      else response.writeHead(status, { 'WWW-Authenticate': 'Session' }).end();
    },
    { headers: { Cookie: 'session=1' } },
  );
  expect([reach.reached, findings]).toEqual([1, []]);
});

it('names operations that the maximum number of requests left out', async () => {
  const document = documentOf({ '/200': get('a', '200'), '/201': get('b', '201') });
  const { cutShort, requests, operations } = await verified(document, byPath, { maxRequests: 1 });
  const cut = ['a', 'b'].map((operation) => ({ operation, by: 'max-requests' }));
  expect([requests, cutShort]).toEqual([1, cut]);
  expect(operations[1]?.unreached?.reason).toBe('No requests were left for it.');
});

it('names schemas that are not checked', async () => {
  const schema = { type: 'strnig' };
  const responses = { 200: { description: '', content: { 'application/json': { schema } } } };
  const { unreadSchemas } = await verified(
    documentOf({ '/200': { get: { operationId: 'a', responses } } }),
    ({ method }, response) => {
      if (method !== 'GET') response.writeHead(405, { Allow: 'GET' }).end();
      else response.writeHead(200, { 'Content-Type': 'application/json' }).end('1');
    },
  );
  expect(unreadSchemas).toEqual([
    expect.objectContaining({
      pointer: '#/paths/~1200/get/responses/200/content/application~1json/schema/type',
    }),
  ]);
});
