/** What servers share on PostgreSQL, where two that are active would show it only now and then. */
import { AsyncResource } from 'node:async_hooks';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SharedEventLog } from '../../packages/server/src/events/sharedEventLog.ts';
import { openLog } from '../../packages/server/src/process/log.ts';
import type { EventRow } from '../../packages/server/src/storage/eventRepository.ts';
import { FileRepository } from '../../packages/server/src/storage/files/fileRepository.ts';
import { clientConfig } from '../../packages/server/src/storage/postgres/database.ts';
import { KeyClaims } from '../../packages/server/src/storage/postgres/shared/keyClaims.ts';
import { LimitCounters } from '../../packages/server/src/storage/postgres/shared/limitCounters.ts';
import { Statements } from '../../packages/server/src/storage/postgres/shared/statements.ts';
import { TicketTable } from '../../packages/server/src/storage/postgres/shared/ticketTable.ts';
import { openPostgresStorage } from '../../packages/server/src/storage/postgres/storage.ts';
import type { Storage } from '../../packages/server/src/storage/storage.ts';
import { Writes } from '../../packages/server/src/storage/writes.ts';
import { query } from '../support/postgres.ts';
import { startPostgres } from './databases.ts';

const started = await startPostgres();
afterAll(() => started?.end());
const { log } = await openLog('silent');

