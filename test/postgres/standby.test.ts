/** A second server on the same database and folders: what it answers while it waits, and that it takes over. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { adminKey } from '../support/administrator.ts';
import { LiveClient } from '../support/liveClient.ts';
import { ServerProcess } from '../support/serverProcess.ts';
import { json, upload } from '../support/testServer.ts';
import { thorough } from '../support/thorough.ts';
import { answersOn, dial, headOf } from '../support/wire.ts';
import { startPostgres } from './databases.ts';

/** How many servers are killed one after the other. */
const ROUNDS = thorough ? 100 : 1;

const started = await startPostgres();
afterAll(() => started?.end());

describe.skipIf(!started)('a standby', () => {
  // Skipped otherwise.
  const cluster = started as NonNullable<typeof started>;
  let folder: string;
  let databaseUrl: string;
  let processes: ServerProcess[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'file-organizer-standby-'));
    for (const name of ['library', 'other']) await mkdir(join(folder, name));
    databaseUrl = await cluster.create();
    processes = [];
  });
  afterEach(async () => {
    for (const each of processes) if (each.child.exitCode === null) await each.end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  type Server = { readonly process: ServerProcess; readonly url: string };
  const run = (library = 'library', url = databaseUrl): ServerProcess => {
    const flags = ['--port', '0', '--root', join(folder, library), '--data', join(folder, 'data')];
    const server = new ServerProcess(flags, {
      FILE_ORGANIZER_API_KEY: adminKey,
      FILE_ORGANIZER_DATABASE_URL: url,
      FILE_ORGANIZER_RATE_LIMIT_SCALE: '100',
      NODE_COMPILE_CACHE: join(tmpdir(), 'file-organizer-standby-compiled'),
    });
    processes.push(server);
    return server;
  };
  const start = async (): Promise<Server> => {
    const server = run();
    return { process: server, url: await server.url() };
  };
  const ask = ({ url }: Server, path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('X-API-Key', adminKey);
    return fetch(`${url}/api/v1${path}`, { ...init, headers });
  };
  const untilActive = (server: Server) =>
    vi.waitFor(async () => expect((await ask(server, '/ready')).status).toBe(200), {
      ...{ timeout: 20_000, interval: 20 },
    });

  it('runs, is not ready, and refuses everything else until the active server has ended', async () => {
    const active = await start();
    const standby = await start();
    expect(standby.process.stdout).toContain('This server is a standby');
    const health = await ask(standby, '/health');
    expect([health.status, await health.json()]).toMatchObject([200, { status: 'ok' }]);
    const ready = await ask(standby, '/ready');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      code: 'not_ready',
      errors: [{ message: expect.stringContaining('another one is active') }],
    });
    const refused = await ask(standby, '/files');
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: 'standby', status: 503 });
    for (const target of ['//', 'http://[', '/%zz?']) {
      const socket = await dial(standby);
      socket.write(headOf('GET', target));
      const [answer] = await answersOn(socket, 1);
      expect([target, answer?.status]).toEqual([target, 503]);
      socket.destroy();
    }
    expect((await ask(active, '/files')).status).toBe(200);
    expect((await active.process.end('SIGTERM')).code).toBe(0);
    await untilActive(standby);
    expect((await ask(standby, '/files')).status).toBe(200);
    expect((await standby.process.end('SIGTERM')).code).toBe(0);
  });

  it('takes over from a server that is killed, with its events, tickets and keys', async () => {
    const create = json({ name: 'once', scopes: ['files:read'] });
    const keyed = new Headers(create.headers);
    keyed.set('Idempotency-Key', 'sent-twice');
    const once = { ...create, headers: keyed };
    let active = await start();
    expect((await ask(active, '/auth/api-keys', once)).status).toBe(201);
    const ids: (number | undefined)[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const standby = await start();
      // As a client goes on that has received all events so far.
      const client = await LiveClient.connect(active, { query: `?last_event_id=${ids.length}` });
      expect(client.received[0]).toMatchObject({ type: 'connected', missed: false });
      for (const name of [`${round}-a.txt`, `${round}-b.txt`]) {
        expect((await ask(active, '/files/upload', upload(name, name))).status).toBe(201);
      }
      await client.until(() => client.events.length === 2);
      ids.push(...client.events.map((each) => each.event_id));
      const issued = await ask(active, '/auth/ws-ticket', { method: 'POST' });
      const { ticket } = (await issued.json()) as { ticket: string };
      await active.process.end('SIGKILL');
      await untilActive(standby);
      const query = `?ticket=${ticket}&last_event_id=${ids.length}`;
      await (await LiveClient.connect(standby, { query, headers: {} })).close();
      const again = await ask(standby, '/auth/api-keys', once);
      expect([again.status, again.headers.get('Idempotency-Replayed')]).toEqual([201, 'true']);
      active = standby;
    }
    expect(ids).toEqual(ids.map((_, n) => n + 1));
  }, 600_000);

  it('ends on a signal, and leaves the active server alone', async () => {
    const active = await start();
    const standby = await start();
    expect((await standby.process.end('SIGTERM')).code).toBe(0);
    expect((await ask(active, '/files')).status).toBe(200);
  });

  it('takes over once PostgreSQL is there again, if both died', async () => {
    const active = await start();
    const standby = await start();
    await cluster.stop();
    await active.process.end('SIGKILL');
    expect((await ask(standby, '/files')).status).toBe(503);
    await cluster.begin();
    await untilActive(standby);
  });

  it('does not wait if it could not take over', async () => {
    await start();
    const seconds = [
      [run('other'), /has the library .+; a standby needs the same library and database/],
      [
        run('library', databaseUrl.replace(/[^/]*$/, 'postgres')),
        /has another database; a standby/,
      ],
      [run('library', databaseUrl.replace('postgres@', 'jane@')), /check its user name/],
    ] as const;
    for (const [second, message] of seconds) {
      const { code, stderr } = await second.end();
      expect(code, stderr).toBe(2);
      expect(stderr).toMatch(message);
    }
  });
});
