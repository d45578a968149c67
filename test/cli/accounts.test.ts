/** `login`, `logout`, `keys`, `users` and `events` on a server elsewhere. */
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adminKey, password, serverPerFile, upload } from '../support/testServer.ts';
import { Running, type RunOptions, runCommand } from './command.ts';

const server = serverPerFile();
let home: string;
let users = 0;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'file-organizer-home-'));
});
afterEach(() => rm(home, { recursive: true }));

const fo = (args: readonly string[], options: RunOptions = {}) =>
  runCommand([...args, '--server', server.url], { home, ...options });
const asAdmin = (...args: string[]) => fo([...args, '--api-key', adminKey]);
const login = (name = 'admin', ...more: string[]) =>
  fo(['login', '--user', name, '--password-stdin', ...more], { stdin: `${password}\n` });
const stored = () => join(home, '.config/file-organizer/credentials.json');

/** A user who is no administrator. */
async function addUser(scopes = 'files:read'): Promise<string> {
  const name = `user-${++users}`;
  const args = ['users', 'create', name, '--scopes', scopes, '--password-stdin', '--json'];
  await fo([...args, '--api-key', adminKey], { stdin: password });
  return name;
}

describe('login', () => {
  it('stores a key that later commands use', async () => {
    expect((await login()).code).toBe(0);
    expect((await fo(['status'])).out).toContain('User          admin (admin)');
  });

  it('stores it where only its owner can read it', async () => {
    await login();
    expect((await stat(stored())).mode & 0o777).toBe(0o600);
  });

  it('stores no password', async () => {
    await login();
    expect(await readFile(stored(), 'utf8')).not.toContain(password);
  });

  it('replaces the key of an earlier login', async () => {
    const name = await addUser('files:read,admin');
    await login(name);
    await login(name);
    expect((await fo(['keys', 'list', '--json'])).json()).toHaveLength(1);
  });

  it('ends with 2 for a wrong password', async () => {
    const args = ['login', '--user', 'admin', '--password-stdin'];
    const { code, err } = await fo(args, { stdin: 'wrong password' });
    expect([code, err]).toEqual([2, expect.stringMatching(/^Error: .*password/)]);
  });

  it('ends with 2 and the remedy without a terminal', async () => {
    const { code, err } = await fo(['login', '--user', 'admin']);
    expect([code, err]).toEqual([2, expect.stringContaining('--password-stdin')]);
  });

  it('is suggested to those who have no key', async () => {
    const { code, err } = await fo(['files', 'list']);
    const advice = `Error: You are not signed in to this server.\nTo sign in: file-organizer login --server ${server.url}\n`;
    expect([code, err]).toEqual([2, advice]);
  });

  it('refuses a file that others can read', async () => {
    await login();
    await chmod(stored(), 0o644);
    const { code, err } = await fo(['status']);
    expect([code, err]).toEqual([2, expect.stringContaining('chmod 600')]);
  });

  it('sends the key to its own server only', async () => {
    await login();
    const other = server.url.replace('127.0.0.1', 'localhost');
    const { code } = await runCommand(['files', 'list', '--server', other], { home });
    expect(code).toBe(2);
  });
});

describe('logout', () => {
  it('deletes the key here and on the server', async () => {
    await login();
    const { keyId } = Object.values<{ keyId: string }>(
      JSON.parse(await readFile(stored(), 'utf8')).servers,
    )[0] ?? { keyId: '' };
    expect((await fo(['logout'])).code).toBe(0);
    expect((await asAdmin('keys', 'list')).out).not.toContain(keyId);
    expect((await fo(['files', 'list'])).code).toBe(2);
  });

  it('says how to delete a key that may not delete itself', async () => {
    await login(await addUser());
    const { code, err } = await fo(['logout']);
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/still valid.*keys delete \w+ --server/),
    ]);
  });

  it('deletes such a key with the password', async () => {
    const name = await addUser();
    await login(name);
    const { code } = await fo(['logout', '--user', name, '--password-stdin'], { stdin: password });
    expect(code).toBe(0);
  });
});

describe('keys', () => {
  it('creates a key with its scopes, and prints it once', async () => {
    const { out } = await asAdmin('keys', 'create', 'backup', '--scopes', 'files:read');
    const used = await fo(['status', '--api-key', out.trim(), '--json']);
    expect(used.json()).toMatchObject({ user: { scopes: ['files:read'] } });
  });

  it('deletes a key, which is refused then', async () => {
    const created = await asAdmin('keys', 'create', 'old', '--scopes', 'files:read', '--json');
    const { key, keyId } = created.json<{ key: string; keyId: string }>();
    await asAdmin('keys', 'delete', keyId);
    expect((await fo(['files', 'list', '--api-key', key])).code).toBe(2);
  });

  it('names the scopes if one is unknown', async () => {
    const { code, err } = await asAdmin('keys', 'create', 'x', '--scopes', 'files:raed');
    expect([code, err]).toEqual([2, expect.stringContaining('Unknown scope "files:raed"')]);
  });

  it('works with a password instead of a key', async () => {
    const name = await addUser();
    const args = ['keys', 'create', 'x', '--scopes', 'files:read', '--user', name];
    const { code } = await fo([...args, '--password-stdin'], { stdin: password });
    expect(code).toBe(0);
  });
});

describe('users', () => {
  it('disables a user', async () => {
    const name = await addUser();
    await asAdmin('users', 'change', name, '--disable');
    expect((await login(name)).code).toBe(2);
  });

  it('changes a password', async () => {
    const name = await addUser();
    const change = ['users', 'change', name, '--password', '--password-stdin'];
    await fo([...change, '--api-key', adminKey], { stdin: 'another password' });
    expect((await login(name)).code).toBe(2);
  });

  it('deletes a user only with --yes if there is no terminal', async () => {
    const name = await addUser();
    expect((await asAdmin('users', 'delete', name)).code).toBe(2);
    expect((await asAdmin('users', 'delete', name, '--yes')).code).toBe(0);
    expect((await asAdmin('users', 'list')).out).not.toContain(name);
  });

  it('ends with 2 and what to add if nothing would change', async () => {
    const { code, err } = await asAdmin('users', 'change', 'admin');
    expect([code, err]).toEqual([2, expect.stringContaining('--disable')]);
  });
});

describe('events', () => {
  it('prints each event as an object on a line until Ctrl+C', async () => {
    const args = ['events', '--json', '--server', server.url, '--api-key', adminKey];
    const running = new Running(args, { home });
    await running.until('Following', 'err');
    await server.fetch('/api/v1/files/upload', upload('event.txt', 'event'));
    await running.until('\n');
    running.signals.emit('SIGINT');
    const { code, out } = await running.ended;
    expect([code, JSON.parse(out)]).toMatchObject([
      130,
      { event: 'file_uploaded', data: { name: 'event.txt' } },
    ]);
  });

  it('ends after --count events', async () => {
    const args = ['events', '--count', '1', '--server', server.url, '--api-key', adminKey];
    const running = new Running(args, { home });
    await running.until('Following', 'err');
    await server.fetch('/api/v1/files/upload', upload('other.txt', 'other'));
    expect(await running.ended).toMatchObject({
      code: 0,
      out: expect.stringContaining('other.txt'),
    });
  });
});
