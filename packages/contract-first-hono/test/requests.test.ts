/** Checks that apply to every request, whatever its operation. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Hosts } from '../src/index.ts';
import { codeOf, json, openShop, order, type Shop } from './shop/shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({
    limits: { scale: 0, keys: { account: () => '' } },
    origins: ['https://shop.example'],
    hosts: new Hosts({ host: '127.0.0.1', advice: 'add it to SHOP_HOSTS' }),
  });
});
afterAll(() => shop.listener.close());

const ask = (path: string, init: Parameters<Shop['request']>[1] = {}) => shop.request(path, init);

describe('a path', () => {
  it('that the document does not declare is a 404', async () => {
    const response = await ask('/nothing');
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await codeOf(response)).toBe('not_found');
  });

  it('that does not support a method is a 405 with the supported ones', async () => {
    const response = await ask('/products', { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe('GET, HEAD, PUT');
  });

  it('without parameters takes precedence over one with parameters', async () => {
    expect((await ask('/orders/live', { method: 'POST', key: 'key-ada' })).status).toBe(405);
  });

  it('that supports GET answers HEAD without a body', async () => {
    const response = await ask('/products/apple', { method: 'HEAD', key: 'key-ada' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });
});

it('every request is reported with its ID and its operation', async () => {
  const requests: (string | undefined)[][] = [];
  const own = await openShop({
    onRequest: (c) => {
      const id = c.get('requestId');
      c.env.outgoing.once('finish', () => requests.push([id, c.get('operation')?.id]));
    },
  });
  const paths = ['/products', '/nothing'];
  const ids = [];
  for (const path of paths) ids.push((await own.request(path)).headers.get('X-Request-Id'));
  expect(requests).toEqual([
    [ids[0], 'products.list'],
    [ids[1], undefined],
  ]);
  await own.listener.close();
});

describe('a route that was added to the app', () => {
  it.each<readonly [string, Parameters<typeof openShop>[0]]>([
    ['without middleware', {}],
    ['with middleware', { observe: (_c, next) => next() }],
  ])('has the ID of its request: %s', async (_what, options) => {
    const own = await openShop(options);
    own.app.get('/about', (c) => c.text('A shop', 200, { ETag: '"1"' }));
    own.app.get('/other', (c) => c.text('A shop', 200, { 'X-Request-Id': 'other' }));
    const headers = { 'X-Request-Id': 'mine' };
    const about = await own.request('/about', { headers });
    const other = await own.request('/other', { headers });
    expect([about.status, await about.text(), about.headers.get('ETag')]).toEqual([
      ...[200, 'A shop', '"1"'],
    ]);
    expect(about.headers.get('X-Request-Id')).toBe('mine');
    expect(other.headers.get('X-Request-Id')).toBe('other');
    await own.listener.close();
  });
});

describe('a problem', () => {
  it('has the members of RFC 9457', async () => {
    const response = await ask('/products/kiwi', { key: 'key-ada' });
    expect(await response.json()).toEqual({
      type: 'about:blank',
      title: 'There is nothing at this address',
      status: 404,
      detail: 'There is no "kiwi"',
      instance: '/products/kiwi',
      code: 'not_found',
      request_id: response.headers.get('X-Request-Id'),
    });
  });

  it('of the app has the status and title of its catalogue', async () => {
    const response = await ask('/orders', { ...order('unicorn'), headers: json });
    const body = await response.json();
    expect([response.status, body]).toEqual([
      409,
      expect.objectContaining({ title: 'The product is sold out', detail: 'The last one is gone' }),
    ]);
  });

  it('of an unexpected error is a 500 without details', async () => {
    const response = await ask('/orders', { ...order('dragon'), headers: json });
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('SELECT');
  });

  it('names each invalid field', async () => {
    const response = await ask('/orders', { ...order('apple', 99), headers: json });
    expect(await response.json()).toMatchObject({
      code: 'invalid_request',
      errors: [{ pointer: '#/body/count', message: 'Must be at most 9' }],
    });
  });

  it('names an unknown query parameter', async () => {
    const response = await ask('/products?colour=red');
    expect(await response.json()).toMatchObject({
      errors: [{ pointer: '#/query/colour', message: 'Unknown query parameter' }],
    });
  });

  it.each([
    ['a byte that is not UTF-8', 'limit=%E9', 'limit'],
    ['an incomplete character', 'limit=%C3', 'limit'],
    ['half of a surrogate pair', 'limit=%ED%A0%80', 'limit'],
    ['digits that are not hexadecimal', 'limit=%zz', 'limit'],
    ['one digit', 'limit=5%4', 'limit'],
    ['a percent sign at the end', 'limit=5%', 'limit'],
    ['an invalid name', 'li%mit=5', 'li%mit'],
  ])('names a query parameter whose percent-encoding has %s', async (_what, query, name) => {
    const response = await ask(`/products?${query}`);
    expect(await response.json()).toMatchObject({
      status: 400,
      code: 'invalid_request',
      errors: [
        { pointer: `#/query/${name}`, message: expect.stringContaining('percent-encoding') },
      ],
    });
  });

  it('names a path parameter whose percent-encoding is invalid', async () => {
    const response = await ask('/products/caf%E9', { key: 'key-ada' });
    expect(await response.json()).toMatchObject({
      status: 400,
      errors: [{ pointer: '#/path/sku', message: expect.stringContaining('percent-encoding') }],
    });
  });
});

describe('a body', () => {
  it('of an unlisted media type is a 415', async () => {
    const text = await ask('/orders', { ...order(), headers: { 'Content-Type': 'text/plain' } });
    const raw = await ask('/products', {
      method: 'PUT',
      key: 'key-staff',
      headers: { ...json, 'X-Signature': 'signed' },
      body: '{}',
    });
    expect([text.status, raw.status]).toEqual([415, 415]);
  });

  it('with a content coding is a 415 with the supported codings', async () => {
    const headers = { ...json, 'Content-Encoding': 'gzip' };
    const response = await ask('/orders', { ...order(), headers });
    expect([response.status, response.headers.get('Accept-Encoding')]).toEqual([415, 'identity']);
  });

  it('larger than x-max-body-bytes is a 413', async () => {
    const large = order('apple', 1, { note: 'x'.repeat(200) });
    expect((await ask('/orders', { ...large, headers: json })).status).toBe(413);
  });

  it.each([
    ['that is not JSON', '{'],
    ['that is nested too deeply', `${'['.repeat(40)}${']'.repeat(40)}`],
    ['with an unpaired surrogate', '{"sku":"\\ud800","count":1}'],
  ])('%s is a 400', async (_what, body) => {
    const response = await ask('/orders', { ...order(), body, headers: json });
    expect([response.status, await codeOf(response)]).toEqual([400, 'invalid_request']);
  });

  it.each([
    ['with the head of its request', true],
    ['in a packet of its own', false],
  ])('that arrives %s leaves the connection open', async (_when, isOne) => {
    const { hostname, port } = new URL(shop.url);
    const { body } = order();
    const head = [
      'POST /orders HTTP/1.1',
      `Host: ${hostname}`,
      'X-Shop-Key: key-ada',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
    ];
    const socket = connect(Number(port), hostname).setNoDelay();
    const send = async () => {
      const answer = once(socket, 'data');
      const text = `${head.join('\r\n')}\r\n\r\n`;
      if (isOne) socket.write(`${text}${body}`);
      else socket.write(text, () => socket.write(body));
      return String((await answer)[0]).split('\r\n');
    };
    const answers = [await send(), await send()];
    socket.destroy();
    expect(answers.map(([status]) => status)).toEqual(Array(2).fill('HTTP/1.1 201 Created'));
    expect(answers.map((lines) => lines.includes('Connection: keep-alive'))).toEqual([true, true]);
  });

  it('of another JSON media type is validated by its own schema', async () => {
    const headers = { 'Content-Type': 'application/merge-patch+json' };
    const init = { method: 'PATCH', key: 'key-ada', body: '{"price":7}', headers };
    expect(await (await ask('/products/plum', init)).json()).toEqual({ sku: 'plum', price: 7 });
  });

  it('that is optional can be omitted', async () => {
    expect((await ask('/products/plum', { method: 'PATCH', key: 'key-ada' })).status).toBe(200);
  });

  it('that is neither JSON nor a form reaches the handler unparsed', async () => {
    const response = await ask('/products', {
      method: 'PUT',
      key: 'key-staff',
      headers: { 'Content-Type': 'text/csv', 'X-Signature': 'signed' },
      body: 'fig,3\n',
    });
    expect(await response.text()).toBe('4 products');
    expect(response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
  });
});

describe('a request id', () => {
  it('is returned in the response', async () => {
    const response = await ask('/health', { headers: { 'X-Request-Id': 'mine-1' } });
    expect(response.headers.get('X-Request-Id')).toBe('mine-1');
  });

  it('that is invalid is replaced', async () => {
    const response = await ask('/health', { headers: { 'X-Request-Id': 'a b' } });
    expect(response.headers.get('X-Request-Id')).toMatch(/^[\w-]{36}$/);
  });
});

describe('a page of another origin', () => {
  const origin = 'https://shop.example';

  it('may read responses if its origin is allowed', async () => {
    const { headers } = await ask('/health', { headers: { Origin: origin } });
    expect(headers.get('Access-Control-Allow-Origin')).toBe(origin);
    expect(headers.get('Access-Control-Expose-Headers')).toContain('Location');
  });

  it('may not read responses if its origin is not allowed', async () => {
    const { headers } = await ask('/health', { headers: { Origin: 'https://foe.example' } });
    expect(headers.has('Access-Control-Allow-Origin')).toBe(false);
  });

  it('can preflight methods and headers', async () => {
    const headers = { Origin: origin, 'Access-Control-Request-Method': 'POST' };
    const preflight = await ask('/orders', { method: 'OPTIONS', headers });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('Access-Control-Allow-Methods')).toBe('POST');
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toBe(
      'X-Shop-Key, Authorization, X-Signature, Content-Type, X-Request-Id, Idempotency-Key',
    );
  });

  it('may sign in only if its origin is allowed', async () => {
    const body = '{"name":"ada","password":"lovelace"}';
    const from = (given: string) =>
      ask('/session', { method: 'POST', body, headers: { ...json, Origin: given } });
    expect([(await from(origin)).status, (await from('https://foe.example')).status]).toEqual([
      200, 403,
    ]);
  });
});

it('a page links to the next one', async () => {
  const first = await ask('/products?limit=1');
  const [, next = ''] = /<(.+)>; rel="next"/.exec(first.headers.get('Link') ?? '') ?? [];
  const { items } = (await (await ask(next)).json()) as { items: { sku: string }[] };
  expect(items.map(({ sku }) => sku)).toEqual(['pear']);
});

it('a resource that the client has cached is a 304', async () => {
  const first = await ask('/products/pear', { key: 'key-ada' });
  const headers = { 'If-None-Match': first.headers.get('ETag') ?? '' };
  const again = await ask('/products/pear', { key: 'key-ada', headers });
  expect([again.status, await again.text()]).toEqual([304, '']);
});
