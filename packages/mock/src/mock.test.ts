/** What a front end does with the mock, other than requesting every status. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Mock, type MockOptions, startMock } from './mock.ts';
import { checkedFetch, contract, json, key } from './testing/checkedFetch.ts';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ port: 0 });
});
afterAll(() => mock.close());

/** Another mock for one test. */
async function another(options: MockOptions): Promise<Mock> {
  const started = await startMock({ port: 0, ...options });
  onTestFinished(() => started.close());
  return started;
}
const withKey = { headers: { 'X-API-Key': key } };

describe('examples agree with each other:', () => {
  const body = async (path: string) => (await checkedFetch(mock)(path)).json();
  test('a file', async () => {
    const { items } = await body('/api/v1/files?path=/uploads');
    const file = await body(`/api/v1/files/${items[1].file_id}`);
    expect(file).toEqual(items[1]);
    const content = await checkedFetch(mock)(`/api/v1/files/${file.file_id}/content`);
    expect(content.headers.get('Content-Length')).toBe(String(file.size));
    expect(content.headers.get('ETag')).toBe(file.etag);
    expect(content.headers.get('Content-Disposition')).toContain(file.name);
  });
  test('a job', async () => {
    const { items } = await body('/api/v1/organize/jobs');
    for (const job of items) {
      const results = job.kind === 'organize' ? 'organize' : 'dedupe';
      const { job: shown, total } = await body(`/api/v1/${results}/results/${job.job_id}`);
      expect(shown).toEqual(job);
      expect(total).toBeGreaterThan(0);
    }
    expect(await body(`/api/v1/organize/status/${items[1].job_id}`)).toEqual(items[1]);
  });
  test('a complete list', async () => {
    const lists = [...contract.operations.values()].filter(({ parameters }) =>
      parameters.some(({ name }) => name === 'cursor'),
    );
    expect(lists.length).toBeGreaterThan(5);
    for (const { responses } of lists) {
      const example = responses['200']?.content?.['application/json']?.example;
      // Every list has these, according to its schema.
      const { items, total, next_cursor } = example as Record<string, unknown> & {
        items: unknown[];
      };
      expect({ total, next_cursor }).toEqual({ total: items.length, next_cursor: null });
    }
  });
});

describe('a refused request', () => {
  test('names the invalid fields in a problem', async () => {
    const get = await checkedFetch(mock)('/api/v1/files?limit=0&sort_by=colour');
    expect(await get.json()).toMatchObject({
      status: 400,
      code: 'invalid_request',
      instance: '/api/v1/files?limit=0&sort_by=colour',
      errors: [{ pointer: '#/query/sort_by' }, { pointer: '#/query/limit' }],
    });
    const scan = await checkedFetch(mock)(
      '/api/v1/organize/scan',
      json({ path: 'uploads', methodology: 'type', colour: 'red' }),
    );
    // 422 has another meaning here.
    expect(scan.status).toBe(400);
    expect((await scan.json()).errors.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['#/body/path', '#/body/colour']),
    );
  });
  test.each([
    ['an invalid path', '/api/v1/files/not-an-id', {}, 400, '#/path/file_id'],
    ['malformed JSON', '/api/v1/organize/scan', { ...json({}), body: '{' }, 400, '#/body'],
    ['no body', '/api/v1/organize/scan', { method: 'POST' }, 415],
    [
      'a form without a file',
      '/api/v1/files/upload',
      { method: 'POST', body: new FormData() },
      400,
      '#/body/file',
    ],
    [
      'an invalid header',
      '/api/v1/auth/ws-ticket',
      { ...json({}), headers: { 'Idempotency-Key': '"' } },
      400,
      '#/header/idempotency-key',
    ],
    ['an unlisted media type', '/api/v1/organize/scan', { method: 'POST', body: 'path=/' }, 415],
    ['an unknown query parameter', '/api/v1/files?pathh=/', {}, 400, '#/query/pathh'],
  ] as const)('reports %s', async (_, path, init, status, pointer?: string) => {
    const response = await checkedFetch(mock)(path, init);
    expect(response.status).toBe(status);
    if (pointer) expect((await response.json()).errors).toMatchObject([{ pointer }]);
  });
  test('at an unknown path is a problem', async () => {
    const nowhere = await fetch(`${mock.url}/api/v1/nothing`);
    expect(nowhere.status).toBe(404);
    expect(nowhere.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await nowhere.json()).toMatchObject({ code: 'not_found', instance: '/api/v1/nothing' });
    const wrong = await fetch(`${mock.url}/api/v1/files`, { method: 'PUT' });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('Allow')).toBe('GET, HEAD');
    expect(await wrong.json()).toMatchObject({ code: 'method_not_allowed' });
  });
  test('with a body that is too large is a 413', async () => {
    const body = new Uint8Array(64 * 1024 * 1024 + 1);
    const response = await checkedFetch(mock)('/api/v1/files/content?path=/a', {
      method: 'PUT',
      body,
    });
    expect(response.status).toBe(413);
  });
});

