/** Requests without their bodies: parameters, ids, paths, methods, problems and connections. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { inDatabase, untilConnected, withoutDatabase } from '../support/database.ts';
import { bodyOf, type ProblemBody } from '../support/library.ts';
import { json, serverPerFile } from '../support/testServer.ts';
import { answersOn, dial, headOf, send } from '../support/wire.ts';

const server = serverPerFile();

beforeAll(async () => {
  await writeFile(join(server.root, 'a.txt'), 'content');
});

const scanPath = '/api/v1/organize/scan';
const problemOf = (response: Response, status: number) => bodyOf<ProblemBody>(response, status);
const nobody = '00000000-0000-4000-8000-000000000000';

describe('a parameter', () => {
  it.each([
    'limit=0',
    'limit=-1',
    'limit=1001',
    'limit=1.5',
    'limit=abc',
    'limit=',
    'limit=0x10',
    'limit=1e9',
    'limit=NaN',
    'limit=Infinity',
    'limit=%2010',
    'limit=10&limit=20',
    'limit[]=10',
    'recursive=yes',
    'recursive=1',
    'recursive=TRUE',
    'recursive=',
    'recursive=true&recursive=true',
    'include_hidden=on',
    'type=folder',
    'type=',
    'sort_by=rank',
    'sort_by=path',
    'sort_order=up',
    'path=/&path=/',
    'cursor=',
    'recursiv=true',
    'Limit=10',
    '__proto__=1',
    'constructor=1',
    '=1',
    'limit=10&limits=10',
  ])('%s is a 400 with a pointer', async (query) => {
    const response = await server.fetch(`/api/v1/files?${query}`);
    const { errors } = await problemOf(response, 400);
    const [name] = query.replace('limit=10&limits', 'limits').split('=');
    expect(errors?.map(({ pointer }) => pointer)).toContain(`#/query/${name}`);
  });

  it.each(['limit=1e2', 'limit=10', 'recursive=true', 'recursive=false'])(
    '%s is accepted',
    async (query) => {
      expect((await server.fetch(`/api/v1/files?${query}`)).status).toBe(200);
    },
  );

  it.each(['x', '1', `${nobody}0`, `${nobody}%00`, '%', '..', `{${nobody}}`])(
    'in the path, "%s", is a 400 with a pointer',
    async (id) => {
      const answer = await send(server, headOf('GET', `/api/v1/files/${id}`));
      const problem = JSON.parse(answer.text) as ProblemBody;
      if (id === '..') {
        expect(answer.status).toBe(404);
        return;
      }
      expect(problem).toMatchObject({ status: 400, code: 'invalid_request' });
      expect(problem.errors?.[0]?.pointer).toBe('#/path/file_id');
    },
  );

  it('all invalid parameters are reported', async () => {
    const response = await server.fetch('/api/v1/files?limit=x&recursive=x&sort_by=x&type=x');
    const { errors } = await problemOf(response, 400);
    const pointers = errors?.map(({ pointer }) => pointer).toSorted();
    expect(pointers).toEqual(
      ['limit', 'recursive', 'sort_by', 'type'].map((name) => `#/query/${name}`),
    );
  });
});

describe('the request id', () => {
  it.each(['a', 'my-request.1_2', 'A'.repeat(128)])('"%s" is kept', async (id) => {
    const response = await server.fetch('/api/v1/files', { headers: { 'X-Request-Id': id } });
    expect(response.headers.get('X-Request-Id')).toBe(id);
  });

  it.each([
    '',
    ' ',
    'a b',
    'A'.repeat(129),
    'x"}\\n{"level":60',
    '<script>',
    'a,b',
    '../a',
    'caf\u00e9',
    '%0d%0a',
  ])('%j is replaced', async (id) => {
    const answer = await send(server, headOf('GET', '/api/v1/files/x', { 'X-Request-Id': id }));
    const given = answer.headers.get('X-Request-Id') ?? '';
    expect(given).toMatch(/^[0-9a-f-]{36}$/);
    expect((JSON.parse(answer.text) as ProblemBody).request_id).toBe(given);
  });

  it('sent twice is replaced', async () => {
    const head = headOf('GET', '/api/v1/health', { 'X-Request-Id': 'one' });
    const answer = await send(server, head.replace('\r\n\r\n', '\r\nX-Request-Id: two\r\n\r\n'));
    expect(answer.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is in every response', async () => {
    for (const path of ['/', '/nowhere', '/api/v1/health', '/api/v1/files', '/docs/problems/x']) {
      const response = await fetch(server.url + path);
      expect(response.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });
});

describe('an unknown path or method', () => {
  it.each([
    '/api',
    '/api/v1',
    '/api/v1/',
    '/api/v1/files/',
    '/API/v1/files',
    '/api/v2/files',
    '/api/v1/files//',
    `/api/v1/files/${nobody}/content/`,
    '/favicon.ico',
    '/%00',
    '/%',
    '/a|b^c',
  ])('%s is a 404', async (path) => {
    const answer = await send(server, headOf('GET', path));
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'not_found', status: 404 });
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
  });

  it.each([
    ['DELETE', '/api/v1/files', ['GET', 'HEAD']],
    ['PUT', `/api/v1/files/${nobody}`, ['DELETE', 'GET', 'HEAD', 'PATCH']],
    ['POST', `/api/v1/files/${nobody}/content`, ['GET', 'HEAD']],
    ['PATCH', scanPath, ['POST']],
    ['GET', scanPath, ['POST']],
    ['HEAD', scanPath, ['POST']],
    ['OPTIONS', '/api/v1/health', ['GET', 'HEAD']],
    ['POST', '/docs', ['GET', 'HEAD']],
    ['PATCH', '/api/v1/files/trash', ['GET', 'HEAD']],
    ['DELETE', '/api/v1/files/upload', ['POST']],
  ])('%s %s is a 405 with Allow', async (method, path, allowed) => {
    const response = await server.fetch(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')?.split(', ').toSorted()).toEqual(allowed);
    const text = await response.text();
    expect(method === 'HEAD' ? text : (JSON.parse(text) as ProblemBody).code).toBe(
      method === 'HEAD' ? '' : 'method_not_allowed',
    );
  });
});

it.each(['/api/v1/files', '/api/v1/health', '/api/v1/files?limit=0', '/nowhere'])(
  'HEAD %s has the headers of GET',
  async (path) => {
    const [got, head] = [await server.fetch(path), await server.fetch(path, { method: 'HEAD' })];
    expect(head.status).toBe(got.status);
    expect(await head.text()).toBe('');
    expect((await got.text()).length).toBeGreaterThan(0);
    expect(head.headers.get('Content-Type')).toBe(got.headers.get('Content-Type'));
  },
);

describe('a problem', () => {
  it('has every documented member', async () => {
    const response = await server.fetch('/api/v1/files?limit=0&path=/a|b%25zz "<>');
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    const problem = await problemOf(response, 400);
    expect(problem).toEqual({
      type: '/docs/problems/invalid_request',
      title: 'Invalid request',
      status: 400,
      detail: 'Query parameter "limit": must be at least 1',
      instance: '/api/v1/files?limit=0&path=/a%7Cb%25zz%20%22%3C%3E',
      code: 'invalid_request',
      request_id: response.headers.get('X-Request-Id'),
      errors: [{ pointer: '#/query/limit', message: 'Must be at least 1' }],
    });
    expect((await server.fetch(problem.type)).status).toBe(200);
  });

  it.each([
    ['/api/v1/files?limit=5000', {}, 'Query parameter "limit": must be at most 1000'],
    ['/api/v1/files?pathh=/', {}, 'Query parameter "pathh": unknown query parameter'],
    ['/api/v1/files/nobody', {}, 'Path parameter "file_id": must be a UUID'],
    ['/api/v1/files?cursor=mine', {}, 'Query parameter "cursor": must be a next_cursor'],
    [scanPath, json({ path: '/' }), 'Field "methodology": is required'],
    [
      scanPath,
      json({ path: '/', methodology: 'kind' }),
      'Field "methodology": must be one of para,',
    ],
    [scanPath, json({ path: '/', methodology: 'type', depth: 3 }), 'Field "depth": unknown field'],
    [
      scanPath,
      json({ path: '/', methodology: 'type', options: { projects: ['A'] } }),
      'Field "options.projects": is only supported by the methodology para',
    ],
    [scanPath, json({ path: 'uploads', methodology: 'type' }), 'Field "path": must start with "/"'],
    [scanPath, { ...json({}), body: '{"path": "/"' }, 'Body: must be valid JSON'],
    [
      '/api/v1/auth/api-keys',
      json({ name: 'x', scopes: ['files:read'], expires_at: '2001-01-01T00:00:00Z' }),
      'Field "expires_at": must be in the future',
    ],
  ])('describes each invalid field: %s %j', async (path, init, detail) => {
    const problem = await problemOf(await server.fetch(path, init), 400);
    expect(problem.detail).toContain(detail);
  });

  it('of a server error reveals no details', async () => {
    await inDatabase(server, 'ALTER TABLE files RENAME TO files_away');
    try {
      // A folder that has not been listed before, and so is not known by heart.
      await mkdir(join(server.root, 'fresh'));
      await writeFile(join(server.root, 'fresh/notes.txt'), 'notes');
      for (const path of ['/api/v1/files?path=/fresh', `/api/v1/files/${nobody}`]) {
        const response = await server.fetch(path);
        const text = await response.clone().text();
        const problem = await problemOf(response, 500);
        expect(problem).toMatchObject({ code: 'internal_error' });
        expect(text).not.toMatch(/sql|table|select|files_away|node_modules|\.ts|\bat \w|Error:/i);
        expect(text).not.toContain(server.root);
      }
    } finally {
      await inDatabase(server, 'ALTER TABLE files_away RENAME TO files');
    }
    expect((await server.fetch('/api/v1/files')).status).toBe(200);
  });

  it('of a locked database has Retry-After', async () => {
    await withoutDatabase(server, async () => {
      // The list has something to note.
      await writeFile(join(server.root, 'noted.txt'), 'x');
      const response = await server.fetch('/api/v1/files');
      expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
      expect((await problemOf(response, 503)).code).toBe('database_busy');
    });
    await untilConnected(server);
  });
});

describe('a connection', () => {
  it('processes pipelined requests in order', async () => {
    const socket = await dial(server);
    const targets = ['/api/v1/health', '/nowhere', '/api/v1/files?limit=0', '/api/v1/health'];
    socket.write(targets.map((target) => headOf('GET', target)).join(''));
    const answers = await answersOn(socket, targets.length);
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 400, 200]);
    socket.destroy();
  });

  it('is reusable after a body was refused unread', async () => {
    const socket = await dial(server);
    const body = 'x'.repeat(500_000);
    for (const headers of [{ 'X-API-Key': 'wrong' }, { 'Content-Type': 'text/plain' }]) {
      socket.write(headOf('POST', scanPath, { ...headers, 'Content-Length': body.length }) + body);
      const [answer] = await answersOn(socket, 1);
      expect([401, 415]).toContain(answer?.status);
    }
    socket.write(headOf('GET', '/api/v1/health'));
    expect((await answersOn(socket, 1))[0]?.status).toBe(200);
    socket.destroy();
  });

  it.each([
    ['no request', 'hello\r\n\r\n'],
    ['two lengths', headOf('POST', scanPath, { 'Content-Length': '3\r\nContent-Length: 4' })],
    [
      'a length with chunks',
      headOf('POST', scanPath, { 'Content-Length': 3, 'Transfer-Encoding': 'chunked' }),
    ],
    ['headers without end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`],
    [
      'a chunk without a size',
      `${headOf('POST', scanPath, { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' })}zz\r\n`,
    ],
    ['a bad host', headOf('GET', '/api/v1/health', { Host: 'a b/c?d' })],
    ['no host', 'GET /api/v1/health HTTP/1.1\r\n\r\n'],
  ])('with %s is refused', async (_what, bytes) => {
    const answer = await send(server, bytes);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect((await server.fetch('/api/v1/health')).status).toBe(200);
  });
});

it('a scan and its results conform to the contract for any order of the body', async () => {
  const response = await server.fetch(
    scanPath,
    json({ methodology: 'type', dry_run: true, path: '/' }),
  );
  expect(response.status).toBe(202);
});
