/**
 * Several processes run jobs on one library of rows. Some are killed, and some stand still for longer than their
 * lease: another one continues, and each file is moved once. `ROUNDS=…` repeats it.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultScanOptions } from '../../packages/server/src/contract.ts';
import { JobRepository } from '../../packages/server/src/storage/jobs/jobRepository.ts';
import { PlanRepository } from '../../packages/server/src/storage/jobs/planRepository.ts';
import { openPostgres } from '../../packages/server/src/storage/postgres/database.ts';
import { ThreadState } from '../../packages/server/src/storage/postgres/threadState.ts';
import { Writes } from '../../packages/server/src/storage/writes.ts';
import { type Opened, startPostgres } from '../postgres/databases.ts';
import { query } from '../support/postgres.ts';
import { LIBRARY, LONG_LEASE, Replica } from './replicas.ts';
import { addRows, fileRow, treeOf } from './rowLibrary.ts';

const cluster = await startPostgres();
afterAll(() => cluster?.end());

const rounds = Number(process.env.ROUNDS ?? 1);
const FILES = 20_000;

/** Counts how often each file gets another path. */
const COUNT_MOVES = `
CREATE TABLE counted (file_id text PRIMARY KEY, moves integer NOT NULL);
CREATE FUNCTION count_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO counted SELECT gone.file_id, 1 FROM gone JOIN fresh USING (file_id)
    WHERE gone.path <> fresh.path
  ON CONFLICT (file_id) DO UPDATE SET moves = counted.moves + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER counting AFTER UPDATE ON files REFERENCING NEW TABLE AS fresh OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION count_moves();
`;

