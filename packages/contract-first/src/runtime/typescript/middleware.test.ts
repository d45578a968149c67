/** What runs around each attempt: middleware, logging, and waiting for rate limits. */
import { expect, test, vi } from 'vitest';
import { call } from './call.ts';
import { connectClient } from './client.ts';
import { NotFoundError } from './errors.ts';
import type { LogEntry } from './logger.ts';
import type { Operation } from './operation.ts';
import { scriptedServer } from './testing/scriptedServer.ts';

const get: Operation = { id: 'things.get', method: 'GET', path: '/things', limit: 'reads' };

test('middleware sees each attempt, the first one outermost', async () => {
  const { url } = await scriptedServer({ status: 503, headers: { 'retry-after': '0' } }, {});
  const seen: string[] = [];
  const connection = connectClient(
    {},
    {
      baseUrl: url,
      middleware: ['outer', 'inner'].map((name) => (request, next) => {
        seen.push(`${name} ${request.operation} ${request.attempt}`);
        return next(request);
      }),
    },
  );
  await call(connection, get, []);
  expect(seen).toEqual([
    'outer things.get 1',
    'inner things.get 1',
    'outer things.get 2',
    'inner things.get 2',
  ]);
});

test('middleware can answer by itself', async () => {
  const connection = connectClient(
    {},
    {
      baseUrl: 'http://localhost:1',
      middleware: [async () => new Response(null, { status: 404 })],
    },
  );
  await expect(call(connection, get, [])).rejects.toThrow(NotFoundError);
});

test('attempts are logged without queries', async () => {
  const { url } = await scriptedServer({ status: 404, headers: { 'x-request-id': 'r1' } });
  const entries: LogEntry[] = [];
  const warn = (_: string, entry: LogEntry) => entries.push(entry);
  const connection = connectClient({}, { baseUrl: url, logger: { warn } });
  const query: Operation = { ...get, parameters: [{ name: 'q', in: 'query' }] };
  await call(connection, query, [{ q: 'secret' }]).result();
  expect(entries).toMatchObject([
    { operation: 'things.get', path: '/things', attempt: 1, status: 404, requestId: 'r1' },
  ]);
});

test('requests wait until their rate limit has something left', async () => {
  const { url, received } = await scriptedServer({
    headers: { ratelimit: '"reads";r=0;t=1' },
  });
  const connection = connectClient({}, { baseUrl: url, waitForRateLimit: true });
  await call(connection, get, []);
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout'] });
  const second = call(connection, get, []);
  await vi.advanceTimersByTimeAsync(900);
  const early = received.length;
  await vi.advanceTimersByTimeAsync(200);
  vi.useRealTimers();
  await second;
  expect([early, received.length]).toEqual([1, 2]);
});
