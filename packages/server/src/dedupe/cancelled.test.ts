import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SwappedLibrary } from '../library/testing/swapping.ts';
import { DigestRepository } from '../storage/duplicates/digestRepository.ts';
import { DuplicateRepository } from '../storage/duplicates/duplicateRepository.ts';
import { JobRepository } from '../storage/jobs/jobRepository.ts';
import { PlanRepository } from '../storage/jobs/planRepository.ts';
import { Deduper } from './deduper.ts';

let on: SwappedLibrary;
let duplicates: DuplicateRepository;
let deduper: Deduper;
beforeEach(async () => {
  on = await SwappedLibrary.make();
  duplicates = new DuplicateRepository(on.database);
  const { library, files, trash, database } = on;
  deduper = new Deduper({
    ...{ library, files, trash, duplicates, plans: new PlanRepository(database) },
    ...{ digests: new DigestRepository(database), log: pino({ level: 'silent' }) },
  });
});
afterEach(async () => {
  await deduper.close();
  await on.end();
});

it('does not end as if it were complete when it is stopped in its last batch', async () => {
  for (const path of ['/in/a.txt', '/in/b.txt']) await on.put(path, 'the same');
  const job = await new JobRepository(on.database).create(
    {
      ...{ user_id: '', kind: 'dedupe', root: on.library.identity, path: '/' },
      ...{ methodology: null, dry_run: 0 },
      options: JSON.stringify({ min_size: 1, include_hidden: false, keep: 'oldest' }),
    },
    0,
  );
  const stop = new AbortController();
  const run = { report: async () => {}, signal: stop.signal };
  await deduper.scan(job, run);
  const record = duplicates.record.bind(duplicates);
  vi.spyOn(duplicates, 'record').mockImplementationOnce(async (announced) => {
    await record(announced);
    stop.abort();
  });
  await expect(deduper.execute(job, run)).rejects.toThrow('aborted');
  expect(await deduper.count(job.job_id)).toMatchObject({ done: 0 });
});
