import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { Hono } from 'hono';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Environment } from '../environment.ts';
import { inTurns } from './bodyTurns.ts';
import { UnreadBodies } from './unreadBody.ts';

/** How many bodies arrive at the same time. */
const BODIES = 30;
const PIECE = Buffer.alloc(1000);

/** How many pieces have arrived in each turn of the event loop. */
let perTurn: number[];
let isOver: boolean;
beforeEach(() => {
  perTurn = [0];
  isOver = false;
  const count = () => {
    perTurn.push(0);
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
});
afterEach(() => {
  isOver = true;
});
const seen = () => perTurn.push((perTurn.pop() ?? 0) + 1);

it('limits the chunks per turn of the event loop for all bodies together', async () => {
  await Promise.all(
    Array.from({ length: BODIES }, async () => {
      const body = inTurns();
      body.on('data', seen);
      body.end(PIECE);
      await new Promise((resolve) => body.once('end', resolve));
    }),
  );
  expect(Math.max(...perTurn)).toBeLessThanOrEqual(8);
});

it('spreads the reading of discarded bodies over turns of the event loop', async () => {
  const unreadBodies = new UnreadBodies();
  const app = new Hono<Environment>().all('*', async (c) => {
    c.res = c.body(null, 403);
    await unreadBodies.finish(c);
    return c.res;
  });
  await Promise.all(
    Array.from({ length: BODIES }, async () => {
      const incoming = new IncomingMessage(new Socket());
      // The first piece of each is there already. Each piece that is read brings the next.
      let left = 10;
      incoming._read = () => {
        if (left > 0) seen();
        incoming.push(left-- > 0 ? PIECE : null);
      };
      await app.request('/', {}, { incoming });
    }),
  );
  expect(perTurn.reduce((sum, each) => sum + each, 0)).toBe(BODIES * 10);
  // A piece or two of each body are read ahead, and no more.
  expect(Math.max(...perTurn)).toBeLessThan(3 * BODIES);
});
