/** Who is let in: keys and tokens that are right, wrong, altered, past their time, or too little. */
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { inDatabase } from '../support/database.ts';
import { bodyOf, type ProblemBody, refusal } from '../support/library.ts';
import {
  adminKey,
  json,
  serverPerFile,
  startTestServer,
  type TestServer,
  upload,
} from '../support/testServer.ts';
import { headOf, send } from '../support/wire.ts';

const server = serverPerFile();
let secret: Uint8Array;
/** What a token of a session that goes on says. */
let said: { readonly iss: string; readonly sub: string; readonly sid: string };

beforeAll(async () => {
  const [row] = await inDatabase<{ value: string }>(
    server,
    "SELECT value FROM secrets WHERE name = 'access_tokens'",
  );
  secret = Buffer.from(row?.value ?? '', 'base64');
  const [, payload = ''] = (await server.tokens.issue('me', ['admin'])).split('.');
  said = JSON.parse(Buffer.from(payload, 'base64url').toString());
});

const listWith = (headers: Record<string, string>) =>
  fetch(`${server.url}/api/v1/files`, { headers });
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const now = (): number => Math.floor(Date.now() / 1000);
const claims = () => ({ ...said, scope: 'admin', exp: now() + 60 });
const encoded = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

const hs256 = { alg: 'HS256', typ: 'at+jwt' };

/** A token made by hand, so that it can be wrong in ways that no library writes. */
function signed(payload: unknown, header: object = hs256, key = secret): string {
  const text = `${encoded(header)}.${encoded(payload)}`;
  const hash = 'alg' in header && header.alg === 'HS512' ? 'sha512' : 'sha256';
  return `${text}.${createHmac(hash, key).update(text).digest('base64url')}`;
}

describe('an API key', () => {
  it('that is valid is accepted', async () => {
    expect((await listWith({ 'X-API-Key': adminKey })).status).toBe(200);
  });

  it.each([
    ['with a wrong token', 'fo_admin_0123456789abcdee'],
    ['with the last character missing', adminKey.slice(0, -1)],
    ['with an additional character', `${adminKey}0`],
    ['in another case', adminKey.toUpperCase()],
    ['with an unknown id', 'fo_nobody_0123456789abcdef'],
    ['without a token', 'fo_admin_'],
    ['without an id', 'fo__0123456789abcdef'],
    ['without a prefix', 'admin_0123456789abcdef'],
    ['that is empty', ''],
    ['that is a space', ' '],
    ['that is a pattern', 'fo_%_%'],
    ['that is an injection', "fo_admin'--_x"],
    ['that is too long', `fo_${'a'.repeat(64)}_${'b'.repeat(8000)}`],
    ['sent twice', `${adminKey}, ${adminKey}`],
    ['as its own hash', 'fo_admin_hash'],
  ])('%s is a 401', async (_what, key) => {
    const response = await listWith({ 'X-API-Key': key });
    expect(response.headers.get('WWW-Authenticate')).toMatch(/^Bearer realm="[^"]+", error="/);
    const { code } = await bodyOf<ProblemBody>(response, 401);
    expect(code).toBe('invalid_credentials');
  });

  it('is accepted only in its header', async () => {
    const places: [string, Record<string, string>][] = [
      [`?api_key=${adminKey}`, {}],
      [`?X-API-Key=${adminKey}`, {}],
      ['', { Authorization: adminKey }],
      ['', { Authorization: `ApiKey ${adminKey}` }],
      ['', { Authorization: `Basic ${Buffer.from(`x:${adminKey}`).toString('base64')}` }],
      ['', { Cookie: `X-API-Key=${adminKey}` }],
    ];
    for (const [query, headers] of places) {
      const response = await fetch(`${server.url}/api/v1/files${query}`, { headers });
      expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="file-organizer"');
      expect(await refusal(response)).toBe('401 missing_credentials');
    }
    // As a bearer token it is one, only not a valid one.
    expect(await refusal(listWith(bearer(adminKey)))).toBe('401 invalid_credentials');
  });

  it('is stored only as a hash', async () => {
    const made = await server.keys.create('another', ['files:read']);
    expect((await listWith({ 'X-API-Key': made })).status).toBe(200);
    const files = readdirSync(server.data, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    expect(files.some((content) => content.includes('api_keys'))).toBe(true);
    for (const key of [made, adminKey]) {
      const token = key.split('_')[2] ?? key;
      for (const content of files) expect(content).not.toContain(token);
    }
  });
});

