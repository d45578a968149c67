/**
 * Calls every operation of the contract on a running server until every status that the contract
 * lists has been seen, and checks each answer: status, media type, headers and body.
 */
import { randomUUID } from 'node:crypto';
import { type BoundOperation, Contract, Coverage, readDocument } from 'contract-first/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  forgetCachedKeys,
  inDatabase,
  untilConnected,
  withoutDatabase,
  withoutLibrary,
} from '../support/database.ts';
import { handshake } from '../support/liveClient.ts';
import { json, startTestServer, type TestServer, waitForJob } from '../support/testServer.ts';
import { headOf, send, type WireAnswer } from '../support/wire.ts';
import { particular, valid } from './requests/index.ts';
import { type Call, makeScene, nobody, type Scene } from './requests/scene.ts';

const document = await readDocument(
  new URL(import.meta.resolve('@file-organizer/spec/openapi.json')),
);
const contract = new Contract(document);
const operations = [...contract.operations.values()];
const coverage = new Coverage(operations);

const ask = ({ server }: Scene, { path, init, isHandshake = false }: Call): Promise<Response> =>
  isHandshake ? handshake(server, path, init?.headers) : server.fetch(path, init);

/** Sends a request and holds the answer to the contract. */
async function call(
  scene: Scene,
  bound: BoundOperation,
  status: number,
  request: Call,
): Promise<void> {
  await check(bound, status, await ask(scene, request));
}

/** What a service does for a request. */
type Work = (...args: unknown[]) => Promise<unknown>;

/** Holds an answer to the contract. */
async function check(bound: BoundOperation, status: number, response: Response): Promise<void> {
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  expect(response.status, `${bound.id}: ${text}`).toBe(status);
  const body = isJson ? JSON.parse(text) : text;
  const { headers } = response;
  expect(contract.checkResponse(bound, { status, headers, body })).toEqual([]);
  coverage.reach(bound.id, status);
}

const asResponse = ({ status, headers, text }: WireAnswer) =>
  new Response(text, { status, headers });

async function validCall(scene: Scene, bound: BoundOperation): Promise<Call> {
  const make = valid[bound.id];
  if (!make) throw new Error(`This test has no valid request for ${bound.id}; add one`);
  return make(scene);
}

const withCredentials = operations.filter(({ security }) => security.length > 0);
const withScopes = operations.filter(({ security }) =>
  security.some((each) => Object.values(each).flat().length > 0),
);
/** Those that work on the library: neither they nor their tags have `x-library: unneeded`. */
const onLibrary = (bound: BoundOperation): boolean =>
  bound.operation['x-library'] !== 'unneeded' &&
  !document.tags?.some(
    (tag) => tag['x-library'] === 'unneeded' && bound.operation.tags?.includes(tag.name),
  );
const listing = (status: string) => operations.filter(({ responses }) => status in responses);