describe.skipIf(!started)('servers on one database', () => {
  // Skipped otherwise.
  const cluster = started as NonNullable<typeof started>;
  let url: string;
  let folder: string;
  let undo: (() => unknown)[];
  beforeEach(async () => {
    url = await cluster.create();
    folder = await mkdtemp(join(tmpdir(), 'file-organizer-shared-'));
    undo = [() => rm(folder, { recursive: true })];
  });
  afterEach(async () => {
    for (const step of undo.toReversed()) await step();
  });

  /** The storage of a server, and what it reports. */
  const open = async (name = 'a'): Promise<Storage & { readonly writes: Writes }> => {
    const writes = new Writes();
    const data = join(folder, name);
    const storage = await openPostgresStorage({ url, data, writes, log, hasOthers: true });
    undo.push(() => storage.close());
    return { ...storage, writes };
  };
  const statements = (): Statements => {
    const pool = new pg.Pool(clientConfig(url));
    undo.push(() => pool.end());
    return new Statements(pool);
  };

  it('migrate an empty database once, though they start at once', async () => {
    await Promise.all(['a', 'b', 'c'].map((name) => open(name)));
    const { rows } = await query(url, 'SELECT name FROM kysely_migration');
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  describe('a claim of an idempotency key', () => {
    const outcome = (text: string) => ({ fingerprint: 'f', answer: Buffer.from(text) });
    const claimsWith = (lease: number, warn = vi.fn()) => {
      const claims = new KeyClaims(statements(), { warn }, lease);
      undo.push(() => claims.close());
      return { claims, warn };
    };
    /** Claims a key as soon as nobody has it. */
    const claimSoon = (claims: KeyClaims) =>
      vi.waitFor(
        async () => {
          const claim = await claims.claim('key', 'f');
          if (claim.state !== 'claimed') throw new Error(claim.state);
          return claim.held;
        },
        { timeout: 10_000, interval: 20 },
      );

    it('of a dead server can be taken once its lease has ended, and stores nothing then', async () => {
      await open();
      const { claims: dead, warn } = claimsWith(200);
      const held = await claimSoon(dead);
      dead.close();
      const { claims } = claimsWith(60_000);
      expect((await claims.claim('key', 'f')).state).toBe('in progress');
      const taken = await claimSoon(claims);
      await held.complete(outcome('late'), 60_000);
      expect(warn).toHaveBeenCalledOnce();
      expect(await claims.claim('key', 'f')).toEqual({ state: 'in progress', fingerprint: 'f' });
      await held.release();
      await taken.complete(outcome('in time'), 60_000);
      await taken.release();
      expect(await dead.claim('key', 'f')).toEqual({
        ...{ state: 'completed', outcome: outcome('in time') },
      });
    });

    it('lets its request write only as long as no other server has it', async () => {
      const { database } = await open();
      const { claims: slow } = claimsWith(200);
      const held = await claimSoon(slow);
      const write = (name: string) =>
        database.insertInto('secrets').values({ name, value: '' }).execute();
      const taken = await held.run(async () => {
        await write('in time');
        slow.close();
        const other = await claimSoon(claimsWith(60_000).claims);
        await expect(write('late')).rejects.toThrow(/another server has it/);
        return other;
      });
      let later: (() => Promise<unknown>) | undefined;
      await taken.run(async () => {
        await write('instead');
        later = AsyncResource.bind(() => write('afterwards'));
      });
      await taken.release();
      // What a request has left running does not depend on its claim.
      await later?.();
      const { rows } = await query(url, 'SELECT name FROM secrets ORDER BY name');
      expect(rows.map(({ name }) => name)).toEqual(['afterwards', 'in time', 'instead']);
    });

    it('is renewed while its request runs', async () => {
      await open();
      const { claims } = claimsWith(300);
      await claimSoon(claims);
      const text = 'SELECT ends_at::text FROM idempotency_claims';
      const end = async () => (await query(url, text)).rows[0]?.ends_at;
      const first = await end();
      await vi.waitFor(async () => expect(await end()).not.toBe(first), { timeout: 10_000 });
      const other = await claimsWith(300).claims.claim('key', 'other');
      expect(other).toEqual({ state: 'in progress', fingerprint: 'f' });
    });

    it('is free again if its request has failed', async () => {
      await open();
      const { claims } = claimsWith(60_000);
      await (await claimSoon(claims)).release();
      expect((await claims.claim('key', 'g')).state).toBe('claimed');
    });

    it('that many want at once is given to one, until it has an outcome', async () => {
      await open();
      const all = Array.from({ length: 4 }, () => claimsWith(60_000).claims);
      const got = await Promise.all(
        all.flatMap((each) => [0, 1].map(() => each.claim('key', 'f'))),
      );
      expect(got.filter(({ state }) => state === 'claimed')).toHaveLength(1);
      const [claim] = got.filter((each) => each.state === 'claimed');
      await claim?.held.complete(outcome('once'), 60_000);
      for (const each of all) expect((await each.claim('key', 'f')).state).toBe('completed');
    });
  });

  it('start a new window of a limit when the last one has ended', async () => {
    await open();
    const limits = new LimitCounters(statements());
    undo.push(() => limits.close());
    const policy = { policy: 'files', limit: 2, window: 60, per: 'address' };
    expect(await limits.read(policy, 'x')).toBeUndefined();
    for (const used of [1, 2, 3]) {
      const usage = await limits.count(policy, 'x');
      expect(usage.used).toBe(used);
      expect(usage.msLeft).toBeGreaterThan(50_000);
    }
    expect(await limits.read(policy, 'x')).toMatchObject({ used: 3 });
    await query(url, "UPDATE limit_counters SET ends_at = now() - interval '1 second'");
    expect(await limits.read(policy, 'x')).toBeUndefined();
    expect(await limits.count(policy, 'x')).toMatchObject({ used: 1 });
  });

  it('keep tickets as hashes, of one kind, until they expire', async () => {
    await open();
    const codec = { write: (text: string) => text, read: (text: string) => text };
    const [one, other] = ['one', 'other'].map((kind) => new TicketTable(statements(), kind, codec));
    await one?.put('hash', 'jane', 60_000);
    await one?.put('late', 'jane', 0);
    expect(await other?.take('hash')).toBeUndefined();
    expect(await one?.take('late')).toBeUndefined();
    expect(await one?.take('hash')).toBe('jane');
    expect(await one?.take('hash')).toBeUndefined();
  });

  it('report the folders that others have written, and everything after a break', async () => {
    const [a, b] = [await open('a'), await open('b')];
    const heard: string[] = [];
    b.writes.changes
      .on('fileRow', (path) => heard.push(path))
      .on('credential', () => heard.push('credential'))
      .on('eventsLost', () => heard.push('everything'));
    const state = { size: 1, createdMs: 0, modifiedMs: 0, identity: '1:1:1', version: 'v' };
    const file = { path: '/in/a.txt', name: 'a.txt', state, sha256: 'x' };
    await new FileRepository(a.database).add([file]);
    await vi.waitFor(() => expect(heard).toEqual(['/in']), { timeout: 10_000 });
    const listens = "application_name = 'file-organizer' AND query LIKE 'LISTEN%'";
    await query(url, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${listens}`);
    await vi.waitFor(() => expect(heard).toContain('everything'), { timeout: 10_000 });
    await a.database.deleteFrom('files').execute();
    await vi.waitFor(() => expect(heard.at(-1)).toBe('/in'), { timeout: 10_000 });
  });

  it('copy for their search indexes what any of them has written', async () => {
    const [a, b] = [await open('a'), await open('b')];
    const stores = await Promise.all([a.openSearch(), b.openSearch()]);
    undo.push(...stores.map((store) => () => store.close()));
    const state = { size: 1, createdMs: 0, modifiedMs: 0, identity: '1:1:1', version: 'v' };
    const files = new FileRepository(a.database);
    for (const [n, name] of ['one.txt', 'two.txt'].entries()) {
      await files.add([
        { path: `/${name}`, name, state: { ...state, identity: name }, sha256: 'x' },
      ]);
      for (const store of stores) {
        expect((await store.counts()).queued).toBeGreaterThan(0);
        while (await store.takeNames());
        const { indexed, queued } = await store.counts();
        expect(indexed + queued).toBe(n + 1);
      }
    }
    const { rows } = await query(url, 'SELECT entry FROM search_queue');
    expect(rows).toEqual([]);
  });

  it('deliver events of others in order, even without their notices', async () => {
    const a = (await open('a')).shared?.events(1_000);
    const b = (await open('b')).shared?.events(1_000);
    if (!a || !b) throw new Error('Nothing is shared');
    const bus = new SharedEventLog(b, log);
    undo.push(() => bus.close());
    const heard: EventRow[] = [];
    bus.listen('jane', (rows) => heard.push(...rows));
    await bus.settled();
    const event = { user_id: 'jane', event: 'error', occurred_ms: 0, data: '{}' } as const;
    // Nothing calls `look`.
    await a.append([event, event]);
    await vi.waitFor(() => expect(heard).toHaveLength(2), { timeout: 10_000 });
    bus.publish('jane', 'error', { code: 'job_failed', message: '', job_id: null, path: null });
    await a.append([event]);
    await vi.waitFor(() => expect(heard).toHaveLength(4), { timeout: 10_000 });
    expect(heard.map(({ event_id: id }) => id)).toEqual([1, 2, 3, 4]);
  });
});
