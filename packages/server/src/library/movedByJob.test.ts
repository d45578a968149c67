/**
 * A job moves a file at any moment during an operation on it: the operation finds it in its new location.
 */
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { contentOf } from '../disk/contentStream.ts';
import { atEachPoint, watchPoints } from '../disk/testing/points.ts';
import { folderOf } from '../files/path.ts';
import { JobRepository } from '../storage/jobs/jobRepository.ts';
import { PlanRepository } from '../storage/jobs/planRepository.ts';
import { SwappedLibrary } from './testing/swapping.ts';

vi.mock('../disk/systemCalls.ts', async (original) =>
  (await import('../disk/testing/points.ts')).withPoints(await original()),
);

let on: SwappedLibrary;
let jobs: JobRepository;
let plans: PlanRepository;
let jobId: string;
let changes = 0;
beforeAll(async () => {
  on = await SwappedLibrary.make();
  jobs = new JobRepository(on.database);
  plans = new PlanRepository(on.database);
  const job = await jobs.create(
    {
      ...{ user_id: '', kind: 'organize', root: on.library.identity, path: '/' },
      ...{ methodology: 'type', dry_run: 0, options: '{}' },
    },
    0,
  );
  jobId = job.job_id;
});
afterAll(() => on.end());
beforeEach(async () => {
  watchPoints({ openat2: true });
  await jobs.update(jobId, { status: 'executing' });
});
afterEach(() => {
  vi.restoreAllMocks();
});

/**
 * A file that a job is about to move, or whose folder the job is about to move.
 *
 * @param isCovered whether its intent is that of a later change
 */
async function announced(path: string, what: 'file' | 'folder', isCovered = false) {
  mkdirSync(join(on.root, folderOf(path)), { recursive: true });
  const fileId = await on.put(path);
  const [from, to] =
    what === 'file' ? [path, `${path} moved`] : [folderOf(path), `${folderOf(path)} moved`];
  changes += 1;
  const change = {
    ...{ file_id: what === 'file' ? fileId : '', action: 'move' as const },
    ...{ from_path: from, to_path: to, reason: '', confidence: 1, needs_review: 0, version: '' },
  };
  await plans.addChanges(jobId, isCovered ? [change, later] : [change]);
  const ids = (await plans.changes(jobId, 0, 10_000)).map(({ id }) => id);
  const [id = 0] = ids.slice(isCovered ? -2 : -1);
  await plans.record(jobId, { statuses: [{ id: ids.at(-1) ?? 0, status: 'moving' }] });
  return {
    fileId,
    now: what === 'file' ? to : path.replace(from, to),
    move: () => renameSync(join(on.root, from), join(on.root, to)),
    settle: () =>
      plans.record(jobId, {
        statuses: ids.filter((each) => each >= id).map((each) => ({ id: each, status: 'done' })),
        moved: [{ fileId: change.file_id, from, to }],
      }),
  };
}

/** A change that is made after others. */
const later = {
  ...{ file_id: 'none', action: 'move' as const, from_path: '/none', to_path: '/none moved' },
  ...{ reason: '', confidence: 1, needs_review: 0, version: '' },
};

const operations = {
  'a lookup': async (fileId: string) => (await on.library.get(fileId)).path,
  'a download': async (fileId: string) => {
    const { handle, row } = await on.library.open(fileId);
    return text(contentOf(handle, 0, row.size));
  },
  'a rename': async (fileId: string) =>
    (await on.library.move(fileId, { name: `renamed ${changes}` }, 'fail')).path,
  'a deletion': async (fileId: string) => on.library.delete(fileId, false),
  'a permanent deletion': async (fileId: string) => on.library.delete(fileId, true),
} as const;

describe.each(Object.entries(operations))('%s', (name, act) => {
  it.each(['file', 'folder'] as const)(
    'waits for the index if a job has moved the %s',
    async (what) => {
      const { fileId, move, settle, now } = await announced(`/of ${changes}/a.txt`, what);
      move();
      const acted = act(fileId);
      for (let turns = 0; turns < 20; turns++) await nextTurn();
      await settle();
      await acted;
      if (name === 'a lookup') expect(await acted).toBe(now);
    },
  );

  it('waits for the index if the intent of a later change covers the move', async () => {
    const { fileId, move, settle } = await announced(`/of ${changes}/a.txt`, 'file', true);
    move();
    const acted = act(fileId);
    for (let turns = 0; turns < 20; turns++) await nextTurn();
    await settle();
    await acted;
  });

  it('fails for a missing file that no job has moved', async () => {
    const { fileId, move } = await announced(`/of ${changes}/a.txt`, 'file');
    move();
    await jobs.update(jobId, { status: 'failed' });
    await expect(act(fileId)).rejects.toMatchObject({ code: 'file_not_found' });
  });

  it("succeeds at any moment of the job's move", async () => {
    await atEachPoint(async () => {
      const folder = `/of ${changes}`;
      const { fileId, move, settle } = await announced(`${folder}/a.txt`, 'file');
      const settled: Promise<void>[] = [];
      return {
        happen: () => {
          if (!existsSync(join(on.root, folder, 'a.txt'))) return;
          move();
          settled.push(settle());
        },
        work: async () => {
          await act(fileId);
          await Promise.all(settled);
          const left = name.endsWith('deletion') ? 0 : 1;
          expect(readdirSync(join(on.root, folder))).toHaveLength(left);
        },
      };
    });
  });
});
