import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { HandshakeResponse } from '../upgrade.ts';
import { type Bounds, Listener } from './listener.ts';

const bounds: Bounds = { head: 100, idle: 100, check: 20, connections: 100, perAddress: 100 };
let listener: Listener | undefined;
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await listener?.close();
});

/** Serves on a free port with short limits, and opens a connection to it. */
async function connected(handler: RequestListener, more: Partial<Bounds> = {}): Promise<Socket> {
  listener = await Listener.open({ host: '127.0.0.1', port: 0 }, { ...bounds, ...more });
  listener.serve(handler);
  return open(listener);
}

async function open({ url }: Listener, localAddress?: string): Promise<Socket> {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', localAddress });
  sockets.push(socket);
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

/** Everything received until the server closes the connection. */
async function rest(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) text += chunk;
  return text;
}

const codeIn = (answer: string): unknown => JSON.parse(answer.split('\r\n\r\n')[1] ?? '').code;

it('answers incomplete headers with 408', async () => {
  const socket = await connected(() => {}, { idle: 60_000 });
  socket.write('GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ');
  const answer = await rest(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  expect(codeIn(answer)).toBe('request_timeout');
});

it('holds requests and handshakes until it serves', async () => {
  listener = await Listener.open({ host: '127.0.0.1', port: 0 }, { ...bounds, idle: 60_000 });
  const [request, handshake] = [await open(listener), await open(listener)];
  request.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  handshake.write(
    'GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  // Invalid requests are answered at once; all earlier ones have arrived by then.
  const malformed = await open(listener);
  malformed.write('nonsense\r\n\r\n');
  expect(codeIn(await rest(malformed))).toBe('malformed_request');
  expect([request.bytesRead, handshake.bytesRead]).toEqual([0, 0]);
  listener.serve((_request, response) => {
    if (!(response instanceof HandshakeResponse)) return response.end('served');
    return response.switchProtocols(new Headers(), (socket) => socket.terminate());
  });
  expect(await rest(request)).toContain('served');
  expect(await rest(handshake)).toMatch(/^HTTP\/1\.1 101 /);
});

it('closes a connection whose body stalls', async () => {
  const ended = Promise.withResolvers<void>();
  const socket = await connected((request) => {
    request.on('error', () => {}).on('close', () => ended.resolve());
    request.resume();
  });
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf');
  expect(await rest(socket)).toBe('');
  await ended.promise;
});

it('accepts a slow body that takes longer than the idle timeout', async () => {
  const socket = await connected(
    (request, response) => {
      request.resume();
      request.on('end', () => response.end('all of it'));
    },
    { idle: 2_000 },
  );
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 12\r\n\r\n');
  for (let at = 0; at < 12; at++) {
    await setTimeout(200);
    socket.write('x');
  }
  expect(await rest(socket)).toContain('all of it');
});

it('keeps a connection open while the handler works', async () => {
  const socket = await connected(async (_request, response) => {
    await setTimeout(500);
    response.end('at last');
  });
  socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  expect(await rest(socket)).toContain('at last');
});

it('closes the connection of a client that does not read the response', async () => {
  const cut = Promise.withResolvers<void>();
  const socket = await connected((_request, response) => {
    response.on('close', () => cut.resolve());
    response.end(Buffer.alloc(64 * 1024 * 1024));
  });
  socket.pause();
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await cut.promise;
});

/**
 * A listener whose responses wait until they are released. Meanwhile their connections count as
 * active.
 */
async function withWaiting(more: Partial<Bounds>) {
  const { promise: isLetGo, resolve: letGo } = Promise.withResolvers<void>();
  const begun: (() => void)[] = [];
  listener = await Listener.open(
    { host: '127.0.0.1', port: 0 },
    { ...bounds, idle: 60_000, head: 60_000, ...more },
  );
  listener.serve(async ({ url }, response) => {
    if (url === '/wait') {
      begun.shift()?.();
      await isLetGo;
    }
    response.end('served');
  });
  const ask = (socket: Socket, path = '/') =>
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  const working = async (place: Listener, localAddress?: string) => {
    const socket = await open(place, localAddress);
    const hasBegun = new Promise<void>((resolve) => begun.push(resolve));
    ask(socket, '/wait');
    await hasBegun;
    return socket;
  };
  return { place: listener, letGo, ask, working };
}

it('refuses new connections if all are busy', async () => {
  const { place, letGo, working } = await withWaiting({ connections: 2 });
  const busy = [await working(place), await working(place)];
  expect(await rest(await open(place))).toBe('');
  letGo();
  for (const socket of busy) expect(await rest(socket)).toContain('served');
});

it('closes the connection that has been idle longest if there are too many', async () => {
  const { place, letGo, ask, working } = await withWaiting({ connections: 4 });
  const busy = await working(place);
  const silent = [await open(place), await open(place), await open(place)];
  const [longest = busy, ...others] = silent;
  const next = await open(place);
  expect(await rest(longest)).toBe('');
  letGo();
  for (const socket of [next, ...others]) ask(socket);
  for (const socket of [busy, next, ...others]) expect(await rest(socket)).toContain('served');
});

it('counts idle time from the last response', async () => {
  const { place, ask } = await withWaiting({ connections: 2 });
  const [older, newer] = [await open(place), await open(place)];
  older.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await once(older, 'readable');
  const next = await open(place);
  expect(await rest(newer)).toBe('');
  for (const socket of [older, next]) ask(socket);
  expect(await rest(older)).toMatch(/served.*served/s);
});

it('accepts a request despite thousands of idle connections', async () => {
  const { place, ask } = await withWaiting({ connections: 100, perAddress: 1_000 });
  for (let count = 0; count < 1_000; count++) await open(place);
  const next = await open(place);
  ask(next);
  expect(await rest(next)).toContain('served');
});

// On other systems the machine has only one loopback address.
it.runIf(process.platform === 'linux')('limits connections per address', async () => {
  const { place, letGo, ask, working } = await withWaiting({ perAddress: 2 });
  const busy = [await working(place, '127.0.0.2'), await working(place, '127.0.0.2')];
  expect(await rest(await open(place, '127.0.0.2'))).toBe('');
  const other = await open(place, '127.0.0.3');
  ask(other);
  expect(await rest(other)).toContain('served');
  letGo();
  for (const socket of busy) expect(await rest(socket)).toContain('served');
  const again = await open(place, '127.0.0.2');
  ask(again);
  expect(await rest(again)).toContain('served');
});

it('closes the connection of a malformed request even if the client keeps it open', async () => {
  const socket = await connected((_request, response) => response.end(), { idle: 60_000 });
  socket.allowHalfOpen = true;
  // Not with `once`, which an error would reject.
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  socket.write('nonsense\r\n\r\n');
  expect(codeIn(await rest(socket))).toBe('malformed_request');
  // Once the server has closed its end, the system refuses each write.
  const writing = setInterval(() => socket.write('x'), 10);
  await closed;
  clearInterval(writing);
});

it('answers a pipelined handshake after the request before it', async () => {
  const handshake =
    'GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
  const socket = await connected(async ({ url }, response) => {
    await setTimeout(20);
    if (url === '/ws') response.setHeader('Connection', 'close');
    response.end(`to ${url}, ${response instanceof HandshakeResponse}`);
  });
  socket.write(`GET /one HTTP/1.1\r\nHost: a\r\n\r\n${handshake}`);
  const answers = await rest(socket);
  expect(answers.indexOf('to /one, false')).toBeGreaterThan(0);
  expect(answers.indexOf('to /ws, false')).toBeGreaterThan(answers.indexOf('to /one'));
});

it('survives a client that resets a CONNECT', async () => {
  await connected((_request, response) => response.end('served'));
  if (!listener) throw new Error('Nothing listens');
  for (let times = 0; times < 50; times++) {
    const socket = await open(listener);
    socket.write('CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n');
    await setTimeout(times % 5);
    socket.resetAndDestroy();
  }
  const next = await open(listener);
  next.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  expect(await rest(next)).toContain('served');
});

it.each(['CONNECT a:443', 'nonsense'])('survives "%s" after a request', async (second) => {
  const socket = await connected(async (_request, response) => {
    await setTimeout(20);
    response.end('served');
  });
  socket.write(`GET / HTTP/1.1\r\nHost: a\r\n\r\n${second} HTTP/1.1\r\nHost: a\r\n\r\n`);
  await rest(socket);
  if (!listener) throw new Error('Nothing listens');
  const next = await open(listener);
  next.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
  expect(await rest(next)).toContain('served');
});

it('frees the place of a refused handshake even if the client keeps the connection', async () => {
  const handshake = 'Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
  const socket = await connected((_request, response) => response.writeHead(403).end(), {
    connections: 1,
    idle: 60_000,
  });
  socket.allowHalfOpen = true;
  socket.write(`GET /ws HTTP/1.1\r\nHost: a\r\n${handshake}`);
  expect(await rest(socket)).toMatch(/^HTTP\/1\.1 403 /);
  expect(socket.writable).toBe(true);
  let answer = '';
  for (let tries = 0; tries < 100 && answer === ''; tries++) {
    if (!listener) throw new Error('Nothing listens');
    const next = await open(listener);
    next.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    answer = await rest(next);
  }
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
});

it('serves later requests by another handler once it has one', async () => {
  const socket = await connected((_request, response) => response.end('first'));
  const ask = async () => {
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const [answer] = await once(socket, 'data');
    return String(answer);
  };
  expect(await ask()).toMatch(/first$/);
  listener?.serve((_request, response) => response.end('second'));
  expect(await ask()).toMatch(/second$/);
});
