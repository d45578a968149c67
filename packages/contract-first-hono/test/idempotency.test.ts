import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProcessClaims } from '../src/index.ts';
import { codeOf, json, openShop, order, type Shop } from './shop/shop.ts';

let shop: Shop;
const limits = { scale: 0, keys: { account: () => '' } };
beforeEach(async () => {
  shop = await openShop({ limits });
});
afterEach(() => shop.listener.close());

const place = (idempotencyKey: string, sku = 'apple', key = 'key-ada') =>
  shop.request('/orders', {
    ...order(sku),
    key,
    headers: { ...json, 'Idempotency-Key': idempotencyKey },
  });

describe('an idempotency key', () => {
  it('replays the result of the first request', async () => {
    const first = await place('k1');
    const again = await place('"k1"');
    expect(await again.text()).toBe(await first.text());
    expect(again.headers.get('Location')).toBe(first.headers.get('Location'));
    expect(again.headers.get('Idempotency-Replayed')).toBe('true');
    expect(shop.orders()).toBe(1);
  });

  it('with another body is a 422', async () => {
    await place('k1');
    const other = await place('k1', 'pear');
    expect([other.status, await codeOf(other)]).toEqual([422, 'idempotency_key_reused']);
  });

  it('belongs to the credential that sent it', async () => {
    await place('k1');
    expect((await place('k1', 'apple', 'key-bob')).status).toBe(201);
    expect(shop.orders()).toBe(2);
  });

  it('of a request in progress is a 409', async () => {
    const { begun, release } = shop.hold();
    const first = place('k1');
    await begun;
    const second = await place('k1');
    expect([second.status, await codeOf(second)]).toEqual([409, 'idempotency_in_progress']);
    release();
    expect((await first).status).toBe(201);
  });

  it('replays an error of the handler', async () => {
    await place('k1', 'unicorn');
    const again = await place('k1', 'unicorn');
    expect(again.headers.get('Idempotency-Replayed')).toBe('true');
    expect(await codeOf(again)).toBe('sold_out');
  });

  it('can be reused after a server error', async () => {
    await place('k1', 'dragon');
    expect((await place('k1', 'apple')).status).toBe(201);
  });

  it('is honoured when a handler checks the credentials', async () => {
    const signIn = () =>
      shop.request('/session', {
        method: 'POST',
        body: '{"name":"ada","password":"lovelace"}',
        headers: { ...json, 'Idempotency-Key': 's1' },
      });
    await signIn();
    expect((await signIn()).headers.get('Idempotency-Replayed')).toBe('true');
  });
});

it("outcomes in the app's store survive a restart", async () => {
  const kept: { name: string; text: string }[] = [];
  const outcomes = new Map<string, { fingerprint: string; answer: Uint8Array }>();
  const store = {
    find: async (name: string) => outcomes.get(name),
    keep: async (name: string, outcome: { fingerprint: string; answer: Uint8Array }) => {
      outcomes.set(name, outcome);
      kept.push({ name, text: Buffer.from(outcome.answer).toString('latin1') });
    },
  };
  for (const expected of [null, 'true']) {
    const own = await openShop({ limits, idempotency: new ProcessClaims(store) });
    try {
      const headers = { ...json, 'Idempotency-Key': 'secret-key' };
      const response = await own.request('/orders', { ...order(), headers });
      expect(response.headers.get('Idempotency-Replayed')).toBe(expected);
    } finally {
      await own.listener.close();
    }
  }
  expect(JSON.stringify(kept)).not.toMatch(/secret-key|apple/);
});
