/** Responses that differ from the document. */
import { describe, expect, it } from 'vitest';
import { noLog } from '../src/environment.ts';
import { json, openShop, order } from './shop/shop.ts';

/** Places an order whose response violates the document. Returns the response and what was logged. */
async function lie(checkResponses: 'off' | 'report' | 'enforce') {
  const logged: unknown[] = [];
  const log = { ...noLog, error: (details: object) => logged.push(details), child: () => log };
  const shop = await openShop({ checkResponses, log });
  try {
    const { status } = await shop.request('/orders', { ...order('lie'), headers: json });
    const honest = await shop.request('/orders', { ...order('apple'), headers: json });
    return { status, honest: honest.status, logged };
  } finally {
    await shop.listener.close();
  }
}

describe('a response that violates the document', () => {
  it('is not checked by default', async () => {
    expect(await lie('off')).toEqual({ status: 201, honest: 201, logged: [] });
  });

  it('is logged with "report"', async () => {
    const { status, honest, logged } = await lie('report');
    expect([status, honest]).toEqual([201, 201]);
    expect(logged).toEqual([
      {
        operation: 'orders.create',
        violations: ['order_id', 'sku', 'count'].map((name) => ({
          where: `body/${name}`,
          message: 'Is required',
        })),
      },
    ]);
  });

  it('is replaced by a 500 with "enforce"', async () => {
    expect(await lie('enforce')).toMatchObject({ status: 500, honest: 201 });
  });
});
