import { expect, test, vi } from 'vitest';
import { FileOrganizerClient, type LogEntry, type Middleware } from './index.ts';
import { scriptedServer } from './testing/scriptedServer.ts';

const apiKey = 'fo_abc123_token456';
const list = { json: { items: [], total: 0, next_cursor: null } };
const busy = { status: 503, headers: { 'retry-after': '0' } };

test('middleware wraps each attempt in order', async () => {
  const { url, received } = await scriptedServer(busy, list);
  const steps: string[] = [];
  const step =
    (name: string): Middleware =>
    async (request, next) => {
      steps.push(`${name} ${request.operation} ${request.attempt}`);
      const headers = new Headers(request.headers);
      headers.set(`x-${name}`, name);
      const response = await next({ ...request, headers });
      steps.push(`${name} ${response.status}`);
      return response;
    };
  const client = new FileOrganizerClient({
    baseUrl: url,
    middleware: [step('outer'), step('inner')],
  });
  await client.files.list();
  expect(steps).toEqual([
    'outer files.list 1',
    'inner files.list 1',
    'inner 503',
    'outer 503',
    'outer files.list 2',
    'inner files.list 2',
    'inner 200',
    'outer 200',
  ]);
  expect(received[1]?.headers).toMatchObject({ 'x-outer': 'outer', 'x-inner': 'inner' });
});

test('middleware can respond without a request', async () => {
  const cached: Middleware = async () => Response.json({ status: 'ok', uptime_seconds: 1 });
  const client = new FileOrganizerClient({ baseUrl: 'http://localhost:1', middleware: [cached] });
  expect(await client.system.health()).toEqual({ status: 'ok', uptimeSeconds: 1 });
});

test('middleware does not see the key', async () => {
  const { url, received } = await scriptedServer(list);
  const seen: string[] = [];
  const observer: Middleware = (request, next) => {
    seen.push(JSON.stringify([...request.headers]));
    return next(request);
  };
  const client = new FileOrganizerClient({ baseUrl: url, apiKey, middleware: [observer] });
  await client.files.list();
  expect(seen.join()).not.toContain('token456');
  expect(received[0]?.headers['x-api-key']).toBe(apiKey);
});

test('the key is not sent to another origin that middleware chooses', async () => {
  const elsewhere = await scriptedServer(list);
  const { url } = await scriptedServer(list);
  const astray: Middleware = async (request, next) => {
    await next(request);
    return next({ ...request, url: `${elsewhere.url}/api/v1/files` });
  };
  const client = new FileOrganizerClient({ baseUrl: url, apiKey, middleware: [astray] });
  await client.files.list();
  expect(elsewhere.received).toHaveLength(1);
  expect(elsewhere.received[0]?.headers).not.toHaveProperty('x-api-key');
});

test('an error of middleware is thrown unchanged without a retry', async () => {
  const broken = vi.fn(async () => {
    throw new RangeError('mine');
  });
  const client = new FileOrganizerClient({ baseUrl: 'http://localhost:1', middleware: [broken] });
  await expect(client.files.list()).rejects.toThrow(RangeError);
  expect(broken).toHaveBeenCalledOnce();
});

test('each attempt is logged without key, query or body', async () => {
  const { url } = await scriptedServer(busy, { ...list, headers: { 'x-request-id': 'r1' } });
  const told: [level: string, message: string, entry: LogEntry][] = [];
  const client = new FileOrganizerClient({
    baseUrl: url,
    apiKey,
    logger: {
      debug: (message, entry) => told.push(['debug', message, entry]),
      warn: (message, entry) => told.push(['warn', message, entry]),
    },
  });
  await client.files.list('/private');
  expect(told).toMatchObject([
    ['warn', 'GET /api/v1/files 503', { attempt: 1, status: 503 }],
    ['debug', 'GET /api/v1/files 200', { attempt: 2, requestId: 'r1', operation: 'files.list' }],
  ]);
  expect(JSON.stringify(told)).not.toMatch(/token456|private/);
});

test('a failed request is logged with its method and reason', async () => {
  const told: LogEntry[] = [];
  const client = new FileOrganizerClient({
    baseUrl: 'http://localhost:1',
    maxRetries: 0,
    fetch: async () => {
      throw new TypeError('the line is dead');
    },
    logger: { warn: (_, entry) => told.push(entry) },
  });
  await expect(client.files.putContent('/a', new Blob([]))).rejects.toThrow();
  const reason = 'The request to http://localhost:1 failed: the line is dead';
  expect(told).toMatchObject([{ operation: 'files.putContent', status: undefined, reason }]);
});

test('the caller’s signal ends the wait between two attempts', async () => {
  const { url, received } = await scriptedServer({ status: 503, headers: { 'retry-after': '20' } });
  const controller = new AbortController();
  const client = new FileOrganizerClient({
    baseUrl: url,
    logger: { warn: () => controller.abort('enough') },
  });
  const call = client.files.list('/', {}, { signal: controller.signal });
  await expect(call).rejects.toMatchObject({ name: 'AbortError', cause: 'enough' });
  expect(received).toHaveLength(1);
});

test('withResponse gives data and response', async () => {
  const { url } = await scriptedServer({ ...list, headers: { 'x-request-id': 'r1' } });
  const client = new FileOrganizerClient({ baseUrl: url });
  const { data, response, requestId } = await client.files.list().withResponse();
  expect(data.total).toBe(0);
  expect(response.headers.get('x-request-id')).toBe('r1');
  expect(requestId).toBe('r1');
});

test('withResponse rejects if the call fails', async () => {
  const { url } = await scriptedServer({ status: 404 });
  const client = new FileOrganizerClient({ baseUrl: url });
  await expect(client.files.get('a').withResponse()).rejects.toMatchObject({ code: 404 });
});

test('a misspelt option is refused', async () => {
  const client = new FileOrganizerClient({ baseUrl: 'http://localhost:1' });
  // @ts-expect-error as a caller without types would
  const call = client.files.delete('id', {}, { ifmatch: '"a"' });
  await expect(call).rejects.toThrow('files.delete has no option "ifmatch"');
});

test.each([-1, 1.5, Number.NaN])('maxRetries %d is refused', (maxRetries) => {
  expect(() => new FileOrganizerClient({ maxRetries })).toThrow(TypeError);
});
