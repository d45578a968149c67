/** Pages of other origins, and what every answer says to browsers. */
import { Contract, readDocument } from 'contract-first/contract';
import { describe, expect, it } from 'vitest';
import {
  json,
  password,
  serverPerFile,
  startTestServer,
  type TestServer,
  upload,
} from '../support/testServer.ts';
import { headOf, send } from '../support/wire.ts';

const contract = new Contract(
  await readDocument(new URL(import.meta.resolve('@file-organizer/spec/openapi.json'))),
);
const friend = 'https://friend.example';
const files = '/api/v1/files';

const names = (headers: Headers) => [...headers.keys()].filter((name) => /^access-/.test(name));
const preflight = (server: TestServer, path: string, origin = friend) =>
  fetch(server.url + path, {
    method: 'OPTIONS',
    headers: { Origin: origin, 'Access-Control-Request-Method': 'GET' },
  });
const listed = (headers: Headers, name: string) => headers.get(name)?.split(', ');

describe('with an allowed origin', () => {
  // One request and no more, so that a preflight that counted would show.
  const server = serverPerFile({ corsOrigins: [friend], rateLimitScale: 1e-9 });

  it.each([...contract.operations.values()].map((bound) => [bound.id, bound] as const))(
    'a preflight of %s needs no credentials',
    async (_id, { path, method, parameters }) => {
      const response = await preflight(server, path.replace(/\{[^}]+\}/g, 'x'));
      expect([response.status, await response.text()]).toEqual([204, '']);
      const { headers } = response;
      expect(headers.get('Access-Control-Allow-Origin')).toBe(friend);
      expect(headers.get('Vary')).toBe('Origin');
      expect(Number(headers.get('Access-Control-Max-Age'))).toBeGreaterThan(0);
      expect(listed(headers, 'Access-Control-Allow-Methods')).toContain(method.toUpperCase());
      expect(listed(headers, 'Access-Control-Allow-Headers')).toEqual(
        expect.arrayContaining([
          ...['X-API-Key', 'Authorization', 'Content-Type', 'X-Request-Id'],
          ...parameters.filter((each) => each.in === 'header').map(({ name }) => name),
        ]),
      );
      expect(headers.has('RateLimit')).toBe(false);
    },
  );

  it('responses and problems can be read with every documented header', async () => {
    const statuses = [];
    for (const path of [files, files, '/api/v1/nothing', '/api/v1/health']) {
      const response = await server.fetch(path, { headers: { Origin: friend } });
      await response.text();
      statuses.push(response.status);
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe(friend);
      expect(response.headers.get('Vary')).toBe('Origin');
      expect(response.headers.has('Access-Control-Allow-Credentials')).toBe(false);
      expect(listed(response.headers, 'Access-Control-Expose-Headers')).toEqual(
        expect.arrayContaining(['X-Request-Id', 'RateLimit', 'Retry-After', 'ETag', 'Link']),
      );
    }
    expect(statuses).toEqual([200, 429, 404, 200]);
  });

  it('refusals before routing can be read', async () => {
    const tooLarge = headOf('GET', files, { Origin: friend, 'X-Long': 'x'.repeat(20_000) });
    const noHost = headOf('GET', files, { Origin: friend, Host: 'a b' });
    for (const [bytes, status] of [
      [tooLarge, 431],
      [noHost, 400],
    ] as const) {
      const answer = await send(server, bytes);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(friend);
      expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    }
  });

  it.each(['https://foe.example', 'https://friend.example.foe', 'http://friend.example', 'null'])(
    '%s gets no CORS headers',
    async (origin) => {
      const asked = await preflight(server, files, origin);
      expect([asked.status, names(asked.headers)]).toEqual([405, []]);
      const response = await server.fetch('/api/v1/health', { headers: { Origin: origin } });
      expect([response.status, names(response.headers)]).toEqual([200, []]);
      expect(response.headers.get('Vary')).toBe('Origin');
    },
  );

  it('an OPTIONS that is not a valid preflight is an ordinary request', async () => {
    const options = { method: 'OPTIONS', headers: { Origin: friend } };
    expect((await server.fetch(files, options)).status).toBe(405);
    expect((await preflight(server, '/api/v1/nothing')).status).toBe(404);
  });
});

it('with *, any origin can read without browser credentials', async () => {
  const server = await startTestServer({ corsOrigins: ['*'] });
  for (const response of [
    await preflight(server, files, 'null'),
    await server.fetch(files, { headers: { Origin: 'https://any.example' } }),
  ]) {
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(response.headers.has('Access-Control-Allow-Credentials')).toBe(false);
  }
  await server.end();
});

describe('without the setting', () => {
  const server = serverPerFile();

  it('there are no CORS headers', async () => {
    const asked = await preflight(server, files);
    expect([asked.status, names(asked.headers)]).toEqual([405, []]);
    const { headers } = await server.fetch(files, { headers: { Origin: friend } });
    expect([names(headers), headers.has('Vary')]).toEqual([[], false]);
  });

  it('responses forbid content sniffing', async () => {
    for (const path of [files, '/docs', '/api/v1/nothing', '/api/v1/openapi.json']) {
      const { headers } = await server.fetch(path);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    }
  });

  it('pages forbid framing', async () => {
    const { headers } = await server.fetch('/docs/problems/rate_limited');
    expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
  });

  it('responses with credentials are not cached', async () => {
    const cacheOf = async (path: string, init?: RequestInit) =>
      (await server.fetch(path, init)).headers.get('Cache-Control');
    const credentials = { username: server.config.adminUsername, password };
    expect(await cacheOf('/api/v1/auth/login', json(credentials))).toBe('no-store');
    expect(await cacheOf(files)).toBe('no-store');
    expect(await cacheOf(`${files}/00000000-0000-4000-8000-000000000000/content`)).toBe('no-store');
    expect(await cacheOf(files, { headers: { 'X-API-Key': 'wrong' } })).toBe('no-store');
    const made = await server.fetch(`${files}/upload`, upload('a.txt', 'a'));
    const { file_id } = (await made.json()) as { file_id: string };
    expect(await cacheOf(`${files}/${file_id}/content`)).toMatch(/no-store|no-cache/);
    expect(await cacheOf('/api/v1/health')).toBeNull();
  });
});
