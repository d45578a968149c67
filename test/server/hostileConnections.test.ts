/**
 * Connections on which comes what no client sends: what is not HTTP, or no WebSocket as it must be,
 * and requests in any order and pieces. Each gets a documented answer or an end, and the server
 * goes on: an error that nobody takes fails the run.
 */
import { once } from 'node:events';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { randomOf } from 'contract-first/schema';
import { describe, expect, it } from 'vitest';
import { seed } from '../support/seed.ts';
import { adminKey, serverPerFile } from '../support/testServer.ts';
import {
  answersOn,
  dial,
  filePart,
  formOf,
  frameOf,
  framesOn,
  handshakeOf,
  headOf,
  send,
  uploadHead,
} from '../support/wire.ts';

const server = serverPerFile({ maxUploadBytes: 100_000 });

describe('a malformed request', () => {
  const key = `X-API-Key: ${adminKey}\r\n`;
  const json = 'Content-Type: application/json\r\n';
  const post = `POST /api/v1/organize/scan HTTP/1.1\r\nHost: a\r\n${key}${json}`;

  it.each<readonly [what: string, bytes: string, code: string]>([
    ['noise', '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n', 'malformed_request'],
    ['no version', 'GET /\r\n\r\n', 'malformed_request'],
    ['an unknown version', 'GET / HTTP/9.9\r\nHost: a\r\n\r\n', 'malformed_request'],
    ['an unknown method', 'STEAL / HTTP/1.1\r\nHost: a\r\n\r\n', 'malformed_request'],
    ['CONNECT', 'CONNECT example.org:443 HTTP/1.1\r\nHost: a\r\n\r\n', 'malformed_request'],
    ['no Host header', 'GET /api/v1/health HTTP/1.1\r\n\r\n', 'malformed_request'],
    ['two Hosts', 'GET /api/v1/health HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n', 'malformed_request'],
    [
      'an invalid Host',
      'GET /api/v1/health HTTP/1.1\r\nHost: a b/@\\\r\n\r\n',
      'malformed_request',
    ],
    [
      'a Host with a path',
      'GET /api/v1/health HTTP/1.1\r\nHost: a/../b\r\n\r\n',
      'malformed_request',
    ],
    [
      'a Host with a name and password',
      'GET /api/v1/health HTTP/1.1\r\nHost: a:b@c\r\n\r\n',
      'malformed_request',
    ],
    ['an asterisk', 'GET * HTTP/1.1\r\nHost: a\r\n\r\n', 'malformed_request'],
    ['another scheme', 'GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n', 'malformed_request'],
    ['a header without a name', 'GET / HTTP/1.1\r\nHost: a\r\n: x\r\n\r\n', 'malformed_request'],
    ['a header with a NUL', 'GET / HTTP/1.1\r\nHost: a\r\nX-A: \0\r\n\r\n', 'malformed_request'],
    ['a folded header', 'GET / HTTP/1.1\r\nHost: a\r\nX-A: b\r\n c\0\r\n\r\n', 'malformed_request'],
    [
      'headers that are too large',
      `GET / HTTP/1.1\r\nHost: a\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`,
      'headers_too_large',
    ],
    [
      'a URL that is too long',
      `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
      'headers_too_large',
    ],
    ['two lengths', `${post}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, 'malformed_request'],
    ['a negative length', `${post}Content-Length: -1\r\n\r\n{}`, 'malformed_request'],
    ['a length that is not a number', `${post}Content-Length: 0x2\r\n\r\n{}`, 'malformed_request'],
    [
      'a length with chunks',
      `${post}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      'malformed_request',
    ],
    [
      'two transfer codings',
      `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
      'malformed_request',
    ],
    [
      'chunks of garbage',
      `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n`,
      'malformed_request',
    ],
    [
      'a chunk without bounds',
      `${post}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n{}`,
      'malformed_request',
    ],
  ])('%s', async (_what, bytes, code) => {
    const answer = await send(server, Buffer.from(bytes, 'latin1'));
    const problem = JSON.parse(answer.text);
    expect([problem.code, problem.status]).toEqual([code, answer.status]);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    expect(answer.headers.get('X-Request-Id')).toBe(problem.request_id);
    expect((await server.fetch('/api/v1/health')).status).toBe(200);
  });

  it('cannot smuggle a second request', async () => {
    const smuggled = 'GET /api/v1/health HTTP/1.1\r\nHost: a\r\n\r\n';
    const socket = await dial(server);
    socket.write(
      `${post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
    );
    const answers = await answersOn(socket, 2);
    expect(answers.map(({ status }) => status)).toEqual([400]);
  });

  it.each([
    ['an absolute URL', 'GET http://localhost/api/v1/health HTTP/1.1\r\nHost: a\r\n\r\n'],
    [
      'an unknown expectation',
      'GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\n\r\n',
    ],
    [
      'an unsupported upgrade',
      'GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: tea\r\n\r\n',
    ],
  ])('%s is an ordinary request', async (_what, bytes) => {
    expect((await send(server, bytes)).status).toBe(200);
  });

  it('a request with a body shorter than its length ends with the connection', async () => {
    const socket = await dial(server);
    socket.end(`${post}Content-Length: 1000\r\n\r\n{}`);
    const [answer] = await answersOn(socket, 1);
    expect(answer?.status ?? 400).toBe(400);
  });
});

describe('a WebSocket', () => {
  /** First bytes of frames: the last, or not the last, of a message. */
  const [text, binary, close, ping, pong] = [0x81, 0x82, 0x88, 0x89, 0x8a] as const;
  const [begun, more, last] = [0x01, 0x00, 0x80] as const;
  const many = (count: number, frame: (at: number) => Buffer): Buffer =>
    Buffer.concat(Array.from({ length: count }, (_, at) => frame(at)));

  /** Opens one, sends bytes, and reads until it is closed or something has come. */
  async function send(bytes: Buffer, isEnough?: (texts: readonly string[]) => boolean) {
    const socket = await dial(server);
    const extensions = { 'Sec-WebSocket-Extensions': 'permessage-deflate' };
    socket.write(handshakeOf('/api/v1/ws/hostile', extensions));
    socket.write(bytes);
    const frames = await framesOn(socket, isEnough);
    socket.destroy();
    expect((await server.fetch('/api/v1/health')).status).toBe(200);
    return frames;
  }

  it('refuses HTTP/1.0 and pipelined handshakes', async () => {
    const handshake = handshakeOf('/api/v1/ws/hostile');
    const old = await dial(server);
    old.write(handshake.replace('HTTP/1.1', 'HTTP/1.0'));
    expect((await answersOn(old, 1)).map(({ status }) => status)).toEqual([426]);
    const second = await dial(server);
    second.write(headOf('GET', '/api/v1/files') + handshake);
    expect((await answersOn(second, 2)).map(({ status }) => status)).toEqual([200, 426]);
    for (const socket of [old, second]) socket.destroy();
  });

  it.each<readonly [what: string, code: number, bytes: Buffer]>([
    ['an unmasked frame', 1002, frameOf(text, '{}', { isMasked: false })],
    ['a compressed frame', 1002, frameOf(text | 0x40, '{}')],
    ['an unknown opcode', 1002, frameOf(0x83)],
    ['a continuation without a message', 1002, frameOf(last, '{}')],
    ['a message within a message', 1002, many(2, () => frameOf(begun, '{'))],
    ['a fragmented ping', 1002, frameOf(0x09, 'x')],
    ['a ping that is too large', 1002, frameOf(ping, 'x'.repeat(126))],
    ['a close frame with half a code', 1002, frameOf(close, '\u0003')],
    ['a close frame with a reserved code', 1002, frameOf(close, Buffer.from([3, 0xed]))],
    ['HTTP', 1002, Buffer.from('GET /api/v1/health HTTP/1.1\r\nHost: a\r\n\r\n')],
    ['a binary message', 1003, frameOf(binary, '{}')],
    ['text that is not UTF-8', 1007, frameOf(text, Buffer.from([0xc3, 0x28]))],
    [
      'text that is not UTF-8 over two pieces',
      1007,
      Buffer.concat([frameOf(begun, Buffer.from([0xc3])), frameOf(last, Buffer.from([0x28]))]),
    ],
    ['thousands of subscriptions', 1008, many(5_000, () => frameOf(text, '{"type":"ping"}'))],
    ['thousands of unsolicited pongs', 1008, many(5_000, () => frameOf(pong))],
    ['a message in 20,000 fragments', 1008, many(20_000, (at) => frameOf(at ? more : begun, 'x'))],
    ['a message in 20,000 empty fragments', 1008, many(20_000, (at) => frameOf(at ? more : begun))],
    ['a message of a megabyte', 1009, frameOf(text, 'x'.repeat(1_000_000))],
    ['a message with a length of 4 PiB', 1009, frameOf(text, 'x', { length: 2 ** 52 })],
    [
      'a large message in pieces',
      1009,
      many(70, (at) => frameOf(at ? more : begun, 'x'.repeat(1000))),
    ],
  ])('is closed for %s with %i', async (_what, code, bytes) => {
    expect((await send(bytes)).code).toBe(code);
  });

  it.each([
    ['an empty message', '', 'invalid_json'],
    ['deep lists', '['.repeat(60_000), 'invalid_json'],
    ['an unknown type', `{"type":"${'x'.repeat(60_000)}"}`, 'invalid_message'],
    ['an unknown field', `{"type":"ping","${'x'.repeat(60_000)}":1}`, 'invalid_message'],
    ['a prototype', '{"type":"ping","__proto__":{"admin":true}}', 'invalid_message'],
    ['an unpaired surrogate', '{"type":"subscribe","job_id":"\\ud800"}', 'invalid_message'],
  ])('survives %s with a short error', async (_what, message, code) => {
    const pinged = Buffer.concat([frameOf(text, message), frameOf(text, '{"type":"ping"}')]);
    const { texts } = await send(pinged, (all) => all.length === 3);
    expect(texts[1]).toContain(code);
    expect(texts[1]?.length).toBeLessThan(300);
    expect(JSON.parse(texts[2] ?? '')).toEqual({ type: 'pong' });
  });

  it('is closed if pings arrive faster than they can be answered', async () => {
    const frames = await send(many(5_000, () => frameOf(ping, 'x'.repeat(125))));
    expect(frames.code).toBeUndefined();
  });

  it('answers a ping within a fragmented message', async () => {
    const pieces = [frameOf(begun, '{"type":'), frameOf(ping, 'x'), frameOf(last, '"ping"}')];
    const { texts } = await send(Buffer.concat(pieces), (all) => all.length === 2);
    expect(texts[1]).toBe('{"type":"pong"}');
  });
});

describe('pipelined requests', () => {
  const put = (headers: Readonly<Record<string, string | number>>) =>
    headOf('PUT', '/api/v1/files/content?path=/behind.txt', headers);
  const form = formOf([filePart('hello')]);
  const expecting = { Expect: '100-continue' };
  const wrong = { 'X-API-Key': 'wrong' };
  const live = '/api/v1/ws/behind';
  const pieces: readonly (string | Buffer)[] = [
    headOf('GET', '/api/v1/health'),
    headOf('GET', '/api/v1/health').replace('1.1', '1.0'),
    headOf('HEAD', '/api/v1/files'),
    headOf('GET', '/api/v1/files', { Connection: 'close' }),
    headOf('GET', '/api/v1/files', { 'Content-Length': 5 }).concat('hello'),
    headOf('GET', '/nowhere', { Expect: 'tea' }),
    headOf('CONNECT', 'a:443'),
    headOf('OPTIONS', '*'),
    'GET /api/v1/health HTTP/1.1\r\n\r\n',
    'nonsense\r\n\r\n',
    'x'.repeat(2_000),
    put({ 'Content-Length': 5 }).concat('hello'),
    put({ 'Content-Length': 5, ...wrong }).concat('hello'),
    put({ 'Content-Length': 5, ...expecting }).concat('hello'),
    put({ 'Content-Length': 5, ...expecting, ...wrong }),
    put({ 'Content-Length': 200_000 }).concat('x'.repeat(20_000)),
    put({ 'Content-Length': 5, 'Content-Encoding': 'gzip' }).concat('hello'),
    put({ 'Transfer-Encoding': 'chunked', ...expecting }).concat('5\r\nhello\r\n0\r\n\r\n'),
    put({ 'Transfer-Encoding': 'gzip, chunked' }).concat('5\r\nhello\r\n0\r\n\r\n'),
    Buffer.concat([Buffer.from(uploadHead(form.length, expecting)), form]),
    Buffer.concat([Buffer.from(uploadHead(form.length + 9)), form]),
    handshakeOf(live),
    handshakeOf(live, wrong),
    handshakeOf(live, { Origin: 'https://foe.example' }),
    handshakeOf(live, { 'Content-Length': 5 }).concat('hello'),
    handshakeOf('/api/v1/files'),
    frameOf(0x81, '{"type":"ping"}'),
  ];

  /** Sends some pieces, in one go or a few bytes at a time, and goes away in one way or another. */
  async function visit(random: () => number): Promise<void> {
    const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
    const count = 1 + Math.floor(random() * 4);
    const bytes = Buffer.concat(Array.from({ length: count }, () => Buffer.from(pick(pieces))));
    const step = pick([bytes.length, bytes.length, 700, 64]);
    const socket = await dial(server);
    socket.allowHalfOpen = random() < 0.3;
    if (random() < 0.8) socket.resume();
    for (let at = 0; at < Math.min(bytes.length, 50 * step) && socket.writable; at += step) {
      socket.write(bytes.subarray(at, at + step));
      await setImmediate();
    }
    await setTimeout(random() * 30);
    const leave = random();
    if (leave < 0.3) socket.end();
    else if (leave < 0.6) socket.resetAndDestroy();
    else socket.destroy();
    await Promise.race([once(socket, 'close'), setTimeout(100)]);
    socket.destroy();
  }

  // In the name: an error that nobody catches ends the server, and is told with that of the test.
  it(`do not break the server, however they end (SEED=${seed})`, async () => {
    const random = randomOf(seed);
    for (let round = 0; round < 12; round++) {
      await Promise.all(Array.from({ length: 8 }, () => visit(random)));
      const health = await server.fetch('/api/v1/health');
      expect(health.status, `round ${round}`).toBe(200);
    }
  });
});