describe('a bearer token', () => {
  it.each(['Bearer', 'bearer', 'BEARER'])('of the server is accepted as "%s"', async (scheme) => {
    const token = await server.tokens.issue('me', ['files:read']);
    expect((await listWith({ Authorization: `${scheme} ${token}` })).status).toBe(200);
  });

  const without = (claim: string) => ({ ...claims(), [claim]: undefined });
  const forged: Readonly<Record<string, () => string | Promise<string>>> = {
    'that has expired': () => signed({ ...claims(), exp: now() - 1 }),
    'that is not valid yet': () => signed({ ...claims(), nbf: now() + 600 }),
    'with algorithm "none", signed': () => signed(claims(), { ...hs256, alg: 'none' }),
    'with algorithm "none", unsigned': () =>
      `${encoded({ ...hs256, alg: 'none' })}.${encoded(claims())}.`,
    'without an algorithm': () => signed(claims(), { typ: hs256.typ }),
    'with another algorithm': () => signed(claims(), { ...hs256, alg: 'HS512' }),
    'with a public-key algorithm': () => signed(claims(), { ...hs256, alg: 'RS256' }),
    'signed with another secret': () => signed(claims(), hs256, new Uint8Array(32)),
    'signed with an empty secret': () => signed(claims(), hs256, new Uint8Array(0)),
    'of another issuer': () => signed({ ...claims(), iss: 'someone-else' }),
    'without an issuer': () => signed(without('iss')),
    'without an expiry': () => signed(without('exp')),
    'without a subject': () => signed(without('sub')),
    'without a session': () => signed(without('sid')),
    'of an unknown session': () => signed({ ...claims(), sid: 'x' }),
    'of the session of another user': () => signed({ ...claims(), sub: 'x' }),
    'of another type': () => signed(claims(), { ...hs256, typ: 'JWT' }),
    'without a type': () => signed(claims(), { alg: 'HS256' }),
    'without scopes': () => signed(without('scope')),
    'whose expiry is not a number': () => signed({ ...claims(), exp: 'never' }),
    'whose payload is not an object': () => signed([1]),
    'with an unknown critical header': () => signed(claims(), { ...hs256, crit: ['x'], x: 1 }),
    'with a payload that is not encoded': () =>
      signed(claims(), { ...hs256, crit: ['b64'], b64: false }),
    'without parts': () => 'nonsense',
    'of empty parts': () => '..',
    'of too many parts': () => `${signed(claims())}.x`,
    'of parts that are not JSON': () => 'a.b.c',
    'with an altered payload': async () => {
      const [head, payload = '', signature] = (await server.tokens.issue('me', [])).split('.');
      const was = JSON.parse(Buffer.from(payload, 'base64url').toString());
      return [head, encoded({ ...was, scope: 'admin' }), signature].join('.');
    },
    'with an altered header': () => {
      const [, payload, signature] = signed(claims()).split('.');
      return [encoded({ ...hs256, alg: 'none' }), payload, signature].join('.');
    },
    'without its signature': () => signed(claims()).replace(/[^.]*$/, ''),
  };

  it("signed by hand like the server's is accepted", async () => {
    expect((await listWith(bearer(signed(claims())))).status).toBe(200);
  });

  it.each(Object.entries(forged))('%s is a 401', async (_what, make) => {
    const response = await listWith(bearer(await make()));
    const { code } = await bodyOf<ProblemBody>(response, 401);
    expect(code).toBe('invalid_credentials');
    expect(response.headers.get('WWW-Authenticate')).toContain('error="invalid_token"');
  });

  it.each(['Bearer', 'Bearer ', 'Bearer a b', 'Token abc', 'abc'])(
    'in the malformed header "%s" is a 401',
    async (Authorization) => {
      expect(await refusal(listWith({ Authorization }))).toMatch(/^401 /);
    },
  );

  it('with unknown scopes has none', async () => {
    for (const scope of [{ admin: true }, 1, 'administrator', 'Admin', '*', '']) {
      const response = await listWith(bearer(signed({ ...claims(), scope })));
      expect(await refusal(response)).toBe('403 insufficient_scope');
    }
  });

  it('of another server is refused', async () => {
    const other = await startTestServer();
    const token = await other.tokens.issue('me', ['admin']);
    expect(await refusal(listWith(bearer(token)))).toBe('401 invalid_credentials');
    await other.end();
  });
});

/** The headers that a request has by itself: its media type, if any. */
const typeOf = (init: RequestInit) => Object.fromEntries(new Headers(init.headers));

type Scope = Parameters<TestServer['keys']['create']>[1][number];

