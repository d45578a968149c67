/** The life of an API key, from the answer that shows it to its end. */
import { startServer } from '@file-organizer/server';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { inDatabase } from '../support/database.ts';
import { bodyOf, type ProblemBody, refusal } from '../support/library.ts';
import {
  adminKey,
  json,
  serverPerFile,
  startTestServer,
  type TestServer,
} from '../support/testServer.ts';

type Key = {
  readonly key: string;
  readonly key_id: string;
  readonly name: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
};
type Keys = {
  readonly items: readonly Key[];
  readonly total: number;
  readonly next_cursor: string | null;
};
type Credentials = Readonly<Record<string, string>>;

const server = serverPerFile();
afterEach(() => {
  vi.useRealTimers();
});

const ask = (path: string, credentials: Credentials, init: RequestInit = {}) => {
  const headers = { ...Object.fromEntries(new Headers(init.headers)), ...credentials };
  return server.fetch(`/api/v1/auth/api-keys${path}`, { ...init, headers });
};
const as = (key: string): Credentials => ({ 'X-API-Key': key });
const signedIn = async (...scopes: Parameters<TestServer['keys']['create']>[1]) => ({
  Authorization: `Bearer ${await server.tokens.issue('jane', scopes)}`,
});
const signedInAs = async (user: string) => ({
  Authorization: `Bearer ${await server.tokens.issue(user, ['files:read'])}`,
});
const make = (credentials: Credentials, body: object = {}) =>
  ask('', credentials, json({ name: 'mine', scopes: ['files:read'], ...body }));
const made = async (...args: Parameters<typeof make>) => bodyOf<Key>(await make(...args), 201);
const listed = async (credentials: Credentials, query = '') =>
  bodyOf<Keys>(await ask(query, credentials), 200);
const filesWith = (key: string) => server.fetch('/api/v1/files', { headers: as(key) });

it('a key is shown once, listed without its secret and stops working when deleted', async () => {
  const jane = await signedIn('files:read');
  const { key, ...row } = await made(jane);
  expect(key).toMatch(new RegExp(`^fo_${row.key_id}_[0-9a-f]{48}$`));
  expect((await filesWith(key)).status).toBe(200);
  const { items } = await listed(jane);
  expect(items).toEqual([{ ...row, last_used_at: expect.any(String) }]);
  expect((await ask(`/${row.key_id}`, jane, { method: 'DELETE' })).status).toBe(204);
  expect(await refusal(filesWith(key))).toBe('401 invalid_credentials');
  expect(await listed(jane)).toEqual({ items: [], total: 0, next_cursor: null });
});

it('a key with few scopes cannot list, create or delete keys', async () => {
  const jane = await signedIn('admin');
  const weak = as((await made(jane)).key);
  const init = json({ name: 'strong', scopes: ['admin'] });
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': '1' };
  const strong = await bodyOf<Key>(await ask('', jane, { ...init, headers }), 201);
  expect(await refusal(ask('', weak, { ...init, headers }))).toBe('403 insufficient_scope');
  expect(await refusal(ask('', weak))).toBe('403 insufficient_scope');
  const remove = ask(`/${strong.key_id}`, weak, { method: 'DELETE' });
  expect(await refusal(remove)).toBe('403 insufficient_scope');
});

it('a key without scopes is refused', async () => {
  const problem = await bodyOf<ProblemBody>(
    await make(await signedIn('files:read'), { scopes: [] }),
    400,
  );
  expect(problem.errors).toMatchObject([{ pointer: '#/body/scopes' }]);
});

it('a key is visible only to its user', async () => {
  const { key_id } = await made(await signedIn('files:read'));
  const { items } = await listed(as(adminKey), '?limit=1000');
  expect(items.map((item) => item.key_id)).not.toContain(key_id);
  const response = ask(`/${key_id}`, as(adminKey), { method: 'DELETE' });
  expect(await refusal(response)).toBe('404 api_key_not_found');
});

it('keys are listed in pages, oldest first', async () => {
  const jane = await signedIn('files:read');
  for (const name of ['a', 'b', 'c']) await made(jane, { name });
  const first = await ask('?limit=2', jane);
  expect(first.headers.get('Link')).toMatch(/^<\/api\/v1\/auth\/api-keys\?.*>; rel="next"$/);
  const page = await bodyOf<Keys>(first, 200);
  const rest = await listed(jane, `?limit=2&cursor=${page.next_cursor}`);
  expect([page.total, rest.total, rest.next_cursor]).toEqual([3, 3, null]);
  const names = [...page.items, ...rest.items].map(({ name }) => name);
  expect(names.sort()).toEqual(['a', 'b', 'c']);
  expect(await refusal(ask('?cursor=W10', jane))).toBe('400 invalid_request');
});

