/** Operations without a handler. */
import { implement, type UnfinishedOptions, type Unwritten } from '@contract-first/hono';
import { listen } from '@contract-first/hono/node';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as api from './shop/generated/routes.gen.ts';
import { codeOf, json } from './shop/shop.ts';

const verify = async (key: string) =>
  key === 'key' ? { credential: 'key', scopes: new Set(['orders', 'products']) } : undefined;
const options: Omit<UnfinishedOptions<typeof api>, 'handlers' | 'unwritten'> = {
  credentials: {
    ApiKey: { type: 'apiKey', in: 'header', name: 'X-Shop-Key', verify },
    Bearer: { type: 'http', scheme: 'bearer', verify },
    Signature: { type: 'apiKey', in: 'header', name: 'X-Signature', verify },
    Ticket: { type: 'apiKey', in: 'query', name: 'ticket', verify },
  },
  limits: { keys: { account: () => 'account' } },
};
const handlers: UnfinishedOptions<typeof api>['handlers'] = {
  'products.get': () => ({ status: 200, headers: { ETag: '"1"' }, body: { sku: 'a', price: 1 } }),
};

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** A shop with one handler. */
async function open(unwritten: Unwritten) {
  const listener = await listen(implement(api).with({ ...options, handlers, unwritten }), {
    host: '127.0.0.1',
    port: 0,
  });
  closing.push(() => listener.close());
  return (path: string, init: RequestInit = {}) =>
    fetch(`${listener.url}${path}`, {
      ...init,
      headers: { 'X-Shop-Key': 'key', ...json, ...init.headers },
    });
}

const order = { method: 'POST', body: '{"sku":"apple","count":2}' };

describe('an operation without a handler', () => {
  it('is answered by `unwritten`', async () => {
    const request = await open(() => new Response('from the mock', { status: 202 }));
    const answered = await request('/orders', order);
    expect([answered.status, await answered.text()]).toEqual([202, 'from the mock']);
    expect(await (await request('/products/a')).json()).toEqual({ sku: 'a', price: 1 });
  });

  it('passes the parsed request on', async () => {
    const unwritten = vi.fn<Unwritten>(() => new Response());
    const request = await open(unwritten);
    await request('/orders?', order);
    expect(unwritten).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'orders.create', method: 'post', path: '/orders' }),
      expect.objectContaining({
        body: { sku: 'apple', count: 2 },
        content: undefined,
        method: 'POST',
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/orders\?$/),
      }),
    );
  });

  it('passes a body for handlers to parse on as a stream', async () => {
    const request = await open(async (_operation, { content }) => {
      return new Response(Buffer.concat((await content?.toArray()) ?? []));
    });
    const answered = await request('/products', {
      method: 'PUT',
      headers: { 'Content-Type': 'text/csv', 'X-Signature': 'key' },
      body: 'apple,1\n',
    });
    expect(await answered.text()).toBe('apple,1\n');
  });

  it.each([
    ['without credentials', { ...order, headers: { 'X-Shop-Key': '' } }, 401],
    ['with an invalid body', { ...order, body: '{}' }, 400],
  ])('refuses a request %s itself', async (_how, init, status) => {
    const unwritten = vi.fn<Unwritten>(() => new Response());
    const request = await open(unwritten);
    expect((await request('/orders', init)).status).toBe(status);
    expect(unwritten).not.toHaveBeenCalled();
  });

  it("keeps the server's request id", async () => {
    const request = await open(
      () => new Response(null, { status: 204, headers: { 'X-Mock': '1', 'X-Request-Id': 'x' } }),
    );
    const { headers } = await request('/orders', { ...order, headers: { 'X-Request-Id': 'own' } });
    expect([headers.get('X-Mock'), headers.get('X-Request-Id')]).toEqual(['1', 'own']);
  });

  it('is a problem if `unwritten` fails', async () => {
    const request = await open(() => Promise.reject(new Error('secret')));
    const answered = await request('/orders', order);
    expect([answered.status, await codeOf(answered)]).toEqual([500, 'internal_error']);
  });

  it('is listed by the app', () => {
    const { unwritten } = implement(api).with({
      ...{ ...options, handlers },
      unwritten: () => new Response(),
    });
    const ids = unwritten.map(({ id }) => id);
    expect(ids).toEqual(Object.keys(api.routes).filter((id) => id !== 'products.get'));
  });

  it('is refused in production with its name', () => {
    vi.stubEnv('NODE_ENV', 'production');
    const create = () =>
      implement(api).with({ ...options, handlers, unwritten: () => new Response() });
    expect(create).toThrow(
      /\d+ operations have no handler.*production.*:\n(.*\n)*.*orders\.create {2}POST \/orders\n/,
    );
  });
});
