/** Signing in and out: what a session is good for, and when it ends. */
import { createHash } from 'node:crypto';
import { startServer } from '@file-organizer/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inDatabase, passInDatabase } from '../support/database.ts';
import { bodyOf, type ProblemBody, refusal } from '../support/library.ts';
import { json, password, serverPerFile, startTestServer } from '../support/testServer.ts';

type Session = {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly token_type: string;
  readonly expires_in: number;
  readonly refresh_expires_in: number;
};

const server = serverPerFile({}, { passwordCost: undefined });
afterEach(() => {
  vi.useRealTimers();
});

const post = (path: string, body: unknown) => fetch(`${server.url}/api/v1${path}`, json(body));
const login = async (username = 'admin', word = password) =>
  bodyOf<Session>(await post('/auth/login', { username, password: word }), 200);
const refresh = (token: string) => post('/auth/refresh', { refresh_token: token });
const meWith = (token: string) =>
  fetch(`${server.url}/api/v1/auth/me`, { headers: { Authorization: `Bearer ${token}` } });
const logout = (token: string) =>
  fetch(`${server.url}/api/v1/auth/logout`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
  });

describe('a login', () => {
  it('returns an access token for 30 minutes and a refresh token for 7 days', async () => {
    const session = await login();
    expect(session).toMatchObject({
      token_type: 'Bearer',
      expires_in: 1800,
      refresh_expires_in: 604_800,
      user: { username: 'admin', scopes: ['admin'] },
    });
    expect(await bodyOf(await meWith(session.access_token), 200)).toMatchObject({
      username: 'admin',
      scopes: ['admin'],
      credential: 'access_token',
    });
  });

  it('accepts the name in any case and the password in any Unicode form', async () => {
    await server.users.create({ username: 'Zoe', password: 'caf\u00e9 au lait', scopes: [] });
    await login('zOE', 'cafe\u0301 au lait');
  });

  it('fails alike for an unknown user, a disabled user and a wrong password', async () => {
    const gone = await server.users.create({ username: 'gone', password, scopes: [] });
    await server.users.update(gone.user_id, { disabled: true });
    const answers = await Promise.all(
      [
        { username: 'admin', password: 'wrong' },
        { username: 'nobody', password },
        { username: 'not a name that anyone may have', password },
        { username: 'gone', password },
      ].map(async (body) => {
        const response = await post('/auth/login', body);
        const headers: Record<string, unknown> = Object.fromEntries(response.headers);
        const problem = await bodyOf<ProblemBody>(response, 401);
        for (const name of ['x-request-id', 'date', 'x-ratelimit-reset']) delete headers[name];
        return { problem: { ...problem, request_id: undefined }, headers };
      }),
    );
    expect(answers[0]?.problem.code).toBe('login_failed');
    expect(answers[0]?.headers['www-authenticate']).toBe('Bearer realm="file-organizer"');
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it.each([{ username: 1, password }, { username: 'admin' }, [], 'admin', null, 7])(
    'with the body %j is a 400',
    async (body) => {
      expect(await refusal(post('/auth/login', body))).toBe('400 invalid_request');
    },
  );

  it('stores neither password nor token in plain text', async () => {
    const { refresh_token } = await login();
    const users = await inDatabase(server, 'SELECT * FROM users');
    const kept = await inDatabase<{ hash: string }>(server, 'SELECT hash FROM refresh_tokens');
    const tokens = kept.map(({ hash }) => hash);
    expect(JSON.stringify(users)).not.toContain(password);
    expect(users[0]).toMatchObject({
      password_hash: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/),
    });
    expect(tokens).toContain(createHash('sha256').update(refresh_token).digest('hex'));
    expect(tokens).not.toContain(refresh_token);
  });
});

describe('a refresh token', () => {
  it('is rotated', async () => {
    const first = await login();
    const second = await bodyOf<Session>(await refresh(first.refresh_token), 200);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await meWith(second.access_token)).status).toBe(200);
    expect((await refresh(second.refresh_token)).status).toBe(200);
  });

  it('that is reused ends only its session', async () => {
    const other = await login();
    const first = await login();
    const second = await bodyOf<Session>(await refresh(first.refresh_token), 200);
    expect(await refusal(refresh(first.refresh_token))).toBe('401 invalid_refresh_token');
    expect(await refusal(refresh(second.refresh_token))).toBe('401 invalid_refresh_token');
    expect(await refusal(meWith(second.access_token))).toBe('401 invalid_credentials');
    expect(await refusal(meWith(first.access_token))).toBe('401 invalid_credentials');
    expect((await meWith(other.access_token)).status).toBe(200);
  });

  it('used concurrently succeeds once', async () => {
    const { refresh_token } = await login();
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(refresh_token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(401)]);
  });

  it('is valid for seven days, an access token for half an hour', async () => {
    const session = await login();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 29 * 60_000 });
    expect((await meWith(session.access_token)).status).toBe(200);
    vi.setSystemTime(Date.now() + 2 * 60_000);
    expect(await refusal(meWith(session.access_token))).toBe('401 invalid_credentials');
    const next = await bodyOf<Session>(await refresh(session.refresh_token), 200);
    vi.setSystemTime(Date.now() + 7 * 24 * 3_600_000 + 1);
    expect(await refusal(refresh(next.refresh_token))).toBe('401 invalid_refresh_token');
    // The next login forgets what is past its time.
    await login();
    for (const table of ['sessions', 'refresh_tokens']) {
      expect(await inDatabase(server, `SELECT 1 FROM ${table}`)).toHaveLength(1);
    }
  });

  it.each(['', 'x', 'fr_', 'eyJhbGciOiJub25lIn0.e30.'])('"%s" is refused', async (token) => {
    expect(await refusal(refresh(token))).toMatch(/^40[01] /);
  });

  it('is not an access token or vice versa', async () => {
    const { access_token, refresh_token } = await login();
    expect(await refusal(meWith(refresh_token))).toBe('401 invalid_credentials');
    expect(await refusal(refresh(access_token))).toBe('401 invalid_refresh_token');
  });
});

