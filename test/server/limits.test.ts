/** The limits of the contract, as they are on a server with no setting changed. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  adminKey,
  json,
  password,
  startTestServer,
  type TestServer,
} from '../support/testServer.ts';

/** A whole second, so that what the headers round is exact. */
const start = Date.UTC(2026, 0, 1, 12);

let server: TestServer;
beforeEach(async () => {
  // Only the clock stands still; sockets and timers are real.
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  server = await startTestServer({ rateLimitScale: 1 });
});
afterEach(async () => {
  vi.useRealTimers();
  await server.end();
});

const limitOf = ({ headers }: Response) =>
  Object.fromEntries(
    [
      'X-RateLimit-Limit',
      'X-RateLimit-Remaining',
      'X-RateLimit-Reset',
      'RateLimit-Policy',
      'RateLimit',
      'Retry-After',
    ].map((name) => [name, headers.get(name)]),
  );

it('refuses the 101st request on files in a minute with Retry-After', async () => {
  for (let count = 1; count <= 100; count++) {
    const response = await server.fetch('/api/v1/files');
    expect(response.status).toBe(200);
    expect(limitOf(response)).toEqual({
      'X-RateLimit-Limit': '100',
      'X-RateLimit-Remaining': String(100 - count),
      'X-RateLimit-Reset': String(start / 1000 + 60),
      'RateLimit-Policy': '"files";q=100;w=60',
      RateLimit: `"files";r=${100 - count};t=60`,
      'Retry-After': null,
    });
    await response.text();
  }
  vi.setSystemTime(start + 17_500);
  const refused = await server.fetch('/api/v1/files');
  expect(refused.status).toBe(429);
  expect(refused.headers.get('Content-Type')).toBe('application/problem+json');
  expect(limitOf(refused)).toEqual({
    'X-RateLimit-Limit': '100',
    'X-RateLimit-Remaining': '0',
    'X-RateLimit-Reset': String(start / 1000 + 60),
    'RateLimit-Policy': '"files";q=100;w=60',
    RateLimit: '"files";r=0;t=43',
    'Retry-After': '43',
  });
  expect(await refused.json()).toMatchObject({ status: 429, code: 'rate_limited' });

  const retryAfter = Number(refused.headers.get('Retry-After')) * 1000;
  vi.setSystemTime(start + 17_500 + retryAfter);
  const again = await server.fetch('/api/v1/files');
  expect(again.status).toBe(200);
  expect(again.headers.get('X-RateLimit-Remaining')).toBe('99');
});

it('refuses the 11th job in a minute', async () => {
  const scan = () =>
    server.fetch('/api/v1/organize/scan', json({ path: '/missing', methodology: 'type' }));
  for (let count = 1; count <= 10; count++) expect((await scan()).status).toBe(404);
  expect((await scan()).status).toBe(429);
  const status = await server.fetch('/api/v1/organize/status/00000000-0000-4000-8000-000000000000');
  expect(status.status).toBe(404);
  expect(status.headers.get('RateLimit')).toBe('"files";r=99;t=60');
});

describe('each credential', () => {
  it('has its own limit', async () => {
    const other = await server.keys.create('other', ['files:read']);
    await server.fetch('/api/v1/files');
    const response = await server.fetch('/api/v1/files', { headers: { 'X-API-Key': other } });
    expect(response.headers.get('X-RateLimit-Remaining')).toBe('99');
  });

  it('also counts failed requests', async () => {
    await server.fetch('/api/v1/files?limit=0');
    const refused = await server.fetch('/api/v1/files', { headers: { 'X-API-Key': 'fo_a_b' } });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('X-RateLimit-Limit')).toBeNull();
    const response = await server.fetch('/api/v1/files');
    expect(response.headers.get('X-RateLimit-Remaining')).toBe('98');
  });
});

