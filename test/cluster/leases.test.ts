/** The leases of jobs in PostgreSQL, and the fence that each transaction for a job passes. */
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SharedJobCoordinator } from '../../packages/server/src/jobs/sharedJobCoordinator.ts';
import {
  type Database,
  DatabaseUnreachable,
  fencedBy,
  LeaseLost,
} from '../../packages/server/src/storage/database.ts';
import { JobRepository } from '../../packages/server/src/storage/jobs/jobRepository.ts';
import { openPostgres } from '../../packages/server/src/storage/postgres/database.ts';
import { JobLeases } from '../../packages/server/src/storage/postgres/jobs/jobLeases.ts';
import { ThreadState } from '../../packages/server/src/storage/postgres/threadState.ts';
import { Writes } from '../../packages/server/src/storage/writes.ts';
import { startPostgres } from '../postgres/databases.ts';
import { LONG_LEASE } from './replicas.ts';

const cluster = await startPostgres();
afterAll(() => cluster?.end());

const log = { warn: () => {} };
const signal = async () => {};

describe.skipIf(!cluster)('a lease', () => {
  let database: Database;
  let leases: JobLeases;
  let jobs: JobRepository;
  let jobId: string;
  beforeEach(async () => {
    if (!cluster) return;
    const url = await cluster.create();
    ({ database } = await openPostgres(url, new Writes(), new ThreadState()));
    leases = new JobLeases(url);
    jobs = new JobRepository(database);
    const job = await jobs.create(
      {
        ...{ user_id: '', kind: 'organize', root: 'library', path: '/', methodology: 'type' },
        ...{ dry_run: 0, options: '{}' },
      },
      0,
    );
    jobId = job.job_id;
  });
  afterEach(async () => {
    await leases?.close();
    await database?.destroy();
  });

  const take = (owner = 'one', states: readonly string[] | null = ['pending']) =>
    leases.take(jobId, owner, LONG_LEASE, states);
  /** As if its time were over. */
  const expire = (db: Database = database, expires_ms = 1) =>
    db.updateTable('job_leases').set({ expires_ms }).execute();
  const taken = async () => ({ jobId, epoch: (await take()) ?? 0, leaseMs: LONG_LEASE });

  it('is given to one of several servers', async () => {
    const epochs = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => take(owner)));
    expect(epochs.filter((epoch) => epoch !== undefined)).toEqual([1]);
    expect(await leases.due('library')).toEqual([]);
  });

  it('is only given in a state that needs it', async () => {
    expect(await take('one', ['executing'])).toBeUndefined();
    await jobs.update(jobId, { status: 'completed' });
    expect(await leases.due('library')).toEqual([]);
    expect(await take()).toBeUndefined();
  });

  it('is given again once it has expired, with the next epoch', async () => {
    expect(await take()).toBe(1);
    await expire();
    expect(await leases.due('library')).toEqual([jobId]);
    expect(await take('other')).toBe(2);
    expect(await leases.renew([{ jobId, epoch: 1 }], LONG_LEASE)).toEqual(new Map());
  });

  it('that has ended is given at once, and its epoch is over', async () => {
    const fence = await taken();
    await leases.end(fence);
    const write = new JobRepository(fencedBy(database, fence)).update(jobId, { total_count: 7 });
    await expect(write).rejects.toThrow(LeaseLost);
    expect(await take('other')).toBe(3);
  });

  it('is needed by single statements and by transactions', async () => {
    const fence = await taken();
    const fenced = fencedBy(database, fence);
    await new JobRepository(fenced).update(jobId, { total_count: 1 });
    await expire();
    await take('other');
    const rows = new JobRepository(fenced);
    await expect(rows.update(jobId, { total_count: 2 })).rejects.toThrow(LeaseLost);
    const progress = { processed_count: 3, total_count: 3, error_count: 0, updated_ms: 3 };
    await expect(rows.noteProgress(jobId, progress)).rejects.toThrow(LeaseLost);
    expect(await rows.find(jobId)).toMatchObject({ total_count: 1, processed_count: 0 });
  });

  it('is renewed by each transaction', async () => {
    const fenced = fencedBy(database, await taken());
    await expire();
    await new JobRepository(fenced).update(jobId, { total_count: 1 });
    expect(await take('other')).toBeUndefined();
  });

  it('cannot be taken in the middle of a transaction', async () => {
    const fenced = fencedBy(database, await taken());
    let waiting: Promise<number | undefined> | undefined;
    await fenced.transaction().execute(async (trx) => {
      await expire(trx);
      waiting = take('other');
      await trx.updateTable('jobs').set({ total_count: 5 }).execute();
      await expire(trx, Number.MAX_SAFE_INTEGER);
    });
    expect(await waiting).toBeUndefined();
  });

  it('says when it is renewed whether its job is to be cancelled', async () => {
    const held = [await taken()];
    const isCancelled = async () => (await leases.renew(held, LONG_LEASE)).get(jobId)?.isCancelled;
    expect(await isCancelled()).toBe(false);
    await jobs.update(jobId, { cancel_requested: 1 });
    expect(await isCancelled()).toBe(true);
  });

  describe('of decisions', () => {
    let one: SharedJobCoordinator;
    let two: SharedJobCoordinator;
    beforeEach(() => {
      const deps = { leases, jobs, signal, log, leaseMs: LONG_LEASE };
      [one, two] = [new SharedJobCoordinator(deps), new SharedJobCoordinator(deps)];
    });
    afterEach(() => {
      one?.close();
      two?.close();
    });

    it('lets servers decide one after the other', async () => {
      let deciding = 0;
      const most: number[] = [];
      const decision = async () => {
        deciding += 1;
        most.push(deciding);
        await jobs.find(jobId);
        deciding -= 1;
      };
      const each = [one, two, one, two, one, two];
      await Promise.all(each.map((coordinator) => coordinator.decide(decision)));
      expect(most).toEqual([1, 1, 1, 1, 1, 1]);
    });

    it('that was lost meanwhile keeps the decision from being written', async () => {
      const decided = one.decide(async (fence) => {
        // As if it had paused for longer than its lease.
        await expire();
        await two.decide(async (other) => {
          await new JobRepository(fencedBy(database, other)).update(jobId, { total_count: 2 });
        });
        await new JobRepository(fencedBy(database, fence)).update(jobId, { total_count: 1 });
      });
      await expect(decided).rejects.toThrow(DatabaseUnreachable);
      expect(await jobs.find(jobId)).toMatchObject({ total_count: 2 });
    });

    it('is free again after an error', async () => {
      const failing = one.decide(async () => {
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await two.decide(async () => 'yes')).toBe('yes');
    });
  });
});