describe('every status of every operation', () => {
  let scene: Scene;
  /** Allows each client one request of a limit. */
  let strict: Scene;
  /** Does not wait long for the body of a request. */
  let impatient: TestServer;
  const others: TestServer[] = [];

  beforeAll(async () => {
    scene = await makeScene({ maxUploadBytes: 1000 });
    const server = await startTestServer({ rateLimitScale: 1e-9 });
    strict = { server, fileId: nobody, jobId: nobody, otherJobId: nobody };
    impatient = await startTestServer({}, { bodyTime: 20 });
  });
  afterAll(async () => {
    const servers = [scene.server, strict.server, impatient, ...others];
    await Promise.all(servers.map((server) => server.end()));
    const reached = coverage.total - coverage.missing.length;
    console.log(`\nContract: ${reached} of ${coverage.total} (operation × status) pairs reached`);
  });

  it.each(Object.entries(particular))('%s', async (name, make) => {
    const [id = '', status] = name.split(' ');
    const bound = contract.operations.get(id);
    if (!bound) throw new Error(`The contract has no operation ${id}`);
    await call(scene, bound, Number(status), await make(scene));
  });

  it.each(withCredentials.map((bound) => [bound.id, bound] as const))(
    '%s 401 without credentials',
    async (_id, bound) => {
      const { init, ...rest } = await validCall(scene, bound);
      const headers = new Headers(init?.headers);
      headers.set('Authorization', 'Basic bm9ib2R5Og==');
      await call(scene, bound, 401, { ...rest, init: { ...init, headers } });
    },
  );

  it.each(withScopes.map((bound) => [bound.id, bound] as const))(
    '%s 403 without its scope',
    async (id, bound) => {
      const needed = new Set(bound.security.flatMap((each) => Object.values(each).flat()));
      const all = document['x-scopes'] as { scope: string }[];
      const granted = all
        .map(({ scope }) => scope)
        .filter((each) => each !== 'admin' && !needed.has(each));
      const key = await scene.server.keys.create(id, granted as never);
      const { init, ...rest } = await validCall(scene, bound);
      const headers = new Headers(init?.headers);
      headers.set('X-API-Key', key);
      await call(scene, bound, 403, { ...rest, init: { ...init, headers } });
    },
  );

  it.each(listing('421').map((bound) => [bound.id, bound] as const))(
    '%s 421 for a foreign host name',
    async (_id, bound) => {
      const { path } = await validCall(scene, bound);
      const head = headOf(bound.method.toUpperCase(), path, { Host: 'foe.example' });
      await check(bound, 421, asResponse(await send(scene.server, head)));
    },
  );

  it.each(listing('429').map((bound) => [bound.id, bound] as const))(
    '%s 429 after its limit',
    async (id, bound) => {
      const key = await strict.server.keys.create(id, ['admin']);
      // Each time anew, since the first may use up what the second needs, such as a session.
      const make = async (): Promise<Call> => {
        const { init, ...rest } = await validCall(strict, bound);
        const headers = new Headers(init?.headers);
        if (!headers.has('Authorization')) headers.set('X-API-Key', key);
        return { ...rest, init: { ...init, headers } };
      };
      const first = await make();
      await (await ask(strict, first)).text();
      // What needs no credentials is counted by those in its body.
      await call(strict, bound, 429, bound.security.length > 0 ? await make() : first);
    },
  );

  it.each(listing('408').map((bound) => [bound.id, bound] as const))(
    '%s 408 if its body stalls',
    async (_id, bound) => {
      const { path } = await validCall(scene, bound);
      const headers = { 'Content-Type': 'application/json', 'Content-Length': 100 };
      const head = headOf(bound.method.toUpperCase(), path, headers);
      await check(bound, 408, asResponse(await send(impatient, head, '{')));
    },
  );

  it.each(listing('431').map((bound) => [bound.id, bound] as const))(
    '%s 431 for headers over 16 KiB',
    async (_id, bound) => {
      const { path } = await validCall(scene, bound);
      const head = headOf(bound.method.toUpperCase(), path, { Cookie: 'x'.repeat(16_384) });
      await check(bound, 431, asResponse(await send(scene.server, head)));
    },
  );

  // The keys of those that sign somebody in are the user's, who has made no other request.
  const keyed = listing('422').filter(({ security }) => security.length > 0);
  it.each(keyed.map((bound) => [bound.id, bound] as const))(
    '%s 422 with a reused idempotency key',
    async (id, bound) => {
      const withKey = (init: RequestInit | undefined) => {
        const headers = new Headers(init?.headers);
        headers.set('Idempotency-Key', `another-${id}`);
        return { ...init, headers };
      };
      const { path, init } = await validCall(scene, bound);
      const other = withKey(json({ path: `/keyed-${id}` }));
      const credential = new Headers(init?.headers).get('Authorization');
      if (credential) other.headers.set('Authorization', credential);
      await (await scene.server.fetch('/api/v1/folders', other)).text();
      await call(scene, bound, 422, { path, init: withKey(init) });
    },
  );

  it.each(
    listing('503')
      .filter((bound) => !onLibrary(bound))
      .map((bound) => [bound.id, bound] as const),
  )('%s 503 while the database cannot be written', async (_id, bound) => {
    const request = await validCall(scene, bound);
    const work = () => call(scene, bound, 503, request);
    const isSqlite = scene.server.config.databaseUrl === undefined;
    if (isSqlite && READING.has(bound.id)) await withoutCredentials(scene.server, work);
    else await withoutDatabase(scene.server, work);
    await untilConnected(scene.server);
  });

  it.each(
    listing('503')
      .filter(onLibrary)
      .map((bound) => [bound.id, bound] as const),
  )('%s 503 without the library', async (_id, bound) => {
    const request = await validCall(scene, bound);
    await withoutLibrary(scene.server, () => call(scene, bound, 503, request));
    await untilConnected(scene.server);
  });

  it.each(listing('500').map((bound) => [bound.id, bound] as const))(
    '%s 500 if the database is broken',
    async (_id, bound) => {
      const request = await validCall(scene, bound);
      // Where there are no users, nobody gets as far as to the library, and a connection is opened
      // without a look at it.
      const isInObjects = scene.server.config.objectStorage !== undefined;
      // Folders are on the disk alone.
      const hasRows = isInObjects || !bound.id.startsWith('folders.');
      const readsIndex = onLibrary(bound) && !request.isHandshake && hasRows;
      const index = ['files', 'jobs', 'uploads', ...(isInObjects ? ['entries'] : [])];
      const tables = readsIndex ? index : ['users'];
      const renameTable = (from: string, to: string) =>
        inDatabase(scene.server, `ALTER TABLE ${from} RENAME TO ${to}`);
      try {
        await forgetCachedKeys(scene.server);
        for (const table of tables) await renameTable(table, `${table}_away`);
        await call(scene, bound, 500, request);
      } finally {
        for (const table of tables) await renameTable(`${table}_away`, table);
      }
    },
  );

  /** What does the work of an operation, by its place in the server. */
  const work = {
    'auth.create_api_key': ['keys', 'issue'],
    'auth.login': ['sessions', 'begin'],
    'auth.redeem': ['signIns', 'redeem'],
    'auth.refresh': ['sessions', 'refresh'],
    'auth.sign_in_ticket': ['signIns', 'issue'],
    'auth.ws_ticket': ['tickets', 'issue'],
    'files.link': ['links', 'issue'],
  } as const;
  it.each(Object.entries(work))(
    '%s 409 while the same request runs',
    async (id, [service, method]) => {
      const bound = contract.operations.get(id);
      if (!bound) throw new Error(`The contract has no operation ${id}`);
      const { path, init } = await validCall(scene, bound);
      const worker = scene.server[service] as unknown as Record<string, Work>;
      const perform = worker[method] as Work;
      // SQLite answers at once, so two requests never meet: the first is held where its work begins.
      let begun = () => {};
      const isAtWork = new Promise<void>((resolve) => {
        begun = resolve;
      });
      let go = () => {};
      const isRefused = new Promise<void>((resolve) => {
        go = resolve;
      });
      worker[method] = async (...args) => {
        begun();
        await isRefused;
        return perform.apply(worker, args);
      };
      try {
        const headers = new Headers(init?.headers);
        headers.set('Idempotency-Key', randomUUID());
        const first = scene.server.fetch(path, { ...init, headers });
        await isAtWork;
        await call(scene, bound, 409, { path, init: { ...init, headers } });
        go();
        expect((await first).ok).toBe(true);
      } finally {
        worker[method] = perform;
      }
    },
  );

  it('system.docs 404 if the page is not built', async () => {
    const server = await startTestServer({}, { docs: '/nowhere/index.html' });
    others.push(server);
    const bound = contract.operations.get('system.docs');
    if (!bound) throw new Error('The contract has no operation system.docs');
    await call({ ...scene, server }, bound, 404, { path: '/docs' });
  });

  // Last, since some of them use up what the others need; delete comes after all that read.
  const successes = operations.toSorted(
    (a, b) => Number(a.method === 'delete') - Number(b.method === 'delete'),
  );
  it.each(successes.map((bound) => [bound.id, bound] as const))(
    '%s succeeds',
    async (id, bound) => {
      const status = Object.keys(bound.responses).find(
        (each) => each === '101' || each.startsWith('2'),
      );
      await call(scene, bound, Number(status), await validCall(scene, bound));
      if (id === 'organize.scan') {
        // The next scan or execution waits for this one, as a client would.
        await waitUntilIdle(scene.server);
      }
      if (id === 'organize.execute') {
        await waitForJob(scene.server, scene.jobId, 'completed');
      }
    },
  );

  it('every pair was reached', () => {
    expect(coverage.missing).toEqual([]);
  });
});

/** Operations that only read: while SQLite is locked, reading goes on. */
const READING: ReadonlySet<string> = new Set([
  'auth.list_api_keys',
  'auth.me',
  'auth.sign_in_ticket',
  'auth.ws_ticket',
  'system.metrics',
  'users.list',
]);

/** Does something while the rows of credentials seem to be locked. */
async function withoutCredentials(
  { keys, sessions }: TestServer,
  work: () => Promise<void>,
): Promise<void> {
  const busy = async () => {
    throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
  };
  const verify = [keys.verify, sessions.verify] as const;
  Object.assign(keys, { verify: busy });
  Object.assign(sessions, { verify: busy });
  try {
    await work();
  } finally {
    Object.assign(keys, { verify: verify[0] });
    Object.assign(sessions, { verify: verify[1] });
  }
}

async function waitUntilIdle(server: TestServer): Promise<void> {
  const busy = "SELECT 1 FROM jobs WHERE status IN ('pending', 'scanning')";
  await vi.waitFor(async () => expect(await inDatabase(server, busy)).toEqual([]), {
    timeout: 10_000,
    interval: 20,
  });
}
