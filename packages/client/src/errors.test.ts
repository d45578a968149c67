import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import {
  AbortError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  FileOrganizerClient,
  FileOrganizerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  ServerError,
  TimeoutError,
} from './index.ts';
import { type Scripted, scriptedServer } from './testing/scriptedServer.ts';

/** The error that a call ends with when the server answers so. */
async function errorOf(answer: Scripted, options: object = {}): Promise<FileOrganizerError> {
  const { url } = await scriptedServer(answer);
  const client = new FileOrganizerClient({
    baseUrl: url,
    apiKey: 'fo_a_b',
    maxRetries: 0,
    ...options,
  });
  const thrown = await client.files.list('/').then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof FileOrganizerError)) throw new Error('It was not an error of the client');
  return thrown;
}

const silent: Scripted = () => {};

test.each([
  [400, BadRequestError],
  [401, AuthenticationError],
  [403, PermissionDeniedError],
  [404, NotFoundError],
  [405, FileOrganizerError],
  [409, ConflictError],
  [413, FileOrganizerError],
  [415, FileOrganizerError],
  [429, RateLimitError],
  [500, ServerError],
  [502, ServerError],
  [503, ServerError],
])('status %i throws %o', async (status, ErrorClass) => {
  const error = await errorOf({ status });
  expect(error.constructor).toBe(ErrorClass);
  expect(error.name).toBe(ErrorClass.name);
  expect(error.code).toBe(status);
});

test('an error has the members of its problem', async () => {
  const error = await errorOf({
    status: 400,
    headers: { 'x-request-id': 'from-header', 'x-ratelimit-limit': '100' },
    json: {
      type: '/docs/problems/invalid_request',
      title: 'Invalid request',
      status: 400,
      detail: 'Query parameter "limit": must be at most 1000',
      instance: '/api/v1/files?limit=0',
      code: 'invalid_request',
      request_id: 'from-body',
      errors: [{ pointer: '#/query/limit', message: 'Must be at most 1000' }],
    },
  });
  expect(error).toMatchObject({
    code: 400,
    message: 'Query parameter "limit": must be at most 1000',
    type: '/docs/problems/invalid_request',
    slug: 'invalid_request',
    requestId: 'from-body',
    errors: [{ pointer: '#/query/limit', message: 'Must be at most 1000' }],
  });
  expect(error.headers?.get('x-ratelimit-limit')).toBe('100');
  expect(error.response?.status).toBe(400);
});

test.each([
  ['<h1>Bad Gateway</h1>', 'text/html'],
  ['{"message":', 'application/json'],
  ['null', 'application/json'],
  ['', 'text/plain'],
])('an error with body %j is described by its status', async (text, type) => {
  const headers = { 'content-type': type, 'x-request-id': 'abc' };
  expect(await errorOf({ status: 502, text, headers })).toMatchObject({
    message: 'HTTP 502 Bad Gateway',
    requestId: 'abc',
    slug: undefined,
    errors: [],
  });
});

test('a success that is not JSON names its media type', async () => {
  const error = await errorOf({ text: '<h1>Hotel</h1>', headers: { 'content-type': 'text/html' } });
  expect(error.constructor).toBe(FileOrganizerError);
  expect(error.message).toContain('not JSON (text/html)');
});

test.each<[string, Record<string, string>, number]>([
  ['seconds', { 'retry-after': '42', ratelimit: '"files";r=0;t=7' }, 42],
  ['a date in the past', { 'retry-after': 'Thu, 01 Jan 2026 00:00:00 GMT' }, 0],
  ['RateLimit alone', { ratelimit: '"files";r=0;t=7' }, 7],
  ['nothing', {}, 1],
])('retryAfter is in seconds: %s', async (_, headers, seconds) => {
  expect(await errorOf({ status: 429, headers })).toHaveProperty('retryAfter', seconds);
});

test('retryAfter is in seconds: a date in the future', async () => {
  const date = new Date(Date.now() + 3_600_000).toUTCString();
  const error = await errorOf({ status: 429, headers: { 'retry-after': date } });
  if (!(error instanceof RateLimitError)) throw error;
  expect(error.retryAfter).toBeGreaterThan(3_500);
  expect(error.retryAfter).toBeLessThanOrEqual(3_600);
});

