/** What two servers that are active on one database share, each a process with a socket of its own. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { LiveClient, type LiveMessage, liveAddress } from '../support/liveClient.ts';
import { query } from '../support/postgres.ts';
import { json, upload } from '../support/testServer.ts';
import { thorough } from '../support/thorough.ts';
import { startPostgres } from './databases.ts';
import { type Replica, type Replicas, startReplicas } from './replicas.ts';

const cluster = await startPostgres();
/** How often what could go wrong now and then is tried. */
const ROUNDS = thorough ? 15 : 5;

describe.skipIf(!cluster)('two servers on one database', () => {
  let both: Replicas;
  let [a, b] = [{} as Replica, {} as Replica];
  beforeAll(async () => {
    // Skipped otherwise.
    both = await startReplicas(cluster as NonNullable<typeof cluster>);
    [a, b] = both.servers;
  });
  // Each test has the whole limit.
  beforeEach(async () => {
    await query(both.databaseUrl, 'DELETE FROM limit_counters');
  });
  afterAll(async () => {
    await both?.end();
    await cluster?.end();
  });

  const ask = (server: Replica, path: string, init: RequestInit = {}, key = both.key) => {
    const headers = new Headers(init.headers);
    if (!headers.has('Authorization')) headers.set('X-API-Key', key);
    return fetch(`${server.url}/api/v1${path}`, { ...init, headers });
  };
  const bodyOf = async <T>(response: Promise<Response>, status: number): Promise<T> => {
    const got = await response;
    const text = await got.text();
    expect(got.status, text).toBe(status);
    return JSON.parse(text) as T;
  };
  const statuses = async (responses: readonly Promise<Response>[]) =>
    (await Promise.all(responses)).map(({ status }) => status).sort();
  /** A key of its own, with limits of its own. */
  const newKey = async (...scopes: readonly string[]) => {
    const init = json({ name: 'of a test', scopes });
    return bodyOf<{ key: string; key_id: string }>(ask(a, '/auth/api-keys', init), 201);
  };

  it('that start at once create one key and one administrator', async () => {
    expect(both.servers.filter(({ key }) => key !== undefined)).toHaveLength(1);
    expect(both.servers.filter(({ administrator }) => administrator)).toHaveLength(1);
    const { rows } = await query(both.databaseUrl, 'SELECT user_id FROM users');
    expect(rows).toHaveLength(1);
  });

  it('let exactly as many requests pass as the limit says, and count down together', async () => {
    const { key } = await newKey('files:read');
    const responses = await Promise.all(
      Array.from({ length: 130 }, (_, n) => ask(n % 2 === 0 ? a : b, '/files', {}, key)),
    );
    const passed = responses.filter(({ status }) => status === 200);
    expect(passed).toHaveLength(100);
    const left = passed.map(({ headers }) => Number(headers.get('X-RateLimit-Remaining')));
    expect(left.sort((x, y) => x - y)).toEqual(Array.from({ length: 100 }, (_, n) => n));
    const refused = responses.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(30);
    for (const { headers } of refused) {
      expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
      expect(headers.get('RateLimit-Policy')).toBe('"files";q=100;w=60');
      expect(headers.get('X-RateLimit-Remaining')).toBe('0');
    }
  });

  it('count the attempts to sign in to an account together', async () => {
    const attempt = json({ username: 'nobody', password: 'wrong password' });
    const attempts = Array.from({ length: 24 }, (_, n) =>
      fetch(`${(n % 2 === 0 ? a : b).url}/api/v1/auth/login`, attempt),
    );
    const got = await statuses(attempts);
    expect(got.filter((status) => status === 401)).toHaveLength(10);
    expect(got.filter((status) => status === 429)).toHaveLength(14);
  });

  const opens = (server: Replica, ticket: string): Promise<boolean> => {
    const socket = new WebSocket(liveAddress(server, `?ticket=${ticket}`, 'of-a-ticket'));
    return new Promise((resolve) => {
      socket.on('message', () => {
        resolve(true);
        socket.close();
      });
      socket.on('error', () => resolve(false));
    });
  };

  it('redeem a ticket once, though both get it at once', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { key } = await newKey('files:read');
      const issued = ask(a, '/auth/ws-ticket', { method: 'POST' }, key);
      const { ticket } = await bodyOf<{ ticket: string }>(issued, 201);
      const opened = await Promise.all([a, b, a, b].map((server) => opens(server, ticket)));
      expect(opened.filter((each) => each)).toHaveLength(1);
    }
  });

  type Session = { access_token: string; refresh_token: string };
  const signIn = () =>
    bodyOf<Session>(
      ask(a, '/auth/login', json({ username: 'admin', password: both.password })),
      200,
    );
  const bearer = ({ access_token: token }: Session) => ({ Authorization: `Bearer ${token}` });

  it('start one session for a sign-in ticket, whichever created it', async () => {
    const headers = bearer(await signIn());
    const issued = ask(a, '/auth/sign-in-ticket', { method: 'POST', headers });
    const { ticket } = await bodyOf<{ ticket: string }>(issued, 201);
    expect(await opens(b, ticket)).toBe(false);
    const redeem = (server: Replica) => ask(server, '/auth/redeem', json({ ticket }));
    expect(await statuses([redeem(a), redeem(b)])).toEqual([200, 401]);
  });

  it('start no session for the ticket of a connection', async () => {
    const { key } = await newKey('files:read');
    const issued = ask(a, '/auth/ws-ticket', { method: 'POST' }, key);
    const { ticket } = await bodyOf<{ ticket: string }>(issued, 201);
    expect((await ask(b, '/auth/redeem', json({ ticket }))).status).toBe(401);
  });

  it('refuse a key that the other has deleted, and a session that it has ended', async () => {
    const { key, key_id: id } = await newKey('files:read');
    for (let n = 0; n < 3; n++) expect((await ask(b, '/auth/me', {}, key)).status).toBe(200);
    expect((await ask(a, `/auth/api-keys/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(b, '/auth/me', {}, key)).status).toBe(401);
    const session = await signIn();
    const headers = bearer(session);
    expect((await ask(b, '/auth/me', { headers })).status).toBe(200);
    expect((await ask(a, '/auth/logout', { method: 'POST', headers })).status).toBe(204);
    expect((await ask(b, '/auth/me', { headers })).status).toBe(401);
  });

  it('have one effect for an idempotency key that both get at once', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const name = `of round ${round}`;
      const { headers, ...init } = json({ name, scopes: ['files:read'] });
      const create = (server: Replica) =>
        ask(server, '/auth/api-keys', {
          ...init,
          headers: { ...headers, 'Idempotency-Key': `key-${round}` },
        });
      const got = await statuses([create(a), create(b), create(a), create(b)]);
      expect(got.filter((status) => status !== 201 && status !== 409)).toEqual([]);
      const again = await create(b);
      expect([again.status, again.headers.get('Idempotency-Replayed')]).toEqual([201, 'true']);
      const text = `SELECT id FROM api_keys WHERE name = '${name}'`;
      expect((await query(both.databaseUrl, text)).rows).toHaveLength(1);
    }
  });

  it('number events without gaps, and a client that changes servers misses none', async () => {
    const names = Array.from({ length: 20 * ROUNDS }, (_, n) => `event-${n}.txt`);
    const keys: string[] = [];
    for (let n = 0; n < names.length; n += 50) keys.push((await newKey('files:write')).key);
    let client = await LiveClient.connect(a, { headers: { 'X-API-Key': both.key } });
    const first = Number(client.received[0]?.newest_event_id);
    const published = Promise.all(
      names.map((name, n) =>
        ask(n % 2 === 0 ? a : b, '/files/upload', upload(name, name), keys[Math.floor(n / 50)]),
      ),
    );
    const seen: LiveMessage[] = [];
    const missing = new Set<unknown>(names);
    for (let hop = 1; missing.size > 0; hop++) {
      const from = seen.at(-1)?.event_id ?? first;
      const wanted = () => client.events.filter(({ event_id: id = 0 }) => id > from);
      await client.until(() => wanted().length >= Math.min(7, missing.size));
      seen.push(...wanted());
      for (const { data } of seen) missing.delete(data?.name);
      await client.close();
      const query = `?last_event_id=${seen.at(-1)?.event_id}`;
      const headers = { 'X-API-Key': both.key };
      client = await LiveClient.connect(hop % 2 === 0 ? a : b, { query, headers });
      expect(client.received[0]?.missed).toBe(false);
    }
    await client.close();
    expect(new Set((await published).map(({ status }) => status))).toEqual(new Set([201]));
    expect(seen.map((each) => each.event_id)).toEqual(seen.map((_, n) => first + 1 + n));
  });

  it('give each live connection notice of what the other has changed', async () => {
    const { file_id: id } = await bodyOf<{ file_id: string }>(
      ask(a, '/files/upload', upload('to-delete.txt', 'x')),
      201,
    );
    const client = await LiveClient.connect(b, { headers: { 'X-API-Key': both.key } });
    expect((await ask(a, `/files/${id}`, { method: 'DELETE' })).status).toBe(204);
    await client.until((received) =>
      received.some(({ type, trash }) => type === 'files_changed' && trash === true),
    );
    await client.close();
  });
});
