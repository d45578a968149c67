import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, readConfig, type ServerOptions, startServer } from '@file-organizer/server';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { adminKey, password } from './administrator.ts';
import { pauses } from './pauses.ts';
import { ownDatabase } from './postgres.ts';
import { ownObjectStorage } from './seaweedfs.ts';

export { adminKey, password };

export type TestServer = Awaited<ReturnType<typeof startTestServer>>;

/** What a hash of a password takes, where what it should take is not what is tested. */
export const passwordCost = { memoryCost: 8, timeCost: 1, parallelism: 1 };

/**
 * Starts the real server on a free port, on real folders of its own, with limits off, cheap hashes of
 * passwords, and every response held to the contract.
 */
export async function startTestServer(settings: Partial<Config> = {}, options: ServerOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'file-organizer-test-'));
  const root = join(folder, 'library');
  await mkdir(root);
  const defaults = readConfig(['--root', root, '--data', join(folder, 'data'), '--port', '0'], {
    FILE_ORGANIZER_API_KEY: adminKey,
    FILE_ORGANIZER_ADMIN_PASSWORD: password,
    FILE_ORGANIZER_RATE_LIMIT_SCALE: '0',
    FILE_ORGANIZER_CHECK_RESPONSES: 'enforce',
    LOG_LEVEL: 'silent',
  });
  if (!defaults) throw new TypeError('The settings ask for help');
  const own = { databaseUrl: await ownDatabase(), objectStorage: ownObjectStorage() };
  const config = { ...defaults, ...own, ...settings };
  const server = await startServer(config, { passwordCost, ...options });
  let users = 0;
  return {
    ...server,
    config,
    /** The library's place on the disk; an empty folder if it is in object storage. */
    root,
    /** The place of database and trash. */
    data: config.data,
    /** Sends a request, as administrator unless it brings credentials of its own. */
    fetch: (path: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      if (!headers.has('X-API-Key') && !headers.has('Authorization')) {
        headers.set('X-API-Key', adminKey);
      }
      return fetch(server.url + path, { ...init, headers });
    },
    tokens: {
      /** Adds a user with these scopes, and signs it in. */
      issue: async (name: string, scopes: Parameters<typeof server.keys.create>[1]) => {
        users++;
        const user = { username: `${name}-${users}`, password, scopes };
        return (await server.sessions.begin(await server.users.create(user))).accessToken;
      },
    },
    /** Stops the server and removes its folders. */
    end: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Start = Parameters<typeof startTestServer>;

/** A server for all tests of a file, or of the `describe` that calls it; there when they begin. */
export function serverPerFile(...start: Start): TestServer {
  const server = {} as TestServer;
  beforeAll(async () => {
    Object.assign(server, await startTestServer(...start));
  });
  afterAll(() => server.end?.());
  return server;
}

/** A server of its own for each test; there when the test begins. */
export function serverPerTest(...start: Start): TestServer {
  const server = {} as TestServer;
  beforeEach(async () => {
    Object.assign(server, await startTestServer(...start));
  });
  afterEach(() => server.end?.());
  return server;
}

/** The body of a JSON request. */
export const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

/** An upload as a multipart form. */
export function upload(
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  fields: Record<string, string> = {},
): RequestInit {
  const form = new FormData();
  form.append('file', new Blob([content]), name);
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  return { method: 'POST', body: form };
}

/** Asks a job's status until it is in one of the states; at most some 25 seconds. */
export async function waitForJob(
  server: Pick<TestServer, 'fetch'>,
  jobId: string,
  ...states: readonly string[]
): Promise<Record<string, unknown>> {
  const pause = pauses();
  for (let tries = 0; tries < 250; tries++) {
    const response = await server.fetch(`/api/v1/organize/status/${jobId}`);
    const job = (await response.json()) as Record<string, unknown>;
    if (states.includes(String(job.status))) return job;
    if (job.status === 'failed') throw new Error(`The job failed: ${JSON.stringify(job)}`);
    await pause();
  }
  throw new Error(`The job did not become ${states.join(' or ')}`);
}