describe('a request that prefers', () => {
  const prefer = (prefers: string) =>
    checkedFetch(mock)('/api/v1/files?path=/uploads', { headers: { Prefer: prefers } });
  test.each(['code=429', 'code="429"', 'respond-async, code=429', '__code'])('%s', async (text) => {
    const response =
      text === '__code' ? await checkedFetch(mock)('/api/v1/files?__code=429') : await prefer(text);
    expect(response.status).toBe(429);
    // A client that waits as told continues soon.
    expect(response.headers.get('Retry-After')).toBe('1');
    expect(response.headers.get('X-RateLimit-Remaining')).toBe('0');
  });
  test('an unknown response lists the known ones', async () => {
    for (const wrong of ['code=418', 'code=lots', 'dynamic=perhaps', 'example=none']) {
      const response = await prefer(wrong);
      expect(response.status, wrong).toBe(400);
    }
    expect((await (await prefer('code=418')).json()).detail).toContain('200, 400, 401');
  });
  test('dynamic=true gets generated bodies, repeatable by seed', async () => {
    const [first, again, other] = [
      await (await prefer('dynamic=true, seed=one')).text(),
      await (await prefer('dynamic=true, seed=one')).text(),
      await (await prefer('dynamic=true, seed=two')).text(),
    ];
    expect(first).toBe(again);
    expect(first).not.toBe(other);
  }, 60_000);
  test('plain JSON still gets problems', async () => {
    const headers = { Accept: 'application/json', Prefer: 'code=404' };
    const response = await checkedFetch(mock)('/api/v1/files', { headers });
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  });
});

