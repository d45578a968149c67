import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLog } from '../process/log.ts';
import { ChangeBus } from '../storage/changeBus.ts';
import type { Database } from '../storage/database.ts';
import { JobRepository, type JobRow } from '../storage/jobs/jobRepository.ts';
import { connectNonBlocking, openDatabase, pathOfDatabase } from '../storage/sqlite/database.ts';
import { LocalJobCoordinator } from './jobCoordinator.ts';
import type { JobKind } from './jobKind.ts';
import { JobWorker } from './jobWorker.ts';

let data: string;
let database: Database;
let nonBlocking: Database;
let jobs: JobRepository;
let job: JobRow;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'file-organizer-worker-'));
  database = await openDatabase(data);
  nonBlocking = await connectNonBlocking(data);
  jobs = new JobRepository(database);
  job = await jobs.create(
    {
      ...{ user_id: '', kind: 'organize', root: '', path: '/' },
      ...{ methodology: 'type', dry_run: 0, options: '{}' },
    },
    0,
  );
});
afterEach(async () => {
  await Promise.all([database.destroy(), nonBlocking.destroy()]);
  rmSync(data, { recursive: true });
});

it('stores the end of a job once the database is free', async () => {
  const other = new Sqlite(pathOfDatabase(data));
  let refusals = 0;
  const rows = new JobRepository(nonBlocking);
  const update = rows.update.bind(rows);
  rows.update = async (...change) => {
    try {
      await update(...change);
    } catch (error) {
      refusals += 1;
      // For longer than a connection for requests would wait.
      if (refusals === 3) other.exec('COMMIT');
      throw error;
    }
  };
  const kind = { scan: async () => void other.exec('BEGIN IMMEDIATE') } as unknown as JobKind;
  const changes = new ChangeBus();
  const worker = new JobWorker({
    nonBlocking: rows,
    kinds: { organize: kind, dedupe: kind },
    coordinator: new LocalJobCoordinator(),
    changes,
    log: (await openLog('silent', false)).log,
  });
  await worker.carryOut(job, 'scanning', new AbortController().signal);
  other.close();
  expect([refusals, (await jobs.find(job.job_id))?.status]).toEqual([3, 'planned']);
});

it('has nothing to do or undo after a scan that was cancelled, however many files it has read', async () => {
  const coordinator = new LocalJobCoordinator();
  const scan: JobKind['scan'] = async (_job, { report, signal }) => {
    await report({ processed: 5, total: 9, errors: 0 });
    void coordinator.cancel(job.job_id);
    signal.throwIfAborted();
  };
  const kind = { scan } as unknown as JobKind;
  const worker = new JobWorker({
    nonBlocking: new JobRepository(nonBlocking),
    kinds: { organize: kind, dedupe: kind },
    coordinator,
    changes: new ChangeBus(),
    log: (await openLog('silent', false)).log,
  });
  await worker.carryOut(job, 'scanning', new AbortController().signal);
  expect(await jobs.find(job.job_id)).toMatchObject({
    ...{ status: 'cancelled', processed_count: 0, total_count: 0 },
  });
});
