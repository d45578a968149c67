/** What web pages of other origins can send without asking: they must not lock anybody out. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { ProblemBody } from '../support/library.ts';
import { handshake } from '../support/liveClient.ts';
import {
  adminKey,
  json,
  password,
  serverPerFile,
  serverPerTest,
  type TestServer,
} from '../support/testServer.ts';
import { send } from '../support/wire.ts';

const socketPath = '/api/v1/ws/x';
/** What Chromium says of an image in a page of another site. */
const ofImage = {
  'Sec-Fetch-Site': 'cross-site',
  'Sec-Fetch-Mode': 'no-cors',
  'Sec-Fetch-Dest': 'image',
};
const foe = 'https://foe.example';
const friend = 'https://friend.example';

type Headers = Readonly<Record<string, string>>;

/** Sends a request with these headers and no others, as `fetch` would not. */
async function ask(
  server: TestServer,
  method: string,
  path: string,
  headers: Headers,
  body = '',
): Promise<string> {
  const all = { Host: new URL(server.url).host, 'Content-Length': body.length, ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const { status, text } = await send(
    server,
    `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`,
    body,
  );
  return `${status} ${(JSON.parse(text) as ProblemBody).code ?? ''}`.trim();
}

const login = (server: TestServer, username = 'admin', word = password) =>
  fetch(`${server.url}/api/v1/auth/login`, json({ username, password: word }));

describe('wrong credentials from a page of another origin', () => {
  // 10 wrong credentials a minute, one login for each name.
  const server = serverPerTest({ rateLimitScale: 0.1 });

  /** Whether the next wrong key is still answered with 401, since nothing was counted before. */
  const isCounted = async () => {
    for (let count = 0; count < 10; count++) {
      const response = await server.fetch('/api/v1/files', { headers: { 'X-API-Key': 'fo_a_b' } });
      if (response.status === 429) return true;
    }
    return false;
  };

  it('in images are not counted', async () => {
    for (let count = 0; count < 11; count++) {
      const answer = await ask(server, 'GET', `${socketPath}?ticket=bad`, ofImage);
      expect(answer).toBe('426 upgrade_required');
    }
    expect((await login(server)).status).toBe(200);
    expect(await isCounted()).toBe(false);
  });

  it('in ordinary requests to the WebSocket path are not counted', async () => {
    for (let count = 0; count < 11; count++) {
      const answer = await ask(server, 'GET', socketPath, { 'X-API-Key': 'fo_a_b' });
      expect(answer).toBe('426 upgrade_required');
    }
    expect(await isCounted()).toBe(false);
  });

  it('in handshakes are not counted', async () => {
    for (let count = 0; count < 11; count++) {
      const response = await handshake(server, `${socketPath}?ticket=bad`, { Origin: foe });
      expect(await response.json()).toMatchObject({ status: 403, code: 'origin_not_allowed' });
    }
    expect(await isCounted()).toBe(false);
  });

  it('in logins and refreshes are not counted', async () => {
    const headers = { Origin: foe, 'Sec-Fetch-Site': 'cross-site', 'Content-Type': 'text/plain' };
    for (const path of ['login', 'refresh']) {
      for (let count = 0; count < 3; count++) {
        const answer = await ask(server, 'POST', `/api/v1/auth/${path}`, headers, '{}');
        expect(answer).toBe('403 origin_not_allowed');
      }
    }
    // The only one that this limit allows.
    const answer = await ask(server, 'POST', '/api/v1/auth/login', {}, '{}');
    expect(answer).toBe('415 unsupported_media_type');
    expect(await isCounted()).toBe(false);
  });

  it('in a handshake without an origin are counted', async () => {
    for (let count = 0; count < 10; count++) {
      expect((await handshake(server, `${socketPath}?ticket=bad`, {})).status).toBe(401);
    }
    expect((await handshake(server, `${socketPath}?ticket=bad`, {})).status).toBe(429);
  });
});

describe('counted wrong credentials', () => {
  // 30 wrong credentials, 3 logins for each name; 1 of those once the wrong ones are used up.
  const server = serverPerTest({ rateLimitScale: 0.3 });

  /** Uses up the wrong credentials of this address. */
  const exhaust = async () => {
    for (let count = 0; count < 30; count++) {
      await server.fetch('/api/v1/files', { headers: { 'X-API-Key': 'fo_a_b' } });
    }
  };

  it('for one user name do not block another', async () => {
    for (let count = 0; count < 4; count++) await login(server, 'jane', 'wrong');
    expect((await login(server, 'jane')).status).toBe(429);
    for (let count = 0; count < 3; count++) expect((await login(server)).status).toBe(200);
  });

  it('for one refresh token do not block another', async () => {
    const refresh = (token: string) =>
      fetch(`${server.url}/api/v1/auth/refresh`, json({ refresh_token: token }));
    const session = (await (await login(server)).json()) as { refresh_token: string };
    for (let count = 0; count < 3; count++) expect((await refresh('fr_none')).status).toBe(401);
    expect((await refresh('fr_none')).status).toBe(429);
    expect((await refresh(session.refresh_token)).status).toBe(200);
  });

  it('from one address leave a login for each user name', async () => {
    await exhaust();
    expect((await login(server)).status).toBe(200);
    expect((await login(server)).status).toBe(429);
    // A wrong password is said to be wrong, and not too much.
    expect((await login(server, 'jane', 'wrong')).status).toBe(401);
  });

  it('from one address leave a 401 for an expired access token', async () => {
    const session = (await (await login(server)).json()) as { access_token: string };
    const headers = { Authorization: `Bearer ${session.access_token}` };
    await fetch(`${server.url}/api/v1/auth/logout`, { method: 'POST', headers });
    await exhaust();
    const status = async (token: string) =>
      (
        await fetch(`${server.url}/api/v1/files`, {
          headers: { Authorization: `Bearer ${token}` },
        })
      ).status;
    expect(await status(session.access_token)).toBe(401);
    expect(await status(`${session.access_token.slice(0, -4)}AAAA`)).toBe(429);
  });
});

describe('a request', () => {
  const server = serverPerFile({ corsOrigins: [friend] });
  let own: string;
  beforeAll(async () => {
    own = server.url;
  });

  const port = () => new URL(server.url).port;

  it.each<readonly [what: string, status: number, headers: () => Headers]>([
    ['no origin', 101, () => ({})],
    ['a page of the server itself', 101, () => ({ Origin: own })],
    [
      'a page from an allowed origin',
      101,
      () => ({ Origin: friend, 'Sec-Fetch-Site': 'cross-site' }),
    ],
    [
      'a page of the server behind a proxy with TLS',
      101,
      () => ({ Origin: own.replace('http', 'https'), 'Sec-Fetch-Site': 'same-origin' }),
    ],
    ['a page of another host', 403, () => ({ Origin: foe })],
    ['a page of another scheme', 403, () => ({ Origin: own.replace('http', 'https') })],
    ['a page of another port', 403, () => ({ Origin: own.replace(port(), '1') })],
    ['a page of the usual port', 403, () => ({ Origin: own.replace(`:${port()}`, '') })],
    [
      'a page of another scheme of an allowed origin',
      403,
      () => ({ Origin: 'http://friend.example' }),
    ],
    ['a page of another port of an allowed origin', 403, () => ({ Origin: `${friend}:8443` })],
    ['a page that hides its origin', 403, () => ({ Origin: 'null' })],
    ['another site, without an origin', 403, () => ({ 'Sec-Fetch-Site': 'cross-site' })],
    ['another port, without an origin', 403, () => ({ 'Sec-Fetch-Site': 'same-site' })],
    [
      'a page of another scheme, whatever X-Forwarded-Proto says',
      403,
      () => ({ Origin: own.replace('http', 'https'), 'X-Forwarded-Proto': 'https' }),
    ],
  ])('for a WebSocket from %s gets %i', async (_what, status, headers) => {
    const response = await handshake(server, socketPath, {
      'X-API-Key': adminKey,
      ...headers(),
    });
    expect(response.status).toBe(status);
  });

  it('to log in can come from an allowed origin or the server itself', async () => {
    const body = JSON.stringify({ username: 'admin', password });
    for (const Origin of [friend, own]) {
      const headers = { 'Content-Type': 'application/json', Origin };
      expect(await ask(server, 'POST', '/api/v1/auth/login', headers, body)).toBe('200');
    }
  });

  it('for a page can come from any site', async () => {
    const response = await fetch(`${server.url}/docs/problems/rate_limited`, {
      headers: { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' },
    });
    expect(response.status).toBe(200);
  });
});
