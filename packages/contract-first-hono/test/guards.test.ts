/** Credentials, scopes and limits. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../src/index.ts';
import { codeOf, json, openShop, order, type Shop } from './shop/shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.listener.close());

const place = (headers: Record<string, string> = {}, key = 'key-ada') =>
  shop.request('/orders', { ...order(), key, headers: { ...json, ...headers } });

describe('credentials', () => {
  it('that are missing are a 401 with a challenge', async () => {
    const response = await shop.request('/products/apple');
    expect(response.status).toBe(401);
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="api"');
    expect(await response.json()).toMatchObject({
      code: 'missing_credentials',
      detail: 'Send an API key in X-Shop-Key, or an access token as Authorization: Bearer <token>',
    });
  });

  it('that are wrong are a 401', async () => {
    const response = await shop.request('/products/apple', { key: 'guess' });
    expect(await codeOf(response)).toBe('invalid_credentials');
  });

  it('of any alternative are accepted', async () => {
    const headers = { Authorization: 'Bearer key-ada' };
    expect((await shop.request('/products/apple', { headers })).status).toBe(200);
  });

  it('of one alternative must all be present', async () => {
    const init = { method: 'PUT', key: 'key-staff', body: 'a,1', headers: {} };
    const type = { 'Content-Type': 'text/csv' };
    const without = await shop.request('/products', { ...init, headers: type });
    const wrong = { ...type, 'X-Signature': 'forged' };
    const forged = await shop.request('/products', { ...init, headers: wrong });
    expect([await codeOf(without), await codeOf(forged)]).toEqual([
      'missing_credentials',
      'invalid_credentials',
    ]);
  });

  it('that are optional must still be valid', async () => {
    const priceFor = async (key?: string) => {
      const response = await shop.request('/products', key === undefined ? {} : { key });
      const { items } = (await response.json()) as { items?: { price: number }[] };
      return items?.[0]?.price ?? response.status;
    };
    expect([await priceFor(), await priceFor('key-eve'), await priceFor('guess')]).toEqual([
      0, 10, 401,
    ]);
  });
});

describe('scopes', () => {
  it('that are missing are a 403 that names them', async () => {
    const response = await place({}, 'key-eve');
    expect(await response.json()).toMatchObject({
      code: 'insufficient_scope',
      detail: 'This operation needs the scope orders, which your credentials lack',
    });
  });

  it('are those of the alternative that the credentials match', async () => {
    const get = (headers: Record<string, string>) => shop.request('/products/apple', { headers });
    const key = await get({ 'X-Shop-Key': 'key-eve' });
    const token = await get({ Authorization: 'Bearer key-eve' });
    expect([key.status, token.status]).toEqual([403, 200]);
  });
});

describe('a check of the app', () => {
  it('is made after credentials and scopes, and refuses with a problem', async () => {
    const own = await openShop({
      check: ({ id }) =>
        id === 'orders.create'
          ? () => {
              throw new ProblemError('sold_out', 'The shop is closed');
            }
          : undefined,
    });
    const init = { ...order(), headers: json };
    const codes = [];
    for (const key of ['guess', 'key-eve', 'key-ada']) {
      codes.push(await codeOf(await own.request('/orders', { ...init, key })));
    }
    expect(codes).toEqual(['invalid_credentials', 'insufficient_scope', 'sold_out']);
    expect((await own.request('/products')).status).toBe(200);
    await own.listener.close();
  });
});

describe('a limit', () => {
  it('is counted per credential', async () => {
    const remaining = [];
    for (let times = 0; times < 3; times++) {
      remaining.push((await place()).headers.get('X-RateLimit-Remaining'));
    }
    const other = await place({}, 'key-bob');
    remaining.push(other.headers.get('X-RateLimit-Remaining'));
    expect(remaining).toEqual(['2', '1', '0', '2']);
  });

  it('is stated in each response', async () => {
    expect((await place()).headers.get('RateLimit-Policy')).toBe('"orders";q=3;w=60');
  });

  it('that is reached is a 429 with the time to wait', async () => {
    for (let times = 0; times < 3; times++) await place();
    const response = await place();
    expect([response.status, await codeOf(response)]).toEqual([429, 'rate_limited']);
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  it('of failures refuses an address after too many wrong credentials', async () => {
    const statuses = [];
    for (let times = 0; times < 6; times++) {
      statuses.push((await shop.request('/products/apple', { key: `guess ${times}` })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 429, 429]);
  });

  it('of failures does not count expired credentials', async () => {
    for (let times = 0; times < 6; times++) {
      const headers = { Authorization: 'Bearer expired' };
      expect((await shop.request('/products/apple', { headers })).status).toBe(401);
    }
  });

  it('of failures counts wrong passwords', async () => {
    const signIn = () =>
      shop.request('/session', {
        method: 'POST',
        body: '{"name":"ada","password":"guess"}',
        headers: json,
      });
    const statuses = [];
    for (let times = 0; times < 6; times++) statuses.push((await signIn()).status);
    expect(statuses).toEqual([401, 401, 401, 401, 429, 429]);
  });
});

it("limits are counted in the app's store", async () => {
  const counted: string[] = [];
  const own = await openShop({
    limits: {
      keys: { account: () => '' },
      store: {
        count: async ({ policy }, key) => {
          counted.push(`${policy} ${key}`);
          return { used: 4, msLeft: 1000 };
        },
        read: async () => undefined,
      },
    },
  });
  try {
    const response = await own.request('/orders', { ...order(), headers: json });
    expect([response.status, counted]).toEqual([429, ['orders key of ada']]);
  } finally {
    await own.listener.close();
  }
});
