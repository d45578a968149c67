/** The server as a command: how it starts, what it refuses, and how it stops. */

import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ServerProcess } from '../support/serverProcess.ts';
import { canBeStranger, stranger } from '../support/stranger.ts';

let folder: string;
const started: ServerProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-organizer-start-'));
});
afterEach(async () => {
  for (const server of started.splice(0)) {
    if (server.child.exitCode === null) await server.end('SIGKILL');
  }
  await rm(folder, { recursive: true, force: true });
});

/** Takes the right to write in a folder from everybody. */
async function close(name: string): Promise<void> {
  await chmod(folder, 0o755);
  await chmod(join(folder, name), 0o555);
}

function run(
  args: readonly string[] = [],
  env: Record<string, string> = {},
  as?: number,
): ServerProcess {
  const server = new ServerProcess(args, env, folder, as);
  started.push(server);
  return server;
}

describe('a first start', () => {
  it('shows the working credentials of a new library once', async () => {
    const server = run(['--port', '0']);
    const url = await server.url();
    expect(server.stdout).toContain('a new folder with a few sample files');
    expect(server.stdout).toContain(`${url}/docs`);
    const key = /Key +(fo_\w+)/.exec(server.stdout)?.[1] ?? '';
    const response = await fetch(`${url}/api/v1/files`, { headers: { 'X-API-Key': key } });
    expect(await response.json()).toMatchObject({ items: [{ name: 'welcome.txt' }] });
    expect(await readdir(join(folder, 'library'))).toContain('uploads');
    const [, username, password] = /User +(\S+)\n +Password +(\S+)/.exec(server.stdout) ?? [];
    const login = await fetch(`${url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    expect(login.status).toBe(200);

    const again = await server.end('SIGTERM').then(() => run(['--port', '0']));
    await again.url();
    expect(again.stdout, 'a key is shown only once').not.toMatch(/Key +fo_/);
    expect(again.stdout, 'a password is shown only once').not.toContain('Password');
    expect(again.stdout).not.toContain('sample files');
  });

  it('uses the key from the environment', async () => {
    const key = 'fo_abc123_token456';
    const password = 'correct horse';
    const server = run(['--port', '0'], {
      FILE_ORGANIZER_API_KEY: key,
      FILE_ORGANIZER_ADMIN_PASSWORD: password,
    });
    const url = await server.url();
    expect(server.stdout + server.stderr).not.toContain(key);
    expect(server.stdout + server.stderr).not.toContain(password);
    expect(server.stdout).not.toContain('Password');
    const response = await fetch(`${url}/api/v1/files`, { headers: { 'X-API-Key': key } });
    expect(response.status).toBe(200);
  });
});

describe('exits with 2 and changes nothing for', () => {
  const refused = async (
    message: string,
    args: readonly string[],
    env: Record<string, string> = {},
    as?: number,
  ) => {
    const before = await readdir(folder, { recursive: true });
    const { code, stderr } = await run(args, env, as).end();
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
    expect(await readdir(folder, { recursive: true })).toEqual(before);
  };

  it('an unknown flag', () => refused('--help', ['--colour']));
  it('an invalid port', () => refused('--port (PORT) must be a whole number', ['--port', 'http']));
  it('an invalid key, without showing it', async () => {
    await refused('FILE_ORGANIZER_API_KEY must have the form', [], {
      FILE_ORGANIZER_API_KEY: 'secret!',
    });
    expect(started[0]?.stderr).not.toContain('secret!');
  });
  it('an invalid password, without showing it', async () => {
    await refused('FILE_ORGANIZER_ADMIN_PASSWORD must have 8', [], {
      FILE_ORGANIZER_ADMIN_PASSWORD: 'secret!',
    });
    expect(started[0]?.stderr).not.toContain('secret!');
  });
  it('a missing root', () =>
    refused('does not exist; create the folder first', ['--root', 'nowhere']));
  it('a root that is a file', async () => {
    await writeFile(join(folder, 'file'), '');
    await refused('is not a folder', ['--root', 'file']);
  });
  it('data inside the root', async () => {
    await mkdir(join(folder, 'mine'));
    await refused('is inside the root', ['--root', 'mine', '--data', 'mine/data']);
  });
  it('data inside the root through a link', async () => {
    await mkdir(join(folder, 'mine/deep'), { recursive: true });
    await symlink('mine/deep', join(folder, 'alias'));
    await refused('is inside the root', ['--root', 'mine', '--data', 'alias']);
  });
  it('new data inside the root through a link', async () => {
    await mkdir(join(folder, 'mine/deep'), { recursive: true });
    await symlink('mine/deep', join(folder, 'alias'));
    await refused('is inside the root', ['--root', 'mine', '--data', 'alias/data']);
  });
  it('a port in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    await refused(`Port ${port} is in use`, ['--port', String(port)]);
    taken.close();
  });
  it('data below a file', async () => {
    await writeFile(join(folder, 'file'), '');
    await refused('(ENOTDIR)', ['--data', 'file/data']);
  });
  it.skipIf(!canBeStranger)('data without write permission', async () => {
    await mkdir(join(folder, 'closed'));
    await close('closed');
    await refused(
      'the server does not have permission to read and write in',
      ['--data', 'closed'],
      {},
      stranger,
    );
  });
  it.skipIf(!canBeStranger)('new data without write permission', async () => {
    await mkdir(join(folder, 'closed'));
    await close('closed');
    await refused('(EACCES)', ['--data', 'closed/data'], {}, stranger);
  });
  it('a root inside the data', async () => {
    await mkdir(join(folder, 'data/mine'), { recursive: true });
    await refused('is inside the data folder', ['--root', 'data/mine', '--data', 'data']);
  });
});

it('refuses a second server on the same data', async () => {
  const first = run(['--port', '0']);
  const url = await first.url();
  const { code, stderr } = await run(['--port', '0']).end();
  expect(stderr).toContain('Another server is using the data folder');
  expect(code).toBe(2);
  expect((await fetch(`${url}/api/v1/health`)).status).toBe(200);
});

it('takes over the data of a killed server', async () => {
  const first = run(['--port', '0']);
  await first.url();
  await first.end('SIGKILL');
  expect(existsSync(join(folder, '.file-organizer'))).toBe(true);
  await run(['--port', '0']).url();
});

it('finishes a running request before it stops', async () => {
  const key = 'fo_abc123_token456';
  const server = run(['--port', '0'], { FILE_ORGANIZER_API_KEY: key });
  const url = await server.url();
  const boundary = 'xxxx';
  const upload = request(`${url}/api/v1/files/upload`, {
    method: 'POST',
    headers: {
      'X-API-Key': key,
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
      Expect: '100-continue',
    },
  });
  const answered = once(upload, 'response');
  upload.write(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="slow.txt"\r\n\r\nfirst half, `,
  );
  await once(upload, 'continue');
  server.child.kill('SIGTERM');
  while (!server.stdout.includes('Stopping')) await once(server.child.stdout ?? upload, 'data');
  upload.end(`second half\r\n--${boundary}--\r\n`);
  const [response] = await answered;
  expect(response.statusCode).toBe(201);
  response.resume();
  expect((await server.end()).code).toBe(0);
  expect(await readdir(join(folder, 'library'))).toContain('slow.txt');
});

it('closes its database when stopped after a search', async () => {
  const key = 'fo_abc123_token456';
  const server = run(['--port', '0'], { FILE_ORGANIZER_API_KEY: key });
  const headers = { 'X-API-Key': key };
  const response = await fetch(`${await server.url()}/api/v1/search?q=welcome`, { headers });
  expect(response.status).toBe(200);
  await response.text();
  expect((await server.end('SIGTERM')).code).toBe(0);
  // The last connection that is closed in order removes the log.
  expect(await readdir(join(folder, '.file-organizer'))).not.toContain('file-organizer.sqlite-wal');
});

it('prints its flags and variables with --help', async () => {
  const { code, stdout } = await run(['--help']).end();
  expect(code).toBe(0);
  for (const name of ['--root', 'FILE_ORGANIZER_DATA', 'FILE_ORGANIZER_API_KEY', 'LOG_LEVEL']) {
    expect(stdout).toContain(name);
  }
  expect(await readdir(folder)).toEqual([]);
});
