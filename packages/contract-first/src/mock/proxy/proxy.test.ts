/** A mock in front of a real server, over real sockets. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { Document } from '../../document/model.ts';
import type { MockServerOptions } from '../server.ts';
import { documentOf, json, ok, serving } from '../testing/serving.ts';
import { listening, realServer, sendJson } from './testing/realServer.ts';

const ship = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' } },
  additionalProperties: false,
};
const harbour: Document = documentOf(
  {
    '/ships': {
      get: {
        operationId: 'list',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
        responses: ok({ type: 'array', items: ship }),
      },
      post: {
        operationId: 'create',
        requestBody: { required: true, content: { 'application/json': { schema: ship } } },
        responses: ok(ship),
      },
    },
    '/events': {
      get: {
        operationId: 'events',
        responses: { 200: { description: 'ok', content: { 'text/event-stream': {} } } },
      },
    },
    '/live': { get: { operationId: 'live', responses: { 101: { description: 'a WebSocket' } } } },
  },
  {},
  { servers: [{ url: 'https://api.example.com/v1' }] },
);

/** A mock in front of a real server that answers so. */
async function proxying(
  answer: Parameters<typeof realServer>[0],
  options: Partial<MockServerOptions> = {},
  proxy: Partial<NonNullable<MockServerOptions['proxy']>> = {},
) {
  const real = await realServer(answer);
  const mock = await serving(harbour, { ...options, proxy: { url: `${real.url}/`, ...proxy } });
  return { ...mock, real };
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** Waits for the line of a request in the log. */
const logged = (lines: readonly { readonly decision: string }[]) =>
  vi.waitFor(
    () => {
      expect(lines).not.toEqual([]);
      return lines[0];
    },
    { timeout: 20_000 },
  );

describe('what the real server gets', () => {
  it('has the method, path, query, headers and body of the client', async () => {
    const received = Promise.withResolvers<object>();
    const { url } = await proxying(async (request, response) => {
      received.resolve({ ...request.headers, target: request.url, body: await text(request) });
      sendJson(response, { name: 'Argo' });
    });
    await fetch(`${url}/ships?a=b%20c`, {
      ...json({ name: 'Argo' }),
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer x', 'X-Own': '1' },
    });
    expect(await received.promise).toMatchObject({
      target: '/ships?a=b%20c',
      body: '{"name":"Argo"}',
      authorization: 'Bearer x',
      'x-own': '1',
      'content-length': '15',
    });
  });

  it('has its own host, and no headers of the connection (RFC 9110, section 7.6.1)', async () => {
    const { url, real } = await proxying((_, response) => sendJson(response, []));
    const request = http.get(`${url}/ships`, {
      headers: {
        Connection: 'close, X-Hop',
        'X-Hop': '1',
        'Keep-Alive': 'timeout=5',
        TE: 'trailers',
        'Proxy-Authorization': 'Basic x',
        'X-Mock': 'a',
        Prefer: 'items=3, return=minimal',
      },
    });
    const [response] = await once(request, 'response');
    response.resume();
    const headers = real.requests[0]?.headers ?? {};
    const hops = ['x-hop', 'keep-alive', 'te', 'proxy-authorization', 'x-mock'];
    expect(hops.filter((name) => name in headers)).toEqual([]);
    expect(headers).toMatchObject({ host: new URL(real.url).host, prefer: 'return=minimal' });
    expect(headers.via).toMatch(/^1\.1 contract-mock-/);
  });

  it.each([
    ['', '/v1/ships'],
    ['/', '/ships'],
    ['/beta', '/beta/ships'],
  ])('has the base path of the document, unless --proxy has a path: "%s"', async (path, target) => {
    const real = await realServer((_, response) => sendJson(response, []));
    const { ask } = await serving(harbour, { proxy: { url: real.url + path } });
    await ask('/ships');
    expect(real.requests[0]?.url).toBe(target);
  });

  it('has the base path once if the client sends it, too', async () => {
    const real = await realServer((_, response) => sendJson(response, []));
    const { ask } = await serving(harbour, { proxy: { url: real.url } });
    await ask('/v1/ships');
    expect(real.requests[0]?.url).toBe('/v1/ships');
  });

  it('sends every path to the named server', async () => {
    const real = await realServer((_, response) => sendJson(response, []));
    const { url } = await serving(harbour, { proxy: { url: `${real.url}/v1` } });
    const { hostname, port } = new URL(url);
    const targets = ['/../admin', '//evil.example/x', '/%2e%2e/admin', '/a/..\\../admin'];
    for (const path of targets) {
      const [response] = await once(http.get({ hostname, port, path }), 'response');
      response.resume();
    }
    expect(real.requests.map((each) => each.url)).toEqual([
      '/v1/admin',
      '/v1//evil.example/x',
      '/v1/admin',
      '/v1/admin',
    ]);
  });

  it('has the beginning of an upload before its end', async () => {
    const begun = Promise.withResolvers<string>();
    const { url } = await proxying((request, response) => {
      request.once('data', (part) => begun.resolve(String(part)));
      request.on('end', () => sendJson(response, { name: 'x' }));
    });
    const upload = http.request(`${url}/ships`, { method: 'POST' });
    upload.write('{"name":');
    expect(await begun.promise).toBe('{"name":');
    upload.end('"x"}');
    const [response] = await once(upload, 'response');
    expect(await text(response)).toBe('{"name":"x"}');
  });
});

describe('what the client gets', () => {
  it('is the response as it was, with its headers', async () => {
    const { url } = await proxying((_, response) => {
      response.writeHead(418, 'Odd', [
        ...['X-Own', '1', 'Set-Cookie', 'a=1; Path=/; Domain=api.example.com; HttpOnly'],
        ...['Set-Cookie', 'b=2', 'Connection', 'X-Hop', 'X-Hop', '1'],
      ]);
      response.end('tea');
    });
    const response = await fetch(`${url}/ships`);
    expect([response.status, response.statusText, await response.text()]).toEqual([
      418,
      'Odd',
      'tea',
    ]);
    expect(response.headers.get('X-Own')).toBe('1');
    expect(response.headers.get('X-Hop')).toBeNull();
    expect(response.headers.getSetCookie()).toEqual(['a=1; Path=/; HttpOnly', 'b=2']);
    expect(response.headers.get('X-Mock')).toBe('proxied');
  });

  it('is a redirect that it follows itself', async () => {
    const { ask } = await proxying((_, response) => {
      response.writeHead(302, { Location: 'https://elsewhere.example.com/' }).end();
    });
    const { status, headers } = await ask('/ships');
    expect([status, headers.get('Location')]).toEqual([302, 'https://elsewhere.example.com/']);
  });

  it('is a compressed body, byte by byte', async () => {
    const bytes = gzipSync('[{"name":"Argo"}]');
    const { url, lines } = await proxying((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
      response.end(bytes);
    });
    const [response] = await once(http.get(`${url}/ships`), 'response');
    expect(await buffer(response)).toEqual(bytes);
    expect(await logged(lines)).not.toHaveProperty('violations');
  });

  it('is an event before the next one is sent', async () => {
    const next = Promise.withResolvers<void>();
    const { url } = await proxying(async (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders();
      response.write('data: 1\n\n');
      await next.promise;
      response.end('data: 2\n\n');
    });
    const { body } = await fetch(`${url}/events`);
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe('data: 1\n\n');
    next.resolve();
    expect((await reader?.read())?.value).toBe('data: 2\n\n');
  });

  it('is broken off if the real server breaks off', async () => {
    const { url, lines } = await proxying((_, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('half', () => response.destroy());
    });
    const response = await fetch(`${url}/ships`);
    await expect(response.text()).rejects.toThrow();
    expect((await logged(lines))?.decision).toContain('the real server broke the connection');
  });

  it('has the CORS headers of the mock alone', async () => {
    const { ask } = await proxying(
      (_, response) => {
        response.setHeader('Access-Control-Allow-Origin', 'https://other.example');
        sendJson(response, []);
      },
      { cors: ['http://localhost:5173'] },
    );
    const { headers } = await ask('/ships', { headers: { Origin: 'http://localhost:5173' } });
    expect(headers.get('Access-Control-Allow-Origin')).toBe('http://localhost:5173');
  });
});

it('leaves the request to the real server at once if the client leaves', async () => {
  const left = Promise.withResolvers<void>();
  const { url, lines } = await proxying((_, response) => {
    response.on('close', () => left.resolve());
    response.writeHead(200).write('first');
  });
  const leaving = new AbortController();
  const { body } = await fetch(`${url}/events`, { signal: leaving.signal });
  await body?.getReader().read();
  leaving.abort();
  await left.promise;
  expect((await logged(lines))?.decision).toContain('the client left');
});

describe('who answers', () => {
  it('is a handler, else the real server with the body that the handler had', async () => {
    const { ask } = await proxying(
      async (request, response) => sendJson(response, JSON.parse(await text(request))),
      {
        overrides: {
          create: ({ body }) =>
            JSON.stringify(body).includes('Own')
              ? { status: 200, body: { name: 'ours' } }
              : undefined,
        },
      },
    );
    expect((await ask('/ships', json({ name: 'Own' }))).body).toEqual({ name: 'ours' });
    expect((await ask('/ships', json({ name: 'Argo' }))).body).toEqual({ name: 'Argo' });
  });

  it('is the mock for an operation that it keeps a state for', async () => {
    const { ask, real } = await proxying((_, response) => sendJson(response, []), { state: {} });
    await ask('/ships', json({ name: 'Argo' }));
    expect((await ask('/ships')).headers.get('X-Mock')).not.toContain('proxied');
    await ask('/other');
    expect(real.requests.map((each) => each.url)).toEqual(['/other']);
  });

  it('is the mock if the client prefers a response', async () => {
    const { ask, real } = await proxying((_, response) => sendJson(response, []));
    const { status } = await ask('/ships', { headers: { Prefer: 'code=200' } });
    expect([status, real.requests]).toEqual([200, []]);
  });

  it('is the real server alone with --proxy-only', async () => {
    const { ask, real } = await proxying(
      (_, response) => sendJson(response, []),
      { state: {}, overrides: { list: () => ({ status: 200, body: [] }) } },
      { isOnly: true },
    );
    const { headers } = await ask('/ships', { headers: { Prefer: 'code=200' } });
    expect(headers.get('X-Mock')).toBe('proxied');
    expect(real.requests[0]?.headers.prefer).toBeUndefined();
  });

  it('is the mock for the share of --errors', async () => {
    const document = documentOf({
      '/': { get: { responses: { ...ok(), 503: { description: 'down' } } } },
    });
    const real = await realServer((_, response) => sendJson(response, []));
    const { ask } = await serving(document, { errors: 1, proxy: { url: real.url } });
    expect((await ask('/')).status).toBe(503);
  });
});

describe('violations', () => {
  it('are logged for the request and the response', async () => {
    const { ask, lines } = await proxying((_, response) => sendJson(response, [{ name: 7 }], 200));
    const { status } = await ask('/ships?limit=many');
    expect(status).toBe(200);
    expect(await logged(lines)).toMatchObject({
      violations: ['request query/limit must be integer', 'response body /0/name must be string'],
    });
  });

  it('are logged for a body that is streamed', async () => {
    const { ask, lines } = await proxying((request, response) => {
      request.resume().on('end', () => sendJson(response, { name: 'x' }));
    });
    await ask('/ships', json({ nome: 'Argo' }));
    expect(await logged(lines)).toMatchObject({
      violations: ['request body/name is required', 'request body/nome Unknown field'],
    });
  });

  it('are logged for an operation that the document does not have', async () => {
    const { ask, lines } = await proxying((_, response) => sendJson(response, []));
    expect((await ask('/boats')).status).toBe(200);
    expect(await logged(lines)).toMatchObject({
      violations: ['request has no operation in the document'],
    });
  });

  it('become errors with --proxy-errors', async () => {
    const { ask, real } = await proxying(
      (_, response) => sendJson(response, [{ name: 7 }]),
      {},
      { refuses: true },
    );
    expect((await ask('/ships?limit=many')).status).toBe(400);
    expect(real.requests).toEqual([]);
    const { status, text: problem } = await ask('/ships?limit=1');
    expect([status, problem]).toEqual([502, expect.stringContaining('/0/name must be string')]);
  });

  it('do not become errors if there are none', async () => {
    const { ask } = await proxying(
      async (request, response) => sendJson(response, JSON.parse(await text(request))),
      {},
      { refuses: true },
    );
    expect((await ask('/ships', json({ name: 'Argo' }))).body).toEqual({ name: 'Argo' });
  });
});

describe('a real server that does not answer', () => {
  it('is a 502 that says what to do', async () => {
    const { ask } = await serving(harbour, { proxy: { url: 'http://127.0.0.1:1' } });
    const { status, text: problem } = await ask('/ships');
    expect([status, problem]).toEqual([502, expect.stringContaining('correct the port')]);
  });

  it('is a 504 after the time that it has', async () => {
    const { ask } = await proxying(() => {}, {}, { timeout: 50 });
    const { status, text: problem } = await ask('/ships');
    expect([status, problem]).toEqual([504, expect.stringContaining('--proxy-timeout')]);
  });

  it.each([
    ['endless headers', `HTTP/1.1 200 OK\r\n${'X-A: 1\r\n'.repeat(10_000)}`],
    ['endless informational responses', 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(100)],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    ['no HTTP', 'hello\r\n\r\n'],
    ['another protocol', 'HTTP/1.1 101 Sw\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'],
  ])('is a 502 for %s', async (_, bytes) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.write(bytes));
    });
    const { ask } = await serving(harbour, { proxy: { url: await listening(server) } });
    expect((await ask('/ships')).status).toBe(502);
  });

  it('is a 508 if it is the mock itself', async () => {
    const port = await freePort();
    const options = { port, proxy: { url: `http://127.0.0.1:${port}` } };
    const { ask } = await serving(harbour, options);
    expect((await ask('/ships')).status).toBe(508);
  });
});

