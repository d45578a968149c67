/** A server without a single handler, answered by the mock of its document. */
import { join } from 'node:path';
import { bundleDocument } from 'contract-first/generate';
import { unwrittenBy } from 'contract-first/mock';
import { verify } from 'contract-first/verify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as api from '../../packages/contract-first-hono/examples/tasks/generated/routes.gen.ts';
import { implement, type UnfinishedOptions } from '../../packages/contract-first-hono/src/index.ts';
import { type Listener, listen } from '../../packages/contract-first-hono/src/node/index.ts';
import { example } from './runningExample.ts';

const entry = join(example, 'openapi.yaml');
const principal = { credential: 'key', scopes: new Set(['tasks']) };
const credentials: UnfinishedOptions<typeof api>['credentials'] = {
  ApiKey: {
    ...{ type: 'apiKey', in: 'header', name: 'X-API-Key' },
    verify: async (key) => (key === 'key' ? principal : undefined),
  },
};

let listener: Listener;
beforeAll(async () => {
  const app = implement(api).with({ credentials, handlers: {}, unwritten: unwrittenBy(entry) });
  listener = await listen(app, { host: '127.0.0.1', port: 0 });
});
afterAll(() => listener.close());

const request = (path: string, init: RequestInit = {}) =>
  fetch(`${listener.url}${path}`, { ...init, headers: { 'X-API-Key': 'key', ...init.headers } });

it('conforms to the document', async () => {
  const document = await bundleDocument(entry);
  const report = await verify(document, listener.url, { credentials: { ApiKey: 'key' } });
  expect(report.findings).toEqual([]);
  expect(report.requests).toBeGreaterThan(30);
}, 60_000);

it('returns valid bodies marked with a header', async () => {
  const answered = await request('/tasks');
  expect(answered.headers.get('X-Mock')).toBe('stateless');
  expect(await answered.json()).toEqual({ items: expect.any(Array) });
});

it('reflects the request like the mock', async () => {
  const body = JSON.stringify({ title: 'Answer me' });
  const headers = { 'Content-Type': 'application/json' };
  const answered = await request('/tasks', { method: 'POST', headers, body });
  expect([answered.status, await answered.json()]).toEqual([
    201,
    expect.objectContaining({ title: 'Answer me' }),
  ]);
});

it('returns the preferred status', async () => {
  const answered = await request('/tasks/7f3a52c8-8a5e-4a2e-9c3b-0d3f6f0e1a2b', {
    headers: { Prefer: 'code=404' },
  });
  expect([answered.status, answered.headers.get('Content-Type')]).toEqual([
    404,
    'application/problem+json',
  ]);
});