describe.skipIf(!cluster)('replicas', () => {
  let url: string;
  let opened: Omit<Opened, 'writes'>;
  let replicas: Replica[];
  beforeEach(async () => {
    if (!cluster) return;
    url = await cluster.create();
    const { database } = await openPostgres(url, new Writes(), new ThreadState());
    opened = { database, close: () => database.destroy() };
    replicas = [];
  });
  afterEach(async () => {
    await Promise.all(replicas.map((each) => each.kill()));
    await opened?.close();
  });

  const start = async (count: number, leaseMs?: number) => {
    replicas = await Promise.all(Array.from({ length: count }, () => Replica.start(url, leaseMs)));
    return [...replicas];
  };
  const find = (jobId: string) => new JobRepository(opened.database).find(jobId);
  const lease = async (jobId: string) => {
    const { rows } = await query(
      url,
      `SELECT owner, epoch::integer FROM job_leases WHERE job_id = '${jobId}' AND expires_ms > 0`,
    );
    return rows[0] as { owner: string; epoch: number } | undefined;
  };

  /** Waits for something, for at most 30 seconds. */
  async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
    const end = performance.now() + 30_000;
    for (;;) {
      const found = await look();
      if (found) return found;
      if (performance.now() > end) throw new Error('It did not happen in 30 seconds');
      await sleep(5);
    }
  }
  const done = async (jobId: string) =>
    (await new PlanRepository(opened.database).tally(jobId)).done;
  const hasState = (jobId: string, ...states: readonly string[]) =>
    until(async () => {
      const job = await find(jobId);
      return job && states.includes(job.status) && job;
    });

  /** A planned job that moves files into other folders. */
  async function planned(count: number): Promise<string> {
    const { database } = opened;
    const files = Array.from({ length: count }, (_, n) =>
      fileRow(`/in/${n % 100}/file ${n}.txt`, 5, `${n}`, 1_600_000_000_000),
    );
    await addRows(database, files);
    const { job_id: jobId } = await new JobRepository(database).create(
      {
        ...{ user_id: '', kind: 'organize', root: LIBRARY, path: '/', methodology: 'type' },
        ...{ dry_run: 0, options: '{}' },
      },
      Date.now(),
    );
    const plans = new PlanRepository(database);
    const moves = files.map(({ file_id, path, name, version }, n) => ({
      ...{ file_id, action: 'move' as const, from_path: path, to_path: `/out/${n % 37}/${name}` },
      ...{ reason: 'because', confidence: 1, needs_review: 0, version },
    }));
    for (let at = 0; at < moves.length; at += 1_000) {
      await plans.addChanges(jobId, moves.slice(at, at + 1_000));
    }
    await new JobRepository(database).update(jobId, { status: 'planned', total_count: count });
    return jobId;
  }

  const scan = {
    ...{ kind: 'organize', user_id: '', path: '/', methodology: 'type' },
    dryRun: false,
  };
  const options = JSON.stringify(defaultScanOptions);

  it.each(Array.from({ length: rounds }, (_, n) => n + 1))(
    'move each file once, though two are killed and one sleeps (round %i)',
    async (round) => {
      const jobId = await planned(FILES);
      const before = await treeOf(opened.database);
      await query(url, COUNT_MOVES);
      const [first] = await start(4);
      await first?.execute(jobId);
      await harm(jobId, ['sleep', 'kill', 'kill'], async () => done(jobId));
      await hasState(jobId, 'completed');
      const { rows } = await query(
        url,
        'SELECT count(*)::integer AS files, max(moves) AS most FROM counted',
      );
      expect(rows).toEqual([{ files: FILES, most: 1 }]);
      const after = await treeOf(opened.database);
      expect(after.filter((path) => path.startsWith('/in/'))).toEqual([]);
      expect(after.filter((path) => !path.endsWith('/'))).toHaveLength(FILES);
      // Those that slept or survived take part again.
      const [other] = replicas;
      await other?.rollBack(jobId);
      if (rounds > 1) {
        const more = await Promise.all([Replica.start(url), Replica.start(url)]);
        replicas.push(...more);
        const harms = [['cut', 'kill', 'sleep'] as const, ['restart', 'kill'] as const];
        const undone = async () => FILES - (await done(jobId));
        await harm(jobId, harms[round % 2] ?? [], undone);
      }
      await hasState(jobId, 'rolled_back');
      expect(await treeOf(opened.database)).toEqual(before);
      const { rows: twice } = await query(url, 'SELECT max(moves) AS most FROM counted');
      expect(twice).toEqual([{ most: 2 }]);
    },
    180_000,
  );

  /**
   * Does harm to the replica that runs a job, or to all, each time when it has come a little further, and waits until
   * the job has gone on.
   *
   * @param progress how many changes are made, of {@link FILES}
   */
  async function harm(
    jobId: string,
    harms: readonly ('kill' | 'sleep' | 'cut' | 'restart')[],
    progress: () => Promise<number>,
  ): Promise<void> {
    const sleepers: Replica[] = [];
    for (const [at, harmful] of harms.entries()) {
      const soon = 1_000 + at * 5_000 + Math.random() * 2_000;
      await until(async () => (await progress()) >= soon);
      const { epoch, pid } = await until(() => holder(jobId));
      const victim = replicas.find((each) => each.pid === pid);
      if (!victim) throw new Error(`No replica has the pid ${pid}`);
      if (harmful === 'kill') {
        await victim.kill();
        replicas.splice(replicas.indexOf(victim), 1);
      } else if (harmful === 'sleep') {
        victim.sleep();
        sleepers.push(victim);
      } else if (harmful === 'cut') {
        await query(
          url,
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()`,
        );
      } else {
        await cluster?.stop();
        await cluster?.begin();
      }
      const isOfAll = harmful === 'cut' || harmful === 'restart';
      await until(async () => {
        const now = await lease(jobId);
        return (
          (now && now.epoch > epoch) || (isOfAll && (await find(jobId))?.status !== 'executing')
        );
      });
    }
    for (const each of sleepers) each.wake();
  }

  /** Which process has the lease of a job. */
  async function holder(jobId: string): Promise<{ epoch: number; pid: number } | undefined> {
    const { rows } = await query(
      url,
      `SELECT epoch::integer, split_part(owner, ' ', 2)::integer AS pid
      FROM job_leases WHERE job_id = '${jobId}' AND expires_ms > 0`,
    );
    return rows[0] as { epoch: number; pid: number } | undefined;
  }

  it('cancel a job that another one runs', async () => {
    const jobId = await planned(5_000);
    const [one, two] = await start(2);
    await one?.execute(jobId);
    await until(async () => (await done(jobId)) > 0);
    const job = await two?.cancel(jobId);
    expect(job?.status).toBe('cancelled');
    expect(await done(jobId)).toBeLessThan(5_000);
    await one?.rollBack(jobId);
    await hasState(jobId, 'rolled_back');
  });

  it('start one of two conflicting jobs that are asked for at once', async () => {
    await planned(5_000);
    const started = await start(3);
    const asked = await Promise.allSettled(
      started.map((each, n) => each.start({ ...scan, options, path: n === 0 ? '/in' : '/' })),
    );
    const codes = asked.map((each) =>
      each.status === 'fulfilled' ? 'started' : (each.reason as { code: string }).code,
    );
    expect(codes.sort()).toEqual(['job_conflict', 'job_conflict', 'started']);
  });

  it('hand a job over at once when one is stopped', async () => {
    const jobId = await planned(10_000);
    const [one, two] = await start(2, LONG_LEASE);
    await one?.execute(jobId);
    await until(async () => (await done(jobId)) > 0);
    const { pid } = await until(() => holder(jobId));
    const stopped = one?.pid === pid ? one : two;
    await stopped?.stop();
    expect(await done(jobId)).toBeLessThan(10_000);
    await hasState(jobId, 'completed');
  });
});
