import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { codeOf, openShop, type Shop } from './shop/shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.listener.close());

const connect = (query = '', headers: Record<string, string> = {}) =>
  new WebSocket(`${shop.url.replace('http', 'ws')}/orders/live${query}`, { headers });

/** The first message of a connection, or the status that refuses it. */
async function opened(socket: WebSocket): Promise<string | number> {
  const refused = new Promise<number>((resolve) =>
    socket.on('unexpected-response', (_request, { statusCode = 0 }) => resolve(statusCode)),
  );
  const message = once(socket, 'message').then(([data]) => String(data));
  // If it is refused, no message arrives.
  message.catch(() => {});
  const first = await Promise.race([message, refused]);
  socket.on('error', () => {}).terminate();
  return first;
}

describe('a handshake', () => {
  it('with credentials becomes a WebSocket', async () => {
    expect(await opened(connect('', { 'X-Shop-Key': 'key-ada' }))).toBe('hello ada');
  });

  it('without credentials is a 401', async () => {
    expect(await opened(connect())).toBe(401);
  });

  it('with a ticket becomes a WebSocket once', async () => {
    const ada = { credential: 'key of ada', name: 'ada', scopes: new Set(['orders']) };
    const { ticket } = await shop.tickets.issue(ada);
    expect(await opened(connect(`?ticket=${ticket}`))).toBe('hello ada');
    expect(await opened(connect(`?ticket=${ticket}`))).toBe(401);
  });

  it('from a page of another origin is a 403', async () => {
    const headers = { 'X-Shop-Key': 'key-ada', Origin: 'https://foe.example' };
    expect(await opened(connect('', headers))).toBe(403);
  });
});

it('a request without Upgrade is a 426', async () => {
  const response = await shop.request('/orders/live', { key: 'key-ada' });
  expect([response.status, response.headers.get('Upgrade')]).toEqual([426, 'websocket']);
  expect(await codeOf(response)).toBe('upgrade_required');
});
