import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { lineOf } from './requestLog.ts';
import { documentOf, json, ok, serving } from './testing/serving.ts';

const line = { method: 'GET', target: '/a?b=c', status: 200, ms: 3.4, decision: 'example' };

describe('a line of the log', () => {
  it('has request, status, time and decision', () => {
    expect(lineOf(line)).toBe('GET /a?b=c 200 3 ms  example');
  });

  it.each([
    ['\u001b[31mred', '\\u001b[31mred'],
    ['two\r\nlines', 'two\\r\\nlines'],
    ['\u009b31m', '\\u009b31m'],
    ['\u007f', '\\u007f'],
    ['\u2028', '\\u2028'],
    ['\u202egnp', '\\u202egnp'],
    ['a\u200bb', 'a\\u200bb'],
    ['\ud800', '\\ud800'],
    ['é 🚢', 'é 🚢'],
  ])('escapes %j as %s', (decision, shown) => {
    expect(lineOf({ ...line, decision })).toBe(`GET /a?b=c 200 3 ms  ${shown}`);
  });

  it('is truncated', () => {
    expect(lineOf({ ...line, decision: 'a'.repeat(5000) }).length).toBeLessThan(1100);
  });
});

describe('a logged request', () => {
  const document = documentOf(
    {
      '/': {
        get: {
          parameters: [{ name: 'n', in: 'query', schema: { type: 'integer' } }],
          responses: { ...ok({ type: 'string' }), 400: { description: 'no' } },
        },
        post: {
          security: [{ Key: [] }],
          requestBody: {
            content: { 'application/json': { schema: { additionalProperties: false } } },
          },
          responses: { 204: { description: 'ok' }, 400: { description: 'no' } },
        },
      },
    },
    {},
    {
      components: { securitySchemes: { Key: { type: 'apiKey', in: 'query', name: 'key' } } },
    },
  );

  it.each<readonly [target: string, init: RequestInit, shown: string]>([
    ['/', {}, 'GET / 200 generated from the schema'],
    ['/?n=a', {}, 'GET /?n=a 400 invalid_request: #/query/n must be integer'],
    ['/b', {}, 'GET /b 404 not_found: No operation at "/b"; nearest: GET, POST /'],
    ['/', { headers: { Prefer: 'code=400' } }, 'GET / 400 no content'],
    ['/', { method: 'PUT' }, 'PUT / 405 method_not_allowed: "/" accepts GET, HEAD, POST, not PUT'],
    ['/?key=secret', json({}), 'POST /?key=*** 204 no content'],
    [
      '/?key=secret',
      json({ '\u001b[2J': 1 }),
      'POST /?key=*** 400 invalid_request: #/body/\u001b[2J Unknown field',
    ],
  ])('%s %j is described', async (target, init, shown) => {
    const { ask, lines } = await serving(document);
    await ask(target, init);
    expect(
      lines.map(({ method, target: to, status, decision }) =>
        [method, to, status, decision].join(' '),
      ),
    ).toEqual([shown]);
    expect(lines[0]?.ms).toBeGreaterThan(0);
  });

  it('escapes bytes in a URL that are not characters', async () => {
    const { url, lines } = await serving(document);
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.end(
      Buffer.from('GET /\u009b31m HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 'latin1'),
    );
    await text(socket);
    expect(lines.map(lineOf).join('')).toMatch(/^[\x20-\x7e]*$/);
  });
});