test('a refused connection is a ConnectionError with URL and cause', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const client = new FileOrganizerClient({ baseUrl: `http://127.0.0.1:${port}` });
  const call = client.system.health();
  await expect(call).rejects.toThrow(ConnectionError);
  await expect(call).rejects.toMatchObject({
    code: undefined,
    message: `The request to http://127.0.0.1:${port} failed: connect ECONNREFUSED 127.0.0.1:${port}`,
  });
});

test('a connection lost during the response is a ConnectionError', async () => {
  const error = await errorOf((response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('{"items"');
    setTimeout(() => response.destroy(), 20);
  });
  expect(error).toBeInstanceOf(ConnectionError);
});

test('a missing response is a TimeoutError', async () => {
  const error = await errorOf(silent, { timeout: 30 });
  expect(error).toBeInstanceOf(TimeoutError);
  expect(error.message).toBe('No response after 30 ms');
});

test('the timeout covers the response body', async () => {
  const stalled: Scripted = (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"items"');
  };
  expect(await errorOf(stalled, { timeout: 50 })).toBeInstanceOf(TimeoutError);
});

test('a download in progress may exceed the timeout', async () => {
  const { url } = await scriptedServer((response) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    const words = ['Buy ', 'some ', 'milk', ' and ', 'bread', '.'];
    const timer = setInterval(() => {
      const word = words.shift();
      if (word !== undefined) return response.write(word);
      clearInterval(timer);
      response.end();
    }, 300);
  });
  const client = new FileOrganizerClient({ baseUrl: url, timeout: 1_500 });
  const response = await client.files.content('a');
  expect(await response.text()).toBe('Buy some milk and bread.');
});

test('a stalled download is a TimeoutError', async () => {
  const { url } = await scriptedServer((response) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.write('Buy ');
  });
  const client = new FileOrganizerClient({ baseUrl: url, timeout: 1_000 });
  const response = await client.files.content('a');
  await expect(response.text()).rejects.toThrow(TimeoutError);
});

test('an interrupted download is a ConnectionError', async () => {
  const { url } = await scriptedServer((response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('Buy ', () => response.destroy());
  });
  const client = new FileOrganizerClient({ baseUrl: url });
  const download = client.files.content('a').then((response) => response.text());
  await expect(download).rejects.toThrow(ConnectionError);
});

test('a call can set its own timeout', async () => {
  const { url } = await scriptedServer(silent);
  const client = new FileOrganizerClient({ baseUrl: url });
  await expect(client.system.health({ timeout: 30 })).rejects.toThrow(TimeoutError);
});

test('an infinite timeout never fires', async () => {
  const { url } = await scriptedServer((response) => {
    setTimeout(() => response.end('{"status":"ok"}'), 30);
  });
  const client = new FileOrganizerClient({ baseUrl: url, timeout: Infinity });
  expect(await client.system.health()).toEqual({ status: 'ok' });
});

test.each([0, -1, Number.NaN])('the timeout %d is refused', (timeout) => {
  expect(() => new FileOrganizerClient({ timeout })).toThrow(TypeError);
});

test('an aborted signal rejects a call with AbortError and its reason', async () => {
  const { url } = await scriptedServer(silent);
  const client = new FileOrganizerClient({ baseUrl: url });
  const controller = new AbortController();
  const call = client.files.list('/', {}, { signal: controller.signal });
  setTimeout(() => controller.abort('enough'), 20);
  await expect(call).rejects.toThrow(AbortError);
  await expect(call).rejects.toMatchObject({ name: 'AbortError', cause: 'enough' });
});

test('an already aborted signal sends no request', async () => {
  const { url, received } = await scriptedServer({});
  const client = new FileOrganizerClient({ baseUrl: url });
  const call = client.files.get('a', { signal: AbortSignal.abort() });
  await expect(call).rejects.toThrow(AbortError);
  expect(received).toEqual([]);
});

test('a signal aborts a download after its headers', async () => {
  const { url } = await scriptedServer((response) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.write('Buy ');
  });
  const controller = new AbortController();
  const client = new FileOrganizerClient({ baseUrl: url });
  const response = await client.files.content('a', { signal: controller.signal });
  const text = response.text();
  controller.abort();
  await expect(text).rejects.toThrow();
});