describe('scopes', () => {
  const needed: readonly (readonly [Scope, () => [path: string, init: RequestInit]])[] = [
    ['files:read', () => ['/api/v1/files', {}]],
    ['files:write', () => ['/api/v1/files/upload', upload('a.txt', 'x')]],
    ['organize:write', () => ['/api/v1/organize/scan', json({ path: '/', methodology: 'type' })]],
  ];

  it.each(needed)('%s is required and sufficient', async (scope, make) => {
    for (const granted of [
      'files:read',
      'files:write',
      'files:delete',
      'organize:write',
    ] as const) {
      const [path, init] = make();
      const key = await server.keys.create('one scope', [granted]);
      const token = await server.tokens.issue('me', [granted]);
      for (const headers of [{ 'X-API-Key': key }, bearer(token)]) {
        const response = await server.fetch(path, {
          ...init,
          headers: { ...typeOf(init), ...headers },
        });
        // A second scan of the same folder waits for the first, which is no matter of scopes.
        if (granted === scope) expect([200, 201, 202, 409]).toContain(response.status);
        else expect(await refusal(response)).toBe('403 insufficient_scope');
      }
    }
  });

  it('that are missing are named', async () => {
    const key = await server.keys.create('none', []);
    const response = await listWith({ 'X-API-Key': key });
    const { detail } = await bodyOf<ProblemBody>(response, 403);
    expect(detail).toContain('files:read');
  });

  it('are those of the key if both are sent', async () => {
    const key = await server.keys.create('none', []);
    const token = await server.tokens.issue('me', ['admin']);
    const both = { 'X-API-Key': key, ...bearer(token) };
    expect(await refusal(listWith(both))).toBe('403 insufficient_scope');
    const wrong = { 'X-API-Key': 'fo_x_y', ...bearer(token) };
    expect(await refusal(listWith(wrong))).toBe('401 invalid_credentials');
  });

  it('are checked before the request is validated', async () => {
    const key = await server.keys.create('none', []);
    const init = { method: 'POST', headers: { 'X-API-Key': key, 'Content-Type': 'text/plain' } };
    const response = server.fetch('/api/v1/organize/scan', { ...init, body: '{' });
    expect(await refusal(response)).toBe('403 insufficient_scope');
  });
});

it('a key deleted by another program is refused', async () => {
  const key = await server.keys.create('short-lived', ['admin']);
  expect((await listWith({ 'X-API-Key': key })).status).toBe(200);
  await inDatabase(server, 'DELETE FROM api_keys WHERE name = ?', ['short-lived']);
  await vi.waitFor(async () =>
    expect(await refusal(listWith({ 'X-API-Key': key }))).toBe('401 invalid_credentials'),
  );
});

it('health, contract and docs need no credentials', async () => {
  for (const path of ['/api/v1/health', '/api/v1/openapi.json', '/docs/problems/rate_limited']) {
    expect((await fetch(server.url + path)).status).toBe(200);
  }
});

it('unknown paths need no credentials but files do', async () => {
  expect((await fetch(`${server.url}/api/v1/nothing`)).status).toBe(404);
  const id = '00000000-0000-4000-8000-000000000000';
  expect((await fetch(`${server.url}/api/v1/files/${id}`)).status).toBe(401);
  const answer = await send(server, headOf('GET', '/api/v1/files?limit=0', { 'X-API-Key': 'x' }));
  expect(answer.status).toBe(401);
});

it.each([
  ['a key with a control character', `X-API-Key: ${adminKey}\x01\r\n`, 400],
  ['a key with a null byte', `X-API-Key: ${adminKey}\x00\r\n`, 400],
  ['a key with non-ASCII letters', 'X-API-Key: fo_ädmin_0123456789абв\r\n', 401],
  ['two headers with a key', `X-API-Key: ${adminKey}\r\nX-API-Key: ${adminKey}\r\n`, 401],
  ['a token of 100 KB', `Authorization: Bearer a.${'b'.repeat(100_000)}.c\r\n`, 431],
  ['a token with a null byte', 'Authorization: Bearer a.b\x00.c\r\n', 400],
  ['a token with non-ASCII letters', 'Authorization: Bearer ä.б.ç\r\n', 401],
])('refuses %s', async (_what, header, status) => {
  const bytes = `GET /api/v1/files HTTP/1.1\r\nHost: localhost\r\n${header}\r\n`;
  const answer = await send(server, Buffer.from(bytes));
  expect(answer.status).toBe(status);
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
  expect(answer.headers.get('X-Request-Id')).toBe(JSON.parse(answer.text).request_id);
});
