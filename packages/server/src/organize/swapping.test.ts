/**
 * Another program puts a link or a pipe in place of a folder or file between each check of a job and
 * the action that follows it: while planning, moving and rolling back. Nothing outside of the library
 * may change.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultScanOptions } from '../contract.ts';
import { atEachPoint, watchPoints } from '../disk/testing/points.ts';
import { SwappedLibrary, swaps } from '../library/testing/swapping.ts';
import { GivenNumberRepository } from '../storage/jobs/givenNumberRepository.ts';
import { JobRepository, type JobRow } from '../storage/jobs/jobRepository.ts';
import { PlanRepository } from '../storage/jobs/planRepository.ts';
import { Organizer } from './organizer.ts';

vi.mock('../disk/systemCalls.ts', async (original) =>
  (await import('../disk/testing/points.ts')).withPoints(await original()),
);

const run = { report: async () => {}, signal: new AbortController().signal };

/** The phases of a job, by the phases that precede them. */
const phases: Readonly<
  Record<string, (organizer: Organizer, job: JobRow) => readonly (() => Promise<unknown>)[]>
> = {
  'a plan': (organizer, job) => [() => organizer.scan(job, run)],
  'its execution': (organizer, job) => [
    () => organizer.scan(job, run),
    () => organizer.execute(job, run),
  ],
  'its rollback': (organizer, job) => [
    () => organizer.scan(job, run),
    () => organizer.execute(job, run),
    () => organizer.rollBack(job, run),
  ],
};

describe.each([true, false])('with openat2: %s', (openat2) => {
  let on: SwappedLibrary;
  let jobs: JobRepository;
  let organizer: Organizer;
  let files = 0;
  beforeAll(async () => {
    on = await SwappedLibrary.make();
    jobs = new JobRepository(on.database);
    organizer = new Organizer({
      ...{ library: on.library, listings: on.listings, plans: new PlanRepository(on.database) },
      numbers: new GivenNumberRepository(on.database),
      defaults: defaultScanOptions,
    });
  });
  afterAll(() => on.end());
  beforeEach(() => watchPoints({ openat2 }));
  afterEach(() => {
    vi.restoreAllMocks();
  });

  async function newJob(): Promise<JobRow> {
    return jobs.create(
      {
        ...{ user_id: '', kind: 'organize', root: on.library.identity, path: '/swapped' },
        ...{ methodology: 'type', dry_run: 0, options: '{}' },
      },
      0,
    );
  }

  describe.each(Object.entries(phases))('%s', (_, phasesOf) => {
    it.each(swaps)('stays inside the library if %s', async (what) => {
      const points = await atEachPoint(async () => {
        files += 1;
        // Recreated for each round, so that its files do not add checks to later rounds.
        rmSync(join(on.root, 'swapped'), { recursive: true });
        mkdirSync(join(on.root, 'swapped'));
        const path = `/swapped/${files}.txt`;
        await on.put(path);
        // Would appear in the plan if it had been read.
        on.putOutside('only there.txt');
        const job = await newJob();
        const before = phasesOf(organizer, job);
        const last = before.at(-1);
        for (const phase of before.slice(0, -1)) await phase();
        const outside = on.seenOutside();
        return {
          happen: on.swap(what, path),
          work: async () => {
            // It may fail or succeed, depending on the moment.
            await last?.().catch(() => undefined);
            expect(on.seenOutside()).toEqual(outside);
            on.undo();
            const { changes } = await organizer.results(job.job_id, 0, 100);
            expect(JSON.stringify(changes)).not.toContain('only there');
            expect(on.strangers()).toEqual([]);
          },
        };
      }, 8);
      expect(points).toBeGreaterThan(2);
    });
  });
});