describe('a real server with a certificate of its own authority', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mock-ca-'));
    const args = 'req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost';
    const names = ['-addext', 'subjectAltName=DNS:localhost'];
    const out = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')];
    execFileSync('openssl', [...args.split(' '), ...names, ...out], { stdio: 'ignore' });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** A mock in front of it. */
  async function secured(isTrusted: boolean) {
    const [key, cert] = await Promise.all(
      ['key.pem', 'cert.pem'].map((name) => readFile(join(folder, name), 'utf8')),
    );
    const server = https.createServer({ key, cert }, (_, response) => sendJson(response, []));
    const { port } = new URL(await listening(server));
    const proxy = { url: `https://localhost:${port}/`, ca: isTrusted ? cert : undefined };
    return serving(harbour, { proxy });
  }

  it('is a 502 that names --proxy-ca', async () => {
    const { ask } = await secured(false);
    const { status, text: problem } = await ask('/ships');
    expect([status, problem]).toEqual([502, expect.stringContaining('--proxy-ca')]);
  });

  it('answers with --proxy-ca', async () => {
    const { ask } = await secured(true);
    expect((await ask('/ships')).status).toBe(200);
  });
});

describe('a WebSocket', () => {
  it('is passed on, with the messages of both sides', async () => {
    const { url, real } = await proxying(() => {});
    const sockets = new WebSocketServer({ server: real.server });
    sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(`${data}!`)));
    const client = new WebSocket(`${url.replace('http', 'ws')}/live`);
    await once(client, 'open');
    client.send('ahoy');
    const [message] = await once(client, 'message');
    expect(String(message)).toBe('ahoy!');
    client.close();
    await once(client, 'close');
  });

  it('gets the refusal of the real server', async () => {
    const { url, real } = await proxying(() => {});
    real.server.on('upgrade', (_, socket) => {
      socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n');
    });
    const client = new WebSocket(`${url.replace('http', 'ws')}/live`);
    const [error] = await once(client, 'error');
    expect(error.message).toContain('401');
  });

  it('is refused for pages of other origins', async () => {
    const { url, real } = await proxying(() => {}, { cors: ['http://localhost:5173'] });
    const origin = 'https://evil.example';
    const client = new WebSocket(`${url.replace('http', 'ws')}/live`, { origin });
    const [error] = await once(client, 'error');
    expect([error.message, real.requests]).toEqual([expect.stringContaining('403'), []]);
  });
});

it.each(['ftp://a.example', 'nothing', 'https://user:secret@a.example', 'https://a.example/?a=b'])(
  'is not started for %s',
  async (url) => {
    await expect(serving(harbour, { proxy: { url } })).rejects.toThrow(
      'The URL of the real server',
    );
  },
);
