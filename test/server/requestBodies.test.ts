/** Bodies of requests: JSON, codings, and bodies that are sent only on request. */
import { describe, expect, it } from 'vitest';
import { openLog } from '../../packages/server/src/process/log.ts';
import { bodyOf, names, type ProblemBody, refusal } from '../support/library.ts';
import { json, serverPerFile, startTestServer } from '../support/testServer.ts';
import { answersOn, dial, headOf, send } from '../support/wire.ts';

const server = serverPerFile();

const scanPath = '/api/v1/organize/scan';
const scan = (body: string | Buffer, type = 'application/json') =>
  server.fetch(scanPath, {
    method: 'POST',
    headers: { 'Content-Type': type },
    body: new Uint8Array(Buffer.from(body)),
  });
const problemOf = (response: Response, status: number) => bodyOf<ProblemBody>(response, status);

describe('a JSON body', () => {
  const good = '{"path": "/missing", "methodology": "type"}';

  it.each([
    ['application/json', good],
    ['application/json; charset=utf-8', good],
    ['application/json ; charset=utf-8', good],
    ['application/json\t;\tcharset=utf-8', good],
    ['application/json;', good],
    ['application/json;charset="UTF-8"', good],
    ['Application/JSON', good],
    ['application/json', ` \n\t${good}\r\n`],
    ['application/json', `\ufeff${good}`],
    ['application/json', '{"path": "/first", "path": "/missing", "methodology": "type"}'],
  ])('of %s is read', async (type, body) => {
    expect(await refusal(scan(body, type))).toBe('404 folder_not_found');
  });

  it.each([
    ['an empty string', ''],
    ['spaces', '  '],
    ['half an object', '{"path": "/'],
    ['single quotes', "{'path': '/'}"],
    ['a trailing comma', '{"path": "/",}'],
    ['a comment', '{/* */}'],
    ['two objects', `${good}${good}`],
    ['NaN', '{"path": NaN}'],
    ['a raw newline in a string', '{"path": "/\n"}'],
    ['a form', 'path=/&methodology=type'],
    ['UTF-16', Buffer.from(good, 'utf16le')],
    ['Latin-1', Buffer.from('{"path": "/caf\u00e9", "methodology": "type"}', 'latin1')],
  ])('of %s is a 400', async (_what, body) => {
    const response = await scan(body);
    expect((await problemOf(response, 400)).code).toBe('invalid_request');
  });

  it.each([
    ['null', 'null'],
    ['a number', '1'],
    ['a string', '"x"'],
    ['a list', '[]'],
    ['deeply nested lists', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['deeply nested objects', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
    [
      'a deeply nested field',
      `{"path": ${'['.repeat(100_000)}${']'.repeat(100_000)}, "methodology": "type"}`,
    ],
  ])('of %s is a 400 with a pointer', async (_what, body) => {
    const { errors } = await problemOf(await scan(body), 400);
    expect(errors?.length).toBeGreaterThan(0);
    for (const { pointer } of errors ?? []) expect(pointer).toMatch(/^#\/body(\/|$)/);
  });

  it.each(['\\ud800', '\\uDFFF', 'a\\udc00\\ud800', '\\ud83d\\ud83d\\ude00', '\\\\\\ud800'])(
    'with an unpaired surrogate, such as %s, is a 400',
    async (half) => {
      const body = `{"name": "${half}", "scopes": ["files:read"]}`;
      const made = server.fetch('/api/v1/auth/api-keys', { ...json(null), body });
      const { errors } = await problemOf(await made, 400);
      expect(errors?.map(({ pointer }) => pointer)).toEqual(['#/body']);
      const kept = await server.fetch('/api/v1/auth/api-keys');
      expect(JSON.stringify(await kept.json())).not.toMatch(/\\ud|\ufffd/i);
    },
  );

  it('with surrogate pairs keeps them', async () => {
    const body = '{"name": "\\ud83d\\ude00 \ud83d\ude00 \\\\ud800", "scopes": ["files:read"]}';
    const made = await server.fetch('/api/v1/auth/api-keys', { ...json(null), body });
    const { name } = await bodyOf<{ name: string }>(made, 201);
    expect(name).toBe('\ud83d\ude00 \ud83d\ude00 \\ud800');
  });

  it.each([
    ['missing fields', '{}', ['#/body/methodology', '#/body/path']],
    ['a field of another type', '{"path": 1, "methodology": "type"}', ['#/body/path']],
    ['an invalid enum value', '{"path": "/", "methodology": "magic"}', ['#/body/methodology']],
    [
      'a string for a boolean',
      '{"path": "/", "methodology": "type", "dry_run": "true"}',
      ['#/body/dry_run'],
    ],
    ['a null', '{"path": null, "methodology": "type"}', ['#/body/path']],
    [
      'unknown fields',
      '{"path": "/", "methodology": "type", "a/b~c": 1, "": 2}',
      ['#/body/', '#/body/a~1b~0c'],
    ],
    [
      '__proto__',
      '{"path": "/", "methodology": "type", "__proto__": {"dry_run": true}}',
      ['#/body/__proto__'],
    ],
    [
      'constructor',
      '{"path": "/", "methodology": "type", "constructor": {}}',
      ['#/body/constructor'],
    ],
  ])('with %s is a 400 with a pointer to each', async (_what, body, pointers) => {
    const { errors } = await problemOf(await scan(body), 400);
    expect(errors?.map(({ pointer }) => pointer).toSorted()).toEqual(pointers);
    for (const { message } of errors ?? []) expect(message).not.toBe('');
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/jsonp',
    'text/json',
    'application/jsonx; charset=utf-8',
    '',
  ])('as "%s" is a 415', async (type) => {
    expect(await refusal(scan(good, type))).toBe('415 unsupported_media_type');
  });

  it('that is missing is a 415', async () => {
    const answer = await send(server, headOf('POST', scanPath, { 'Content-Length': 0 }));
    expect(answer.status).toBe(415);
  });

  it('that is too large is a 413 on a reusable connection', async () => {
    const body = JSON.stringify({ path: `/${'x'.repeat(1024 * 1024)}`, methodology: 'type' });
    const type = { 'Content-Type': 'application/json' };
    const socket = await dial(server);
    socket.write(headOf('POST', scanPath, { ...type, 'Content-Length': body.length }));
    socket.write(body);
    expect((await answersOn(socket, 1))[0]?.status).toBe(413);
    socket.write(headOf('POST', scanPath, { ...type, 'Transfer-Encoding': 'chunked' }));
    socket.write(`${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`);
    expect((await answersOn(socket, 1))[0]?.status).toBe(413);
    socket.write(headOf('GET', '/api/v1/health'));
    expect((await answersOn(socket, 1))[0]?.status).toBe(200);
    socket.destroy();
  });
});

describe('a body with a content coding', () => {
  const content = '/api/v1/files/content?path=/encoded.txt';

  it.each([
    ['PUT', content, 'application/octet-stream', 'gzip'],
    ['PUT', content, 'application/gzip', 'GZIP'],
    ['PUT', content, 'text/plain', 'identity, br'],
    ['POST', '/api/v1/files/upload', 'multipart/form-data; boundary=x', 'gzip'],
    ['POST', scanPath, 'application/json', 'deflate'],
    ['POST', '/api/v1/auth/login', 'application/json', 'zstd'],
  ])('is a 415 with the supported codings: %s %s, %s by %s', async (method, path, type, coding) => {
    const headers = { 'Content-Type': type, 'Content-Encoding': coding };
    const response = await server.fetch(path, { method, headers, body: 'x' });
    expect(response.headers.get('Accept-Encoding')).toBe('identity');
    expect(await refusal(response)).toBe('415 unsupported_content_coding');
    expect(await names(server)).not.toContain('encoded.txt');
  });

  it('is accepted with the coding identity', async () => {
    const headers = { 'Content-Encoding': 'Identity', 'Content-Type': 'application/json' };
    const scanned = server.fetch(scanPath, { method: 'POST', headers, body: '{}' });
    expect(await refusal(scanned)).toBe('400 invalid_request');
  });

  it('is distinguished from another media type by Accept-Encoding', async () => {
    expect((await scan('{}', 'text/plain')).headers.get('Accept-Encoding')).toBeNull();
  });

  it('with an unknown transfer coding is a 501', async () => {
    for (const coding of ['gzip, chunked', 'gzip\r\nTransfer-Encoding: chunked']) {
      const head = headOf('PUT', content, { 'Transfer-Encoding': coding });
      const answer = await send(server, `${head}1\r\nx\r\n0\r\n\r\n`);
      expect(answer.status).toBe(501);
      expect(JSON.parse(answer.text)).toMatchObject({ code: 'unknown_transfer_coding' });
    }
    expect(await names(server)).not.toContain('encoded.txt');
  });
});

it('an unknown transfer coding is logged without a stack trace', async () => {
  const putting = '/api/v1/files/content?path=/encoded.txt';
  const lines: string[] = [];
  const log = await openLog('info', false, { write: (line: string) => lines.push(line) });
  const logged = await startTestServer({}, { log });
  try {
    const head = headOf('PUT', putting, { 'Transfer-Encoding': 'gzip, chunked' });
    expect((await send(logged, `${head}1\r\nx\r\n0\r\n\r\n`)).status).toBe(501);
  } finally {
    await logged.end();
  }
  const about = lines.map((line) => JSON.parse(line)).filter((line) => line.request_id);
  expect(about).toEqual([expect.objectContaining({ msg: 'request', status: 501 })]);
});

describe('a body with Expect: 100-continue', () => {
  const expecting = (headers: Readonly<Record<string, string | number>>) => ({
    Expect: '100-continue',
    ...headers,
  });
  const put = '/api/v1/files/content?path=/held-back.txt';
  const form = 'multipart/form-data; boundary=x';

  it.each<readonly [string, string, string, Readonly<Record<string, string | number>>]>([
    ['401', 'PUT', put, { 'Content-Length': 5, 'X-API-Key': 'wrong' }],
    ['404', 'PUT', '/nowhere', { 'Content-Length': 5 }],
    ['400', 'PUT', `${put}&x=1`, { 'Content-Length': 5 }],
    ['413', 'PUT', put, { 'Content-Length': 2 ** 40 }],
    ['413', 'POST', '/api/v1/files/upload', { 'Content-Length': 2 ** 40, 'Content-Type': form }],
    ['413', 'POST', scanPath, { 'Content-Length': 2 ** 21, 'Content-Type': 'application/json' }],
    ['415', 'POST', scanPath, { 'Content-Length': 5 }],
    ['415', 'PUT', put, { 'Transfer-Encoding': 'chunked', 'Content-Encoding': 'gzip' }],
  ])('is not requested for a %s: %s %s', async (status, method, path, headers) => {
    const socket = await dial(server);
    socket.write(headOf(method, path, expecting(headers)));
    const answers = await answersOn(socket, 2);
    // The connection ends, since the body may come or not.
    expect(answers.map((answer) => String(answer.status))).toEqual([status]);
    expect(answers[0]?.headers.get('Connection')).toBe('close');
    socket.destroy();
  });

  it('is not requested without the scope', async () => {
    const key = await server.keys.create('reader', ['files:read']);
    const socket = await dial(server);
    socket.write(headOf('PUT', put, expecting({ 'Content-Length': 5, 'X-API-Key': key })));
    expect(await answersOn(socket, 2)).toMatchObject([{ status: 403 }]);
    socket.destroy();
  });

  it.each([
    ['of a file', 'PUT', put, 'application/octet-stream', 'hello'],
    ['of JSON', 'POST', scanPath, 'application/json', '{"path":"/never","methodology":"type"}'],
    ['of a form', 'POST', '/api/v1/files/upload', form, '--x--\r\n'],
  ])('is requested if needed: %s', async (_what, method, path, type, body) => {
    const length = { 'Content-Length': body.length, 'Content-Type': type };
    for (const headers of [length, { 'Content-Type': type, 'Transfer-Encoding': 'chunked' }]) {
      const socket = await dial(server);
      socket.write(headOf(method, path, expecting(headers)));
      expect(await answersOn(socket, 1)).toMatchObject([{ status: 100 }]);
      const isChunked = !('Content-Length' in headers);
      socket.write(isChunked ? `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n` : body);
      socket.write(headOf('GET', '/api/v1/health'));
      const [answer, next] = await answersOn(socket, 2);
      expect([200, 201, 400, 404]).toContain(answer?.status);
      expect(next?.status).toBe(200);
      socket.destroy();
    }
  });

  it('is read if it is sent anyway', async () => {
    const socket = await dial(server);
    const head = headOf('PUT', put, expecting({ 'Content-Length': 5, 'X-API-Key': 'wrong' }));
    socket.write(`${head}hello${headOf('GET', '/api/v1/health')}`);
    const statuses = (await answersOn(socket, 3)).map(({ status }) => status);
    expect(statuses).toEqual([100, 401, 200]);
    socket.destroy();
  });
});
