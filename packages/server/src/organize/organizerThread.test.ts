import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defaultScanOptions } from '../contract.ts';
import { LibraryFolder } from '../disk/libraryFolder.ts';
import type { Progress } from '../jobs/jobKind.ts';
import type { Database } from '../storage/database.ts';
import { FileRepository } from '../storage/files/fileRepository.ts';
import { GivenNumberRepository } from '../storage/jobs/givenNumberRepository.ts';
import { JobRepository, type JobRow } from '../storage/jobs/jobRepository.ts';
import { PlanRepository } from '../storage/jobs/planRepository.ts';
import { openDatabase } from '../storage/sqlite/database.ts';
import { Organizer } from './organizer.ts';
import type { Place } from './organizer.worker.ts';
import { OrganizerThread } from './organizerThread.ts';

let data: string;
let root: string;
let database: Database;
let jobs: JobRepository;
let plans: PlanRepository;
let job: JobRow;
let organizer: Organizer;
let place: Place;

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'file-organizer-thread-'));
  root = join(data, 'library');
  mkdirSync(root);
  writeFileSync(join(root, 'notes.txt'), 'notes');
  database = await openDatabase(data);
  const library = new LibraryFolder(root);
  jobs = new JobRepository(database);
  plans = new PlanRepository(database);
  const files = new FileRepository(database);
  const listings: ConstructorParameters<typeof Organizer>[0]['listings'] = {
    reconcile: (extent, found) => files.reconcile(extent, found, () => false),
    noteContentTypes: (seen) => files.noteContentTypes(seen),
  };
  place = {
    database: { kind: 'sqlite', data },
    root,
    identity: library.identity,
    defaults: defaultScanOptions,
  };
  organizer = new Organizer({
    ...{ library, listings, plans, numbers: new GivenNumberRepository(database) },
    defaults: defaultScanOptions,
  });
  job = await jobs.create(
    {
      ...{ user_id: '', kind: 'organize', root: library.identity, path: '/' },
      ...{ methodology: 'type', dry_run: 0, options: '{}' },
    },
    0,
  );
});
afterEach(async () => {
  vi.restoreAllMocks();
  await database.destroy();
  rmSync(data, { recursive: true });
});

const run = { report: async () => {}, signal: new AbortController().signal };

it('continues if its progress cannot be stored', async () => {
  const thread = new OrganizerThread(place, organizer);
  let refused = 0;
  // Long before the end of the scan, when nothing awaits the report.
  const report = async () => {
    refused += 1;
    throw new Error('database is locked');
  };
  await thread.scan(job, { ...run, report });
  expect(refused).toBeGreaterThan(0);
  expect(await plans.countChanges(job.job_id)).toBe(1);
  // An error of the worker keeps its stack.
  rmSync(root, { recursive: true });
  await expect(thread.execute(job, { ...run, report })).rejects.toMatchObject({
    code: 'library_unavailable',
    stack: expect.stringContaining('libraryFolder.ts'),
  });
  await thread.close();
});

it('reports the progress of a job that was stopped, however short it ran', async () => {
  for (let n = 0; n < 2500; n++) writeFileSync(join(root, `${n}.txt`), '');
  const thread = new OrganizerThread(place, organizer);
  await thread.scan(job, run);
  const stop = new AbortController();
  const processed: number[] = [];
  const report = async (progress: Progress) => {
    processed.push(progress.processed);
    if (stop.signal.aborted) return;
    // Stopped right after the first moves, before the next report is due.
    const folder = join(root, 'Documents');
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline && !(existsSync(folder) && readdirSync(folder).length > 0));
    stop.abort();
  };
  await expect(thread.execute(job, { report, signal: stop.signal })).rejects.toThrow();
  const { done } = await organizer.count(job.job_id);
  expect(done).toBeGreaterThan(0);
  expect(processed.at(-1)).toBe(done);
  await thread.close();
});

it('gives no job to a thread that is being stopped', async () => {
  const thread = new OrganizerThread(place, organizer, 0);
  const terminate = vi.spyOn(Worker.prototype, 'terminate');
  const ending = new Promise<Promise<void>>((resolve) => {
    terminate.mockImplementationOnce(function (this: Worker) {
      // A job that starts at this very moment, before the thread has ended.
      resolve(thread.scan(job, run));
      return this.terminate();
    });
  });
  await thread.scan(job, run);
  await await ending;
  expect(await plans.countChanges(job.job_id)).toBe(1);
  await thread.close();
});