describe('logins', () => {
  const login = (username: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/api/v1/auth/login`, {
      ...json({ username, password: 'wrong' }),
      headers: { 'Content-Type': 'application/json', ...headers },
    });

  it('are refused from the 11th per minute for one user name in any case', async () => {
    for (let count = 1; count <= 10; count++) {
      const response = await login(count % 2 ? 'jane' : 'JANE', {
        'X-Forwarded-For': `10.0.0.${count}`,
        'X-API-Key': 'fo_a_b',
      });
      expect(response.status).toBe(401);
      expect(limitOf(response)).toMatchObject({
        'X-RateLimit-Limit': '10',
        'X-RateLimit-Remaining': String(10 - count),
        'RateLimit-Policy': '"auth";q=10;w=60',
        RateLimit: `"auth";r=${10 - count};t=60`,
      });
    }
    const refused = await login('jane');
    expect(refused.status).toBe(429);
    expect(limitOf(refused)).toEqual({
      'X-RateLimit-Limit': '10',
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': String(start / 1000 + 60),
      'RateLimit-Policy': '"auth";q=10;w=60',
      RateLimit: '"auth";r=0;t=60',
      'Retry-After': '60',
    });
    const other = await login('john');
    expect(other.headers.get('X-RateLimit-Remaining')).toBe('9');
  });

  it('count unreadable logins per address', async () => {
    const post = (path: string, init: RequestInit) =>
      fetch(`${server.url}/api/v1/auth/${path}`, { ...init, method: 'POST' });
    const type = { 'Content-Type': 'application/json' };
    const answers = [
      await post('login', { body: '{"username":"jane"', headers: type }),
      await post('login', { body: 'jane' }),
      await post('login', { ...json({ username: { toString: 'jane' } }) }),
      await post('login', { body: `"${'x'.repeat(2 ** 20)}"`, headers: type }),
      await post('refresh', json({ refresh_token: 'fr_none' })),
      await post('refresh', json({ refresh_token: 'fr_none' })),
      await post('refresh', json({ refresh_token: 'fr_other' })),
    ];
    expect(
      answers.map(({ status, headers }) => [status, headers.get('X-RateLimit-Remaining')]),
    ).toEqual([
      [400, '9'],
      [415, '8'],
      [400, '7'],
      [413, '6'],
      [401, '9'],
      [401, '8'],
      [401, '9'],
    ]);
  });
});

describe('wrong credentials', () => {
  let strict: TestServer;
  beforeEach(async () => {
    // A tenth of the contract's limits: 10 wrong ones a minute, one login for each name.
    strict = await startTestServer({ rateLimitScale: 0.1 });
  });
  afterEach(() => strict.end());

  const filesWith = (headers: Record<string, string>) => strict.fetch('/api/v1/files', { headers });
  const login = (username: string, word = password) =>
    fetch(`${strict.url}/api/v1/auth/login`, json({ username, password: word }));
  const guess = async (times: number) => {
    for (let count = 0; count < times; count++) {
      const key = { 'X-API-Key': `fo_a_${count}` };
      expect((await filesWith(count % 2 ? key : { Authorization: 'Bearer x' })).status).toBe(401);
    }
  };

  it('are refused from the 11th per minute while valid ones pass', async () => {
    await guess(10);
    const refused = await filesWith({ 'X-API-Key': 'fo_a_b' });
    expect(refused.status).toBe(429);
    expect(limitOf(refused)).toEqual({
      'X-RateLimit-Limit': '10',
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': String(start / 1000 + 60),
      'RateLimit-Policy': '"failures";q=10;w=60',
      RateLimit: '"failures";r=0;t=60',
      'Retry-After': '60',
    });
    const { detail } = (await refused.json()) as { detail: string };
    expect(detail).toContain('10 invalid credentials');
    expect((await filesWith({ 'X-API-Key': adminKey })).status).toBe(200);
    expect((await fetch(`${strict.url}/api/v1/files`)).status).toBe(401);
    const metrics = await (await strict.fetch('/api/v1/metrics')).text();
    expect(metrics).toContain('rate_limited_requests_total{policy="failures"} 1');
    vi.setSystemTime(start + 60_000);
    expect((await filesWith({ 'X-API-Key': 'fo_a_b' })).status).toBe(401);
  });

  it('leave one login for each user', async () => {
    // Two logins for each name, and 20 wrong ones.
    const fifth = await startTestServer({ rateLimitScale: 0.2 });
    const loginThere = (username: string, word = password) =>
      fetch(`${fifth.url}/api/v1/auth/login`, json({ username, password: word }));
    try {
      for (let count = 0; count < 20; count++) {
        expect((await loginThere(`user-${count}`, 'wrong')).status).toBe(401);
      }
      expect((await loginThere('admin')).status).toBe(200);
      const refused = await loginThere('admin');
      expect(refused.status).toBe(429);
      expect(limitOf(refused)).toMatchObject({ 'RateLimit-Policy': '"failures";q=20;w=60' });
      vi.setSystemTime(start + 60_000);
      expect((await loginThere('admin')).status).toBe(200);
    } finally {
      await fifth.end();
    }
  });

  it('of any kind are counted together', async () => {
    await guess(9);
    expect((await login('admin')).status).toBe(200);
    const refresh = json({ refresh_token: 'fr_none' });
    expect((await fetch(`${strict.url}/api/v1/auth/refresh`, refresh)).status).toBe(401);
    expect((await filesWith({ 'X-API-Key': 'fo_a_b' })).status).toBe(429);
  });
});

it('a scale of 0 disables limits', async () => {
  const open = await startTestServer({ rateLimitScale: 0 });
  try {
    for (let count = 0; count < 150; count++) {
      const response = await open.fetch('/api/v1/files');
      expect(response.status).toBe(200);
      expect(response.headers.get('RateLimit')).toBe('"files";r=100;t=60');
      await response.text();
    }
  } finally {
    await open.end();
  }
});
