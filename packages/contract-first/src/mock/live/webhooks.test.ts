import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Document } from '../../document/model.ts';
import { unwrap } from '../../runtime/typescript/webhooks.ts';
import { documentOf, json, serving } from '../testing/serving.ts';
import { evaluated } from './expressions.ts';
import { Targets } from './targets.ts';
import { Webhooks } from './webhooks.ts';

const secret = `whsec_${Buffer.from('an example of a secret!!').toString('base64')}`;
const schema = {
  type: 'object',
  required: ['id', 'kind'],
  properties: { id: { type: 'string' }, kind: { enum: ['made', 'gone'] } },
};
const content = { 'application/json': { schema } };
const answers = { 204: { description: 'taken' } };
const document: Document = documentOf(
  {
    '/jobs': {
      post: {
        operationId: 'startJob',
        requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
        responses: { 202: { description: 'accepted' } },
        callbacks: {
          done: {
            '{$request.body#/callbackUrl}': {
              post: { requestBody: { content }, responses: answers },
            },
          },
        },
      },
    },
  },
  {},
  {
    webhooks: {
      changed: { post: { requestBody: { content }, responses: answers } },
    },
  },
);

type Received = { readonly method: string; readonly headers: Headers; readonly body: string };

/** A server that takes webhooks. */
async function receiving(status = 204): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const headers = new Headers(request.headers as Record<string, string>);
    received.push({ method: request.method ?? '', headers, body: await text(request) });
    response.writeHead(status, { Location: 'http://127.0.0.1:9/' }).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hooks`,
    received,
  };
}

describe('a webhook', () => {
  it('is sent with a valid body, and its delivery is reported', async () => {
    const { url, received } = await receiving();
    const { ask } = await serving(document, { webhooks: { url } });
    const { status, body } = await ask('/__mock/webhooks/changed', { method: 'POST' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'changed', to: url, status: 204 });
    expect(received[0]?.headers.get('content-type')).toBe('application/json');
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({ id: 'string', kind: 'made' });
  });

  it('is signed so that the runtime of clients unwraps it', async () => {
    const { url, received } = await receiving();
    const { ask } = await serving(document, { webhooks: { url, secret } });
    await ask('/__mock/webhooks/changed', { method: 'POST' });
    const { headers = new Headers(), body = '' } = received[0] ?? {};
    expect(await unwrap(body, headers, { secret })).toEqual({ id: 'string', kind: 'made' });
    await expect(unwrap(`${body} `, headers, { secret })).rejects.toThrow('signature');
  });

  it('takes a body of the request if the schema accepts it', async () => {
    const { url, received } = await receiving();
    const { ask } = await serving(document, { webhooks: { url } });
    const body = { id: 'é', kind: 'gone' };
    await ask('/__mock/webhooks/changed', json({ body }));
    expect(JSON.parse(received[0]?.body ?? '')).toEqual(body);
    const refused = await ask('/__mock/webhooks/changed', json({ body: { id: 1, kind: 'gone' } }));
    expect([refused.status, received.length]).toEqual([400, 1]);
    expect(refused.text).toContain('"#/body/id"');
  });

  it('reports a status that the document does not list', async () => {
    const { url } = await receiving(302);
    const { ask } = await serving(document, { webhooks: { url } });
    const { body } = await ask('/__mock/webhooks/changed', { method: 'POST' });
    expect(body).toMatchObject({ status: 302, fault: '302 is not one of 204' });
  });

  it('is listed, and an unknown one is refused with the names', async () => {
    const { ask } = await serving(document);
    expect((await ask('/__mock/webhooks')).body).toEqual({ webhooks: ['changed'] });
    const { status, text } = await ask('/__mock/webhooks/gone', { method: 'POST' });
    expect(status).toBe(404);
    expect(text).toContain('changed');
  });

  it('is not sent to another host that a request names', async () => {
    const { ask, lines } = await serving(document);
    const { status, text } = await ask(
      '/__mock/webhooks/changed',
      json({ to: 'http://192.0.2.1/' }),
    );
    expect(status).toBe(400);
    expect(text).toContain('--allow-host 192.0.2.1');
    expect(lines.map(({ decision }) => decision)).toEqual(['control']);
  });

  it('is not sent for a page of another site', async () => {
    const { url, received } = await receiving();
    const { ask } = await serving(document, { webhooks: { url } });
    const from = (Origin: string) =>
      ask('/__mock/webhooks/changed', { method: 'POST', headers: { Origin } });
    expect((await from('https://example.com')).status).toBe(403);
    expect(received).toEqual([]);
    expect((await from('http://localhost:5173')).status).toBe(200);
  });

  it('needs a secret of 24 bytes, which the error does not repeat', () => {
    expect(() => new Webhooks(document, { secret: 'hunter2' })).toThrow(/24 bytes/);
    expect(() => new Webhooks(document, { secret: 'hunter2' })).not.toThrow(/hunter2/);
  });
});

describe('a callback', () => {
  it('is sent to the URL in the request', async () => {
    const { url, received } = await receiving();
    const { ask } = await serving(document, { webhooks: { callbacks: true } });
    await ask('/jobs', json({ callbackUrl: url }));
    await vi.waitFor(() => expect(received).toHaveLength(1));
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({ id: 'string', kind: 'made' });
  });

  it('is not sent unless that is switched on', async () => {
    const { url, received } = await receiving();
    const { ask, lines } = await serving(document);
    await ask('/jobs', json({ callbackUrl: url }));
    await ask('/jobs', json({}));
    expect([received.length, lines.length]).toEqual([0, 2]);
  });

  it('is not sent for a page of another site', async () => {
    const { url, received } = await receiving();
    const { ask } = await serving(document, { webhooks: { callbacks: true } });
    const request = json({ callbackUrl: url });
    const from = (Origin: string) => ({ ...request, headers: { ...request.headers, Origin } });
    await ask('/jobs', from('https://example.com'));
    await ask('/jobs', from('http://localhost:5173'));
    await vi.waitFor(() => expect(received).toHaveLength(1));
  });

  it('is not sent to another host', async () => {
    const { ask, lines } = await serving(document, { webhooks: { callbacks: true } });
    await ask('/jobs', json({ callbackUrl: 'http://192.0.2.1/' }));
    await vi.waitFor(() => expect(lines).toHaveLength(2));
    expect(lines.map(({ decision }) => decision).join()).toContain('--allow-host 192.0.2.1');
  });
});

describe('a target', () => {
  it.each(['http://localhost:3000/', 'http://127.0.0.1/', 'http://[::1]:1/', 'http://0x7f.1/'])(
    '%s is allowed',
    (url) => {
      expect(new Targets().refusal(url)).toBeUndefined();
    },
  );

  it.each([
    'http://example.com/',
    'http://169.254.169.254/',
    'http://127.0.0.1.example.com/',
    'http://localhost@example.com/',
    'http://user:pass@localhost/',
    'file:///etc/passwd',
    'http://[::ffff:10.0.0.1]/',
    'nowhere',
  ])('%s is refused', (url) => {
    expect(new Targets().refusal(url)).toEqual(expect.any(String));
  });

  it('of an allowed host is allowed, on its port only if that is named', () => {
    const targets = new Targets(['example.com', 'example.org:81']);
    const urls = ['https://example.com:8/', 'http://example.org:81/', 'http://example.org/'];
    expect(urls.map((url) => targets.refusal(url) === undefined)).toEqual([true, true, false]);
  });
});

it.each([
  ['{$request.body#/a~1b/0}', 'in body'],
  ['$request.query.q', 'in query'],
  ['http://x/{$request.path.id}?s={$statusCode}&m={$method}', 'http://x/7?s=201&m=POST'],
  ['{$request.header.X-To}', 'in header'],
  ['{$response.body#/url}', 'in answer'],
  ['{$response.header.location}', '/new'],
  ['{$request.body#/none}', undefined],
  ['{$request.body#/__proto__}', undefined],
  ['{$request.path.constructor}', undefined],
])('the expression %s has its value', (expression, value) => {
  const exchange = {
    url: 'http://mock/a?q=in+query',
    method: 'POST',
    status: 201,
    request: {
      headers: { 'x-to': 'in header' },
      body: { 'a/b': ['in body'] },
      path: { id: 7 },
      query: new URLSearchParams({ q: 'in query' }),
    },
    response: { headers: { location: '/new' }, body: { url: 'in answer' } },
  };
  expect(evaluated(expression, exchange)).toBe(value);
});
