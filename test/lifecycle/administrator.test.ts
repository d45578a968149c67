/** What the settings for the administrator do when there is data already. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownDatabaseSetting } from '../support/postgres.ts';
import { ServerProcess } from '../support/serverProcess.ts';

const key = 'fo_abc123_token456';
const password = 'correct horse battery';

let folder: string;
let server: ServerProcess | undefined;
let database: Readonly<Record<string, string>>;
beforeEach(async () => {
  database = await ownDatabaseSetting();
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-administrator-'));
});
afterEach(async () => {
  await server?.end('SIGTERM');
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** Stops the server that runs, and starts one on the same data; gives what it prints and its address. */
async function start(env: Record<string, string> = {}) {
  await server?.end('SIGTERM');
  server = new ServerProcess(
    ['--port', '0'],
    { FILE_ORGANIZER_API_KEY: key, FILE_ORGANIZER_RATE_LIMIT_SCALE: '0', ...database, ...env },
    folder,
  );
  const url = await server.url();
  return { url, printed: server.stdout };
}

const post = (url: string, path: string, body: unknown) =>
  fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });

const statusOfLogin = async (url: string, username: string, secret: string) =>
  (await post(url, '/auth/login', { username, password: secret })).status;

describe('a new password for an existing administrator', () => {
  it('is set and reported at start', async () => {
    await start();
    const { url, printed } = await start({ FILE_ORGANIZER_ADMIN_PASSWORD: password });
    expect(await statusOfLogin(url, 'admin', password)).toBe(200);
    expect(printed).toContain(
      'Note: The password of "admin" has been set to the value of FILE_ORGANIZER_ADMIN_PASSWORD.',
    );
    expect(printed).not.toContain(password);
  });

  it('changes nothing if it is already set', async () => {
    const env = { FILE_ORGANIZER_ADMIN_PASSWORD: password };
    const first = await start(env);
    const login = await post(first.url, '/auth/login', { username: 'admin', password });
    const { access_token } = (await login.json()) as { access_token: string };
    const { url, printed } = await start(env);
    const me = await fetch(`${url}/api/v1/auth/me`, {
      headers: { Authorization: `Bearer ${access_token}` },
    });
    expect(me.status, 'the session goes on').toBe(200);
    expect(printed).not.toContain('Note:');
  });

  it('ends existing sessions', async () => {
    const first = await start({ FILE_ORGANIZER_ADMIN_PASSWORD: 'the one before' });
    const login = await post(first.url, '/auth/login', {
      username: 'admin',
      password: 'the one before',
    });
    const { access_token } = (await login.json()) as { access_token: string };
    const { url } = await start({ FILE_ORGANIZER_ADMIN_PASSWORD: password });
    const me = await fetch(`${url}/api/v1/auth/me`, {
      headers: { Authorization: `Bearer ${access_token}` },
    });
    expect(me.status).toBe(401);
  });

  it('is set for the named administrator', async () => {
    const { url: before } = await start();
    await post(before, '/users', {
      username: 'jane',
      password: 'her own secret',
      scopes: ['admin'],
    });
    const { url } = await start({
      FILE_ORGANIZER_ADMIN_USERNAME: 'jane',
      FILE_ORGANIZER_ADMIN_PASSWORD: password,
    });
    expect(await statusOfLogin(url, 'jane', password)).toBe(200);
  });
});

describe('administrator settings without effect', () => {
  it('are reported for an unknown name', async () => {
    await start();
    const { url, printed } = await start({
      FILE_ORGANIZER_ADMIN_USERNAME: 'jane',
      FILE_ORGANIZER_ADMIN_PASSWORD: password,
    });
    expect(await statusOfLogin(url, 'jane', password)).toBe(401);
    expect(printed).toContain('Note: FILE_ORGANIZER_ADMIN_PASSWORD has no effect');
    expect(printed).toContain('Set FILE_ORGANIZER_ADMIN_USERNAME=admin');
  });

  it('are reported for a user who is not an administrator', async () => {
    const { url: before } = await start();
    await post(before, '/users', {
      username: 'olga',
      password: 'her own secret',
      scopes: ['files:read'],
    });
    const { url, printed } = await start({
      FILE_ORGANIZER_ADMIN_USERNAME: 'olga',
      FILE_ORGANIZER_ADMIN_PASSWORD: password,
    });
    expect(await statusOfLogin(url, 'olga', 'her own secret')).toBe(200);
    expect(printed).toContain('"olga" is not an administrator');
  });

  it('are reported for a name without a password', async () => {
    await start();
    const { printed } = await start({ FILE_ORGANIZER_ADMIN_USERNAME: 'jane' });
    expect(printed).toContain('Note: FILE_ORGANIZER_ADMIN_USERNAME has no effect');
  });
});

it('a misspelt variable is reported', async () => {
  const { printed } = await start({ FILE_ORGANIZER_PORT: '9000' });
  expect(printed).toContain('Note: FILE_ORGANIZER_PORT is not a setting and has no effect');
});
