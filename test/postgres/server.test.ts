/** A server on PostgreSQL: its start, what it does without PostgreSQL, and a crash while it moves files. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { adminKey } from '../support/administrator.ts';
import { query } from '../support/postgres.ts';
import { ServerProcess } from '../support/serverProcess.ts';
import { differences, snapshotOf } from '../support/snapshot.ts';
import {
  json,
  startTestServer,
  type TestServer,
  upload,
  waitForJob,
} from '../support/testServer.ts';
import { startPostgres } from './databases.ts';

const started = await startPostgres();
afterAll(() => started?.end());

type Page = { readonly items: readonly { readonly path: string }[] };
const pathsIn = async (server: Pick<TestServer, 'fetch'>, path: string): Promise<string[]> => {
  const response = await server.fetch(path);
  expect(response.status).toBe(200);
  return ((await response.json()) as Page).items.map((each) => each.path);
};

describe.skipIf(!started)('a server on PostgreSQL', () => {
  // Skipped otherwise.
  const cluster = started as NonNullable<typeof started>;

  it('shares its database with no other server', async () => {
    const databaseUrl = await cluster.create();
    const server = await startTestServer({ databaseUrl });
    try {
      await expect(startTestServer({ databaseUrl })).rejects.toThrow(/Another server is using/);
    } finally {
      await server.end();
    }
    const next = await startTestServer({ databaseUrl });
    await next.end();
  });

  it.each([
    ['nobody listens', () => 'postgres://jane:secret@127.0.0.1:1/x', /ECONNREFUSED.*start Post/],
    ['there is no such database', () => cluster.url('nothing'), /does not exist; create the/],
  ])('does not start if %s, and says why', async (_what, urlOf, message) => {
    const error: unknown = await startTestServer({ databaseUrl: urlOf() }).catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'SettingError', message: expect.stringMatching(message) });
    expect(String(error)).not.toContain('secret');
  });

  it('does not start on a database of a newer version', async () => {
    const databaseUrl = await cluster.create();
    await (await startTestServer({ databaseUrl })).end();
    await query(
      databaseUrl,
      "INSERT INTO kysely_migration (name, timestamp) VALUES ('9999_later', '')",
    );
    await expect(startTestServer({ databaseUrl })).rejects.toThrow(/9999_later/);
  });

  it('answers 503 while PostgreSQL is down, and goes on when it is back', async () => {
    const server = await startTestServer({ databaseUrl: await cluster.create() });
    try {
      await cluster.stop();
      const refused = await server.fetch('/api/v1/files/upload', upload('a.txt', 'a'));
      expect(refused.status).toBe(503);
      expect(refused.headers.get('Retry-After')).toMatch(/^\d+$/);
      expect(await refused.json()).toMatchObject({ code: 'database_busy' });
      expect((await server.fetch('/api/v1/ready')).status).toBe(503);
      await cluster.begin();
      await vi.waitFor(
        async () => {
          const response = await server.fetch('/api/v1/files/upload', upload('b.txt', 'b'));
          expect(response.status).toBe(201);
        },
        { timeout: 20_000, interval: 100 },
      );
      expect(await pathsIn(server, '/api/v1/files')).toContain('/b.txt');
    } finally {
      await server.end();
    }
  });

  it('lists what a job has moved, and finds it by name in its new folder', async () => {
    const server = await startTestServer({ databaseUrl: await cluster.create() });
    try {
      await server.fetch('/api/v1/files/upload', upload('Grüße.txt', 'hello'));
      expect(await pathsIn(server, '/api/v1/files?recursive=true')).toEqual(['/Grüße.txt']);
      const scan = await server.fetch(
        '/api/v1/organize/scan',
        json({ path: '/', methodology: 'type' }),
      );
      const { job_id: id } = (await scan.json()) as { job_id: string };
      await waitForJob(server, id, 'planned');
      await server.fetch('/api/v1/organize/execute', json({ job_id: id }));
      await waitForJob(server, id, 'completed');
      const moved = ['/Documents/Grüße.txt'];
      expect(await pathsIn(server, '/api/v1/files?recursive=true')).toEqual(moved);
      const { items } = (await (
        await server.fetch('/api/v1/search?q=gr%C3%BC%C3%9Fe&path=/Documents')
      ).json()) as { items: readonly { file: { path: string } }[] };
      expect(items.map(({ file }) => file.path)).toEqual(moved);
    } finally {
      await server.end();
    }
  });

  it('loses nothing if it is killed while it moves files, and rolls back the exact tree', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'file-organizer-postgres-kill-'));
    const root = join(folder, 'library');
    await mkdir(root);
    for (let n = 0; n < 300; n++) await writeFile(join(root, `${n}.txt`), `content ${n}`);
    const env = {
      FILE_ORGANIZER_API_KEY: adminKey,
      FILE_ORGANIZER_RATE_LIMIT_SCALE: '0',
      FILE_ORGANIZER_DATABASE_URL: await cluster.create(),
      // What is bundled for the built server is part of the test.
      NODE_COMPILE_CACHE: join(folder, 'compiled'),
    };
    const flags = ['--port', '0', '--root', root, '--data', join(folder, 'data')];
    const servers: ServerProcess[] = [];
    const start = async (): Promise<Pick<TestServer, 'fetch'>> => {
      const server = new ServerProcess(flags, env);
      servers.push(server);
      const url = await server.url();
      return {
        fetch: (path, init = {}) => {
          const headers = new Headers(init.headers);
          headers.set('X-API-Key', adminKey);
          return fetch(url + path, { ...init, headers });
        },
      };
    };
    try {
      let server = await start();
      const before = snapshotOf(root);
      const scan = await server.fetch(
        '/api/v1/organize/scan',
        json({ path: '/', methodology: 'type' }),
      );
      const { job_id: id } = (await scan.json()) as { job_id: string };
      await waitForJob(server, id, 'planned');
      await server.fetch('/api/v1/organize/execute', json({ job_id: id }));
      await vi.waitFor(async () => expect((await readdir(root)).length).toBeLessThan(300), {
        timeout: 20_000,
        interval: 1,
      });
      await servers[0]?.end('SIGKILL');
      server = await start();
      await waitForJob(server, id, 'completed');
      expect(await readdir(join(root, 'Documents'))).toHaveLength(300);
      await server.fetch(`/api/v1/organize/jobs/${id}/rollback`, { method: 'POST' });
      await waitForJob(server, id, 'rolled_back');
      expect(differences(before, snapshotOf(root))).toEqual([]);
    } finally {
      for (const server of servers) {
        if (server.child.exitCode === null) await server.end('SIGKILL');
      }
      await rm(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