describe('an idempotency key', () => {
  const send = (path: string, body: unknown, key: string) =>
    fetch(`${server.url}/api/v1${path}`, {
      ...json(body),
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    });
  const replayed = ({ headers }: Response) => headers.get('Idempotency-Replayed');
  const right = { username: 'admin', password };

  it('replays the tokens of a login only with the password', async () => {
    const first = await bodyOf<Session>(await send('/auth/login', right, 'login-1'), 200);
    for (const username of ['admin', 'ADMIN', 'nobody']) {
      const wrong = send('/auth/login', { username, password: 'wrong' }, 'login-1');
      expect(await refusal(wrong)).toBe('401 login_failed');
    }
    const again = await send('/auth/login', right, 'login-1');
    expect(replayed(again)).toBe('true');
    expect(await bodyOf(again, 200)).toEqual(first);
  });

  it('of a failed login can be reused', async () => {
    const wrong = send('/auth/login', { ...right, password: 'wrong' }, 'login-2');
    expect(await refusal(wrong)).toBe('401 login_failed');
    const login = await send('/auth/login', right, 'login-2');
    expect(replayed(login)).toBeNull();
    expect(login.status).toBe(200);
  });

  it('is separate for each user', async () => {
    const other = await server.users.create({ username: 'other', password, scopes: [] });
    const mine = await bodyOf<Session>(await send('/auth/login', right, 'login-3'), 200);
    const body = { username: other.username, password };
    const theirs = await bodyOf<Session>(await send('/auth/login', body, 'login-3'), 200);
    expect(theirs.refresh_token).not.toBe(mine.refresh_token);
  });

  it('is a new request after the password has changed', async () => {
    const user = await server.users.create({ username: 'changing', password, scopes: [] });
    const body = { username: 'changing', password };
    await send('/auth/login', body, 'login-4');
    await server.users.update(user.user_id, { password: 'another password' });
    expect(await refusal(send('/auth/login', body, 'login-4'))).toBe('401 login_failed');
    const changed = { username: 'changing', password: 'another password' };
    const login = await send('/auth/login', changed, 'login-4');
    expect(replayed(login)).toBeNull();
    const { access_token } = await bodyOf<Session>(login, 200);
    expect((await meWith(access_token)).status).toBe(200);
  });

  it('replays a lost refresh', async () => {
    const { refresh_token } = await login();
    const lost = await bodyOf<Session>(await send('/auth/refresh', { refresh_token }, 'r'), 200);
    const again = await send('/auth/refresh', { refresh_token }, 'r');
    expect(replayed(again)).toBe('true');
    expect(await bodyOf(again, 200)).toEqual(lost);
    expect((await refresh(lost.refresh_token)).status).toBe(200);
  });

  it('does not let a stolen token be refreshed without the key', async () => {
    const { refresh_token } = await login();
    const next = await bodyOf<Session>(await send('/auth/refresh', { refresh_token }, 'mine'), 200);
    const stolen = send('/auth/refresh', { refresh_token }, 'a-guess');
    expect(await refusal(stolen)).toBe('401 invalid_refresh_token');
    expect(await refusal(meWith(next.access_token))).toBe('401 invalid_credentials');
    const late = send('/auth/refresh', { refresh_token }, 'mine');
    expect(await refusal(late)).toBe('401 invalid_refresh_token');
  });

  it('of a refresh expires after ten minutes', async () => {
    const { refresh_token } = await login();
    await send('/auth/refresh', { refresh_token }, 'old');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 60_000 });
    await passInDatabase(server, 10 * 60_000);
    const late = send('/auth/refresh', { refresh_token }, 'old');
    expect(await refusal(late)).toBe('401 invalid_refresh_token');
  });
});

