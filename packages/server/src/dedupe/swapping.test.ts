/**
 * Another program puts a link or a pipe in place of a folder or file between each check of a job and
 * the action that follows it: while copies are moved to the trash, and restored.
 */
import { mkdirSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { atEachPoint, watchPoints } from '../disk/testing/points.ts';
import { SwappedLibrary, swaps } from '../library/testing/swapping.ts';
import { DigestRepository } from '../storage/duplicates/digestRepository.ts';
import { DuplicateRepository } from '../storage/duplicates/duplicateRepository.ts';
import { JobRepository, type JobRow } from '../storage/jobs/jobRepository.ts';
import { PlanRepository } from '../storage/jobs/planRepository.ts';
import { Deduper } from './deduper.ts';

vi.mock('../disk/systemCalls.ts', async (original) =>
  (await import('../disk/testing/points.ts')).withPoints(await original()),
);

const run = { report: async () => {}, signal: new AbortController().signal };

describe.each([true, false])('with openat2: %s', (openat2) => {
  let on: SwappedLibrary;
  let jobs: JobRepository;
  let deduper: Deduper;
  let files = 0;
  beforeAll(async () => {
    on = await SwappedLibrary.make();
    jobs = new JobRepository(on.database);
    deduper = new Deduper({
      ...{
        library: on.library,
        files: on.files,
        trash: on.trash,
        plans: new PlanRepository(on.database),
      },
      duplicates: new DuplicateRepository(on.database),
      digests: new DigestRepository(on.database),
      log: pino({ level: 'silent' }),
    });
  });
  afterAll(async () => {
    await deduper.close();
    await on.end();
  });
  beforeEach(() => watchPoints({ openat2 }));
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** A job that has found one file twice. The copy to be removed is in `/swapped`. */
  async function found(path: string): Promise<JobRow> {
    for (const name of ['swapped', 'in']) {
      rmSync(join(on.root, name), { recursive: true });
      mkdirSync(join(on.root, name));
    }
    const kept = path.replace('/swapped/', '/in/');
    for (const each of [kept, path]) await on.put(each, `content of ${path}`);
    utimesSync(join(on.root, kept), 1, 1);
    const job = await jobs.create(
      {
        ...{ user_id: '', kind: 'dedupe', root: on.library.identity, path: '/' },
        ...{ methodology: null, dry_run: 0 },
        options: JSON.stringify({ min_size: 1, include_hidden: false, keep: 'oldest' }),
      },
      0,
    );
    await deduper.scan(job, run);
    return job;
  }

  it.each(swaps)('removing copies stays inside the library if %s', async (what) => {
    const points = await atEachPoint(async () => {
      files += 1;
      const path = `/swapped/${files}.txt`;
      const job = await found(path);
      const outside = on.seenOutside();
      return {
        happen: on.swap(what, path),
        work: async () => {
          await deduper.execute(job, run).catch(() => undefined);
          expect(on.seenOutside()).toEqual(outside);
          on.undo();
          expect(on.strangers()).toEqual([]);
        },
      };
    });
    expect(points).toBeGreaterThan(2);
  });

  it.each(swaps)('restoring copies stays inside the library if %s', async (what) => {
    const points = await atEachPoint(async () => {
      files += 1;
      const path = `/swapped/${files}.txt`;
      const job = await found(path);
      await deduper.execute(job, run);
      const outside = on.seenOutside();
      return {
        happen: on.swap(what, path),
        work: async () => {
          await deduper.rollBack(job, run).catch(() => undefined);
          expect(on.seenOutside()).toEqual(outside);
          on.undo();
          expect(on.strangers()).toEqual([]);
        },
      };
    });
    expect(points).toBeGreaterThan(2);
  });
});