describe('the expiry of a key', () => {
  it('is enforced', async () => {
    const now = Date.now();
    const expires_at = new Date(now + 3_600_000).toISOString();
    const { key, ...row } = await made(await signedIn('files:read'), { expires_at });
    expect(row.expires_at).toBe(expires_at);
    vi.useFakeTimers({ toFake: ['Date'], now: now + 3_599_999 });
    expect((await filesWith(key)).status).toBe(200);
    vi.setSystemTime(now + 3_600_000);
    expect(await refusal(filesWith(key))).toBe('401 invalid_credentials');
  });

  it.each([
    '2020-01-01T00:00:00Z',
    '2099-12-31T23:59:60Z',
    '9999-12-31T23:59:59-12:00',
    'tomorrow',
    1,
  ])('cannot be %j', async (expires_at) => {
    const response = await make(await signedIn('files:read'), { expires_at });
    const { errors } = await bodyOf<ProblemBody>(response, 400);
    expect(errors).toMatchObject([{ pointer: '#/body/expires_at' }]);
  });

  it('limits keys created with the key', async () => {
    const expires_at = new Date(Date.now() + 3_600_000).toISOString();
    const { key } = await made(await signedIn('admin'), { expires_at, scopes: ['admin'] });
    expect(await refusal(make(as(key)))).toBe('400 invalid_request');
    await made(as(key), { expires_at });
  });
});

describe('the scopes of a key', () => {
  it('cannot exceed those of the creator', async () => {
    const jane = await signedIn('files:read');
    expect(await refusal(make(jane, { scopes: ['files:read', 'admin'] }))).toBe(
      '403 insufficient_scope',
    );
    const { key } = await made(jane, { scopes: ['files:read'] });
    expect(await refusal(make(as(key)))).toBe('403 insufficient_scope');
  });

  it('cannot be invalid or duplicate', async () => {
    for (const scopes of [['root'], ['files:read', 'files:read'], 'files:read', null]) {
      expect(await refusal(make(as(adminKey), { scopes }))).toBe('400 invalid_request');
    }
  });

  it('prevent the key from deleting a key with more scopes', async () => {
    const jane = await signedIn('files:read');
    const { key_id } = await made(jane);
    const { key } = await made(jane, { scopes: ['files:read'] });
    const response = ask(`/${key_id}`, as(key), { method: 'DELETE' });
    expect(await refusal(response)).toBe('403 insufficient_scope');
  });

  it("are lost together with the user's", async () => {
    const user = await server.users.create({
      username: 'kim',
      password: 'long enough',
      scopes: ['admin'],
    });
    const { accessToken } = await server.sessions.begin(user);
    const kim = { Authorization: `Bearer ${accessToken}` };
    const { key, key_id } = await made(kim, { scopes: ['admin'] });
    expect((await filesWith(key)).status).toBe(200);
    await server.users.update(user.user_id, { scopes: ['organize:read'] });
    expect(await refusal(filesWith(key))).toBe('403 insufficient_scope');
    const users = server.fetch('/api/v1/users', { headers: kim });
    expect(await refusal(users)).toBe('403 insufficient_scope');
    expect((await ask(`/${key_id}`, kim, { method: 'DELETE' })).status).toBe(204);
  });
});

it('the last use of a key is written when the server stops', async () => {
  const first = await startTestServer();
  const lastUse = async () => {
    const text = 'SELECT last_used_ms FROM api_keys';
    return (await inDatabase<{ last_used_ms: number | null }>(first, text))[0]?.last_used_ms;
  };
  try {
    const before = Date.now();
    await first.fetch('/api/v1/files');
    expect(await lastUse()).toBeNull();
    await first.close();
    expect(await lastUse()).toBeGreaterThanOrEqual(before);
    // The key that is installed from the environment at each start keeps it.
    await (await startServer(first.config)).close();
    expect(await lastUse()).toBeGreaterThanOrEqual(before);
  } finally {
    await first.end();
  }
});

describe('a user with 100 keys', () => {
  const problem = '409 too_many_api_keys';
  let ann: Credentials;
  beforeAll(async () => {
    ann = await signedInAs('ann');
  });

  it('gets no more, however many concurrent requests', async () => {
    const answers = await Promise.all(Array.from({ length: 120 }, () => make(ann)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(100);
    const refusals = answers.filter(({ status }) => status !== 201).map(refusal);
    expect(new Set(await Promise.all(refusals))).toEqual(new Set([problem]));
    expect((await listed(ann)).total).toBe(100);
  });

  it('gets one in place of a deleted one', async () => {
    const [key] = (await listed(ann)).items;
    expect((await ask(`/${key?.key_id}`, ann, { method: 'DELETE' })).status).toBe(204);
    expect((await make(ann)).status).toBe(201);
    expect(await refusal(make(ann))).toBe(problem);
  });

  it('does not affect other users', async () => {
    expect((await make(await signedIn('files:read'))).status).toBe(201);
  });

  it('gets one in place of an expired one', async () => {
    const eve = await signedInAs('eve');
    const expires_at = new Date(Date.now() + 60_000).toISOString();
    await made(eve, { expires_at });
    await Promise.all(Array.from({ length: 99 }, () => made(eve)));
    expect(await refusal(make(eve))).toBe(problem);
    vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ['Date'] });
    expect((await make(eve)).status).toBe(201);
    expect(await refusal(make(eve))).toBe(problem);
  });
});