describe('a logout', () => {
  it('ends only its session', async () => {
    const [mine, other] = [await login(), await login()];
    const { access_token } = await bodyOf<Session>(await refresh(mine.refresh_token), 200);
    expect((await logout(access_token)).status).toBe(204);
    expect(await refusal(meWith(access_token))).toBe('401 invalid_credentials');
    expect(await refusal(meWith(mine.access_token))).toBe('401 invalid_credentials');
    expect(await refusal(logout(access_token))).toBe('401 invalid_credentials');
    expect(await refusal(refresh(mine.refresh_token))).toBe('401 invalid_refresh_token');
    expect((await meWith(other.access_token)).status).toBe(200);
  });

  it('needs an access token', async () => {
    const response = await server.fetch('/api/v1/auth/logout', { method: 'POST' });
    const problem = await bodyOf<ProblemBody>(response, 401);
    expect(problem).toMatchObject({
      code: 'missing_credentials',
      detail: 'Sign in and send the access token as Authorization: Bearer <token>',
    });
  });
});

it('a session survives a restart', async () => {
  const first = await startTestServer();
  const at = (path: string, init?: RequestInit) => fetch(`${first.url}/api/v1${path}`, init);
  const body = { username: 'admin', password };
  const begin = async () => bodyOf<Session>(await at('/auth/login', json(body)), 200);
  const [going, ended] = [await begin(), await begin()];
  const bearer = ({ access_token }: Session) => ({
    headers: { Authorization: `Bearer ${access_token}` },
  });
  await at('/auth/logout', { method: 'POST', ...bearer(ended) });
  await first.close();
  const second = await startServer(first.config);
  try {
    const me = `${second.url}/api/v1/auth/me`;
    expect((await fetch(me, bearer(going))).status).toBe(200);
    expect((await fetch(me, bearer(ended))).status).toBe(401);
    const token = json({ refresh_token: going.refresh_token });
    expect((await fetch(`${second.url}/api/v1/auth/refresh`, token)).status).toBe(200);
  } finally {
    await second.close();
    await first.end();
  }
});

describe('a ticket', () => {
  const made = async (token: string) => {
    const headers = { Authorization: `Bearer ${token}` };
    const response = await server.fetch('/api/v1/auth/ws-ticket', { method: 'POST', headers });
    return bodyOf<{ ticket: string; expires_at: string }>(response, 201);
  };

  it('can be redeemed once', async () => {
    const { ticket } = await made(await server.tokens.issue('jane', ['files:read']));
    expect(await server.tickets.redeem(ticket)).toMatchObject({ scopes: new Set(['files:read']) });
    expect(await server.tickets.redeem(ticket)).toBeUndefined();
  });

  it('is valid for 30 seconds', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const now = Date.now();
    const { ticket, expires_at } = await made(await server.tokens.issue('jane', []));
    expect(Date.parse(expires_at)).toBe(now + 30_000);
    vi.setSystemTime(now + 30_000);
    await passInDatabase(server, 30_000);
    expect(await server.tickets.redeem(ticket)).toBeUndefined();
  });

  it('is invalid once its session has ended', async () => {
    const token = await server.tokens.issue('jane', []);
    const { ticket } = await made(token);
    await logout(token);
    expect(await server.tickets.redeem(ticket)).toBeUndefined();
  });
});

it('never echoes a secret in the URL', async () => {
  const key = 'fo_abc_0123456789abcdef';
  for (const path of [
    `/auth/login?password=${encodeURIComponent('my secret')}`,
    `/nothing?ticket=ft_0123456789abcdef`,
    `/auth/api-keys/${key}`,
    `/nothing/${key}?a=1&api_key=0123456789abcdef`,
  ]) {
    const response = await server.fetch(`/api/v1${path}`, { method: 'DELETE' });
    expect(await response.text()).not.toMatch(/0123456789abcdef|secret/);
  }
});
