/** Who may sign in: users, the first administrator, and the last one. */
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, startServer } from '@file-organizer/server';
import { describe, expect, it } from 'vitest';
import { bodyOf, refusal } from '../support/library.ts';
import { json, password, serverPerFile } from '../support/testServer.ts';

type User = {
  readonly user_id: string;
  readonly username: string;
  readonly scopes: readonly string[];
  readonly disabled: boolean;
};

const server = serverPerFile();

const add = (body: object) =>
  server.fetch('/api/v1/users', json({ password, scopes: ['files:read'], ...body }));
const added = async (username: string) => bodyOf<User>(await add({ username }), 201);
const change = (id: string, body: object) =>
  server.fetch(`/api/v1/users/${id}`, { ...json(body), method: 'PATCH' });
const remove = (id: string) => server.fetch(`/api/v1/users/${id}`, { method: 'DELETE' });
const login = (username: string, word = password) =>
  fetch(`${server.url}/api/v1/auth/login`, json({ username, password: word }));
const signedIn = async (username: string) => {
  const session = await bodyOf<{ access_token: string }>(await login(username), 200);
  return { Authorization: `Bearer ${session.access_token}` };
};
const me = (headers: Record<string, string>) => server.fetch('/api/v1/auth/me', { headers });

describe('a user', () => {
  it('can be added, listed, changed and deleted', async () => {
    const user = await added('jane');
    expect(user).toMatchObject({ username: 'jane', scopes: ['files:read'], disabled: false });
    const list = await bodyOf<{ items: User[]; total: number }>(
      await server.fetch('/api/v1/users'),
      200,
    );
    expect(list.items).toContainEqual(user);
    expect(JSON.stringify(list)).not.toContain('argon2');
    const headers = await signedIn('jane');
    const changed = await bodyOf<User>(await change(user.user_id, { scopes: ['admin'] }), 200);
    expect(changed).toEqual({ ...user, scopes: ['admin'] });
    expect(await bodyOf(await change(user.user_id, {}), 200)).toEqual(changed);
    expect((await remove(user.user_id)).status).toBe(204);
    expect(await refusal(me(headers))).toBe('401 invalid_credentials');
    expect(await refusal(login('jane'))).toBe('401 login_failed');
    expect(await refusal(remove(user.user_id))).toBe('404 user_not_found');
  });

  it('cannot use any credentials while disabled', async () => {
    const { user_id } = await added('kim');
    const headers = await signedIn('kim');
    const wanted = json({ name: 'mine', scopes: ['files:read'] });
    const made = await server.fetch('/api/v1/auth/api-keys', {
      ...wanted,
      headers: { 'Content-Type': 'application/json', ...headers },
    });
    const { key } = await bodyOf<{ key: string }>(made, 201);
    await change(user_id, { disabled: true });
    expect(await refusal(me(headers))).toBe('401 invalid_credentials');
    expect(await refusal(me({ 'X-API-Key': key }))).toBe('401 invalid_credentials');
    expect(await refusal(login('kim'))).toBe('401 login_failed');
    await change(user_id, { disabled: false });
    // The key rested; the session is over for good.
    expect((await me({ 'X-API-Key': key })).status).toBe(200);
    expect(await refusal(me(headers))).toBe('401 invalid_credentials');
    await remove(user_id);
    expect(await refusal(me({ 'X-API-Key': key }))).toBe('401 invalid_credentials');
  });

  it('with a new password is signed out everywhere', async () => {
    const { user_id } = await added('lou');
    const headers = await signedIn('lou');
    await change(user_id, { password: 'another one' });
    expect(await refusal(me(headers))).toBe('401 invalid_credentials');
    expect(await refusal(login('lou'))).toBe('401 login_failed');
    expect((await login('lou', 'another one')).status).toBe(200);
  });

  it.each([
    { username: '' },
    { username: ' jane' },
    { username: 'a'.repeat(65) },
    { username: '.hidden' },
    { username: 'jané' },
    { username: 'a\nb' },
    { username: 'mo', password: 'seven 7' },
    { username: 'mo', password: 'x'.repeat(1025) },
    { username: 'mo', scopes: ['everything'] },
    { username: 'mo', disabled: false },
  ])('%j cannot be added', async (body) => {
    const response = await add(body);
    const text = await response.text();
    expect(response.status).toBe(400);
    if (body.password) expect(text).not.toContain(body.password);
  });

  it('has a unique name in any case', async () => {
    await added('Nia');
    expect(await refusal(add({ username: 'nIA' }))).toBe('409 username_taken');
  });
});

describe('the last administrator', () => {
  it('cannot be deleted, disabled or demoted', async () => {
    const { user_id } = await server.users.administrator();
    for (const refused of [
      remove(user_id),
      change(user_id, { disabled: true }),
      change(user_id, { scopes: ['files:read'] }),
    ]) {
      expect(await refusal(refused)).toBe('409 last_administrator');
    }
    expect((await server.fetch('/api/v1/users')).status).toBe(200);
  });

  it('is protected even if others are disabled', async () => {
    const { user_id: first } = await server.users.administrator();
    const { user_id: second } = await added('olga');
    await change(second, { scopes: ['admin'] });
    await change(second, { disabled: true });
    expect(await refusal(remove(first))).toBe('409 last_administrator');
    await change(second, { disabled: false });
    const answers = await Promise.all([remove(second), change(first, { disabled: true })]);
    // PostgreSQL decides which of the two is first.
    const statuses = answers.map(({ status }) => status).sort();
    expect([[200, 409].join(), [204, 409].join()]).toContain(statuses.join());
    await server.users.update(first, { disabled: false });
  });
});

describe('the first administrator', () => {
  const firstStart = async (env: Record<string, string> = {}) => {
    const folder = await mkdtemp(join(tmpdir(), 'file-organizer-users-'));
    const root = join(folder, 'library');
    const data = join(folder, 'data');
    await mkdir(root);
    try {
      const config = readConfig(['--root', root, '--data', data, '--port', '0'], {
        LOG_LEVEL: 'silent',
        ...env,
      });
      if (!config) throw new TypeError('The settings ask for help');
      const started = await startServer(config);
      return { started, end: () => rm(folder, { recursive: true, force: true }) };
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  };

  it('is created with a password shown once', async () => {
    const { started, end } = await firstStart();
    try {
      const made = started.madeAdministrator;
      expect(made?.username).toBe('admin');
      const response = await fetch(`${started.url}/api/v1/auth/login`, json(made));
      expect(response.status).toBe(200);
    } finally {
      await started.close();
      await end();
    }
  });

  it('has the name and password in the settings', async () => {
    const env = { FILE_ORGANIZER_ADMIN_USERNAME: 'root', FILE_ORGANIZER_ADMIN_PASSWORD: password };
    const { started, end } = await firstStart(env);
    try {
      expect(started.madeAdministrator).toBeUndefined();
      const body = { username: 'root', password };
      expect((await fetch(`${started.url}/api/v1/auth/login`, json(body))).status).toBe(200);
    } finally {
      await started.close();
      await end();
    }
  });
});

it('users can be managed while the library is missing', async () => {
  const away = `${server.root}-away`;
  await rename(server.root, away);
  try {
    expect(await refusal(server.fetch('/api/v1/files'))).toBe('503 library_unavailable');
    await added('pia');
    expect((await me(await signedIn('pia'))).status).toBe(200);
  } finally {
    await rename(away, server.root);
  }
});