describe('with options', () => {
  test('dynamic generates every success by the contract', async () => {
    const { url } = await another({ dynamic: true, seed: 'one' });
    const reads = [...contract.operations.values()].filter(
      ({ method, parameters }) =>
        method === 'get' && !parameters.some((each) => each.in === 'path' || each.required),
    );
    for (const { path } of reads) expect((await checkedFetch({ url })(path)).status).toBe(200);
    const body = await (await checkedFetch({ url })('/api/v1/health')).json();
    expect(body.version).not.toBe('0.1.0');
  }, 60_000);
  test('errors fail a share of the requests, repeatable by seed', async () => {
    const seen = async () => {
      const { url } = await another({ errors: 0.3, seed: 'one' });
      const statuses: number[] = [];
      for (let count = 0; count < 100; count++) {
        statuses.push((await checkedFetch({ url })('/api/v1/files')).status);
      }
      return statuses;
    };
    const statuses = await seen();
    const faults = statuses.filter((status) => status !== 200);
    expect(faults.length).toBeGreaterThan(15);
    expect(faults.length).toBeLessThan(45);
    expect(new Set(faults)).toEqual(new Set([429, 500, 503]));
    expect(await seen()).toEqual(statuses);
  });
  test('rate limits are counted per credential', async () => {
    const { url } = await another({ rateLimits: true });
    const scan = (headers = {}) =>
      checkedFetch({ url })('/api/v1/organize/scan', {
        ...json({ path: '/uploads', methodology: 'type' }),
        headers: { 'Content-Type': 'application/json', ...headers },
      });
    for (let left = 9; left >= 0; left--) {
      const response = await scan();
      expect(response.status).toBe(202);
      expect(response.headers.get('X-RateLimit-Limit')).toBe('10');
      expect(response.headers.get('X-RateLimit-Remaining')).toBe(String(left));
      expect(response.headers.get('RateLimit')).toMatch(`"organize";r=${left};t=`);
    }
    const refused = await scan();
    expect(refused.status).toBe(429);
    const wait = Number(refused.headers.get('Retry-After'));
    expect(wait).toBeGreaterThan(50);
    expect(wait).toBeLessThanOrEqual(60);
    expect(await refused.json()).toMatchObject({ code: 'rate_limited' });
    expect((await scan({ 'X-API-Key': 'fo_other_key' })).status).toBe(202);
    expect((await checkedFetch({ url })('/api/v1/files')).status).toBe(200);
    const login = (username: string) =>
      checkedFetch({ url })('/api/v1/auth/login', json({ username, password: 'wrong' }));
    for (let count = 0; count < 10; count++) await login('jane');
    expect((await login('jane')).status).toBe(429);
    expect((await login('admin')).status).toBe(200);
  });
  test('a delay is waited for', async () => {
    const { url } = await another({ delay: 150 });
    const started = performance.now();
    await checkedFetch({ url })('/api/v1/health');
    // A timer may end a little early according to another clock.
    expect(performance.now() - started).toBeGreaterThan(140);
  });
  test('cors allows only the listed origins', async () => {
    const { url } = await another({ cors: ['http://localhost:5173'] });
    const ask = (origin: string, init: RequestInit = {}) =>
      fetch(`${url}/api/v1/files`, { ...init, headers: { Origin: origin, ...init.headers } });
    const ours = await ask('http://localhost:5173', withKey);
    expect(ours.headers.get('Access-Control-Allow-Origin')).toBe('http://localhost:5173');
    expect(ours.headers.get('Access-Control-Expose-Headers')).toContain('RateLimit-Policy');
    const theirs = await ask('http://example.com', withKey);
    expect(theirs.headers.has('Access-Control-Allow-Origin')).toBe(false);
    const preflight = await ask('http://localhost:5173', {
      method: 'OPTIONS',
      headers: { 'Access-Control-Request-Method': 'GET' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('Access-Control-Allow-Methods')).toBe('GET');
  });
  test('incompatible options are refused', async () => {
    await expect(startMock({ port: 0, stateful: true, dynamic: true })).rejects.toThrow('dynamic');
  });
});

test('HEAD has the headers of GET without a body', async () => {
  const response = await fetch(`${mock.url}/api/v1/files`, { method: 'HEAD', ...withKey });
  expect(response.status).toBe(200);
  expect(Number(response.headers.get('Content-Length'))).toBeGreaterThan(100);
});

test('a second mock on the same port is refused', async () => {
  const port = Number(new URL(mock.url).port);
  await expect(startMock({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('another document is served unmodified', async () => {
  const content = { 'application/json': { example: ['owl'] } };
  const document = {
    openapi: '3.1.1',
    info: { title: 'Birds', version: '1.0.0' },
    paths: { '/birds': { get: { responses: { 200: { description: 'Birds', content } } } } },
  };
  const before = structuredClone(document);
  const { url } = await another({ document });
  expect(await (await fetch(`${url}/birds`)).json()).toEqual(['owl']);
  expect(document).toEqual(before);
});

test('a closed mock does not answer', async () => {
  const other = await startMock({ port: 0 });
  await other.close();
  await expect(fetch(`${other.url}/api/v1/health`)).rejects.toThrow('fetch failed');
});
