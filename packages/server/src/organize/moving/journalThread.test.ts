import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../storage/database.ts';
import { JobRepository } from '../../storage/jobs/jobRepository.ts';
import type { JournalEntry } from '../../storage/jobs/journalRows.ts';
import { type ChangeRow, PlanRepository } from '../../storage/jobs/planRepository.ts';
import { openDatabase } from '../../storage/sqlite/database.ts';
import { JournalThread } from './journalThread.ts';

let data: string;
let database: Database;
let plans: PlanRepository;
let jobId: string;
let ids: readonly number[];
let thread: JournalThread;

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'file-organizer-journal-'));
  database = await openDatabase(data);
  plans = new PlanRepository(database);
  const job = await new JobRepository(database).create(
    {
      ...{ user_id: '', kind: 'organize', root: '', path: '/' },
      ...{ methodology: 'type', dry_run: 0, options: '{}' },
    },
    0,
  );
  jobId = job.job_id;
  await plans.addChanges(
    jobId,
    ['a', 'b'].map((name) => ({
      ...{ file_id: name, action: 'move', from_path: `/${name}`, to_path: `/to/${name}` },
      ...{ reason: '', confidence: 1, needs_review: 0, version: '' },
    })),
  );
  ids = (await plans.changes(jobId, 0, 10)).map(({ id }) => id);
  thread = new JournalThread({ database: { kind: 'sqlite', data }, busyTimeout: 10_000 });
});
afterEach(async () => {
  await thread.close();
  await database.destroy();
  rmSync(data, { recursive: true });
});

const becoming = (status: ChangeRow['status']): JournalEntry => ({
  statuses: ids.map((id) => ({ id, status })),
});
const states = async () => (await plans.changes(jobId, 0, 10)).map(({ status }) => status);

it('has written an entry once its promise is resolved', async () => {
  await thread.record(jobId, [becoming('moving')]);
  expect(await states()).toEqual(['moving', 'moving']);
});

it('writes entries in the order in which they were passed', async () => {
  await Promise.all(
    (['moving', 'done', 'undoing', 'undone'] as const).map((status) =>
      thread.record(jobId, [becoming(status)]),
    ),
  );
  expect(await states()).toEqual(['undone', 'undone']);
});

it('reports an entry that cannot be stored, and writes the next one', async () => {
  await database.schema
    .createIndex('one_done')
    .unique()
    .on('changes')
    .columns(['job_id', 'status'])
    .where('status', '=', 'done')
    .execute();
  const [refused, written] = await Promise.allSettled([
    thread.record(jobId, [becoming('done')]),
    thread.record(jobId, [becoming('moving')]),
  ]);
  expect(refused).toMatchObject({ reason: { message: expect.stringContaining('UNIQUE') } });
  expect(written.status).toBe('fulfilled');
  expect(await states()).toEqual(['moving', 'moving']);
});

it('reports that the thread cannot open the database', async () => {
  const lost = new JournalThread({
    database: { kind: 'sqlite', data: join(data, 'nowhere') },
    busyTimeout: 0,
  });
  await expect(lost.record(jobId, [becoming('moving')])).rejects.toThrow('directory');
});
