import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { STAMP_FIELDS } from '../../disk/stamp.ts';
import type { Database } from '../database.ts';
import { JobRepository } from '../jobs/jobRepository.ts';
import { openDatabase } from '../sqlite/database.ts';
import { DuplicateRepository } from './duplicateRepository.ts';

const COUNT = 1_201;

let data: string;
let database: Database;
let duplicates: DuplicateRepository;
let jobId: string;

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'file-organizer-duplicates-'));
  database = await openDatabase(data);
  duplicates = new DuplicateRepository(database);
  const job = { user_id: '', kind: 'dedupe', root: '', path: '/', methodology: null } as const;
  const { job_id: id } = await new JobRepository(database).create(
    { ...job, dry_run: 0, options: '{}' },
    0,
  );
  jobId = id;
});
afterEach(async () => {
  await database.destroy();
  await rm(data, { recursive: true });
});

/** Groups of two files, largest first. */
const sizes = Array.from({ length: COUNT }, (_, n) => COUNT - n);

/** Adds the groups in packs. */
async function addGroups(): Promise<void> {
  for (let at = 0; at < COUNT; at += 500) {
    const some = sizes.slice(at, at + 500);
    await duplicates.add(jobId, {
      sha256: some.map(String),
      sizes: some,
      counts: some.map(() => 2),
      paths: some.map((size) => `/a/${size}\0/b/${size}`).join('\0'),
      stamps: new BigInt64Array(2 * some.length * STAMP_FIELDS),
    });
  }
}
const totals = { groups: COUNT, files: 2 * COUNT, wasted: (COUNT * (COUNT + 1)) / 2 };

it('counts all groups before and after they are read', async () => {
  await addGroups();
  for (const asked of [1, COUNT]) {
    expect(await duplicates.totals(jobId)).toEqual(totals);
    expect(await duplicates.tally(jobId)).toEqual(new Map([['found', 2 * COUNT]]));
    await duplicates.groups(jobId, 0, asked);
  }
  expect(await duplicates.totals(jobId)).toEqual(totals);
  expect(await duplicates.tally(jobId)).toEqual(new Map([['found', 2 * COUNT]]));
});

it('counts all groups while others are being read', async () => {
  await addGroups();
  for (const asked of [1, 600, COUNT]) {
    const [, counted, tallied] = await Promise.all([
      duplicates.groups(jobId, 0, asked),
      duplicates.totals(jobId),
      duplicates.tally(jobId),
    ]);
    expect(counted).toEqual(totals);
    expect(tallied).toEqual(new Map([['found', 2 * COUNT]]));
  }
});

it('returns each group once in order to concurrent readers', async () => {
  await addGroups();
  const read = async () => {
    const found: number[] = [];
    for (let after = 0; ; ) {
      const page = await duplicates.groups(jobId, after, 70);
      const last = page.at(-1);
      if (!last) return found;
      after = last.id;
      found.push(...page.map(({ size }) => size));
    }
  };
  expect(await Promise.all([read(), read()])).toEqual([sizes, sizes]);
});

it('returns the groups found by an earlier version', async () => {
  const files = [
    { path: '/a', modified_ms: 1, version: 'v' },
    { path: '/b', modified_ms: 2, version: 'w' },
  ];
  const groups = JSON.stringify([{ sha256: 'abc', size: 3, files }]);
  await database
    .insertInto('found_groups')
    .values({ job_id: jobId, group_count: 1, file_count: 2, wasted: 3, groups })
    .execute();
  const [group] = await duplicates.groups(jobId, 0, 10);
  expect(group).toMatchObject({ sha256: 'abc', size: 3, file_count: 2 });
  expect(await duplicates.filesOf([group?.id ?? 0])).toMatchObject(files);
});

it('deletes groups that were never read', async () => {
  await addGroups();
  await duplicates.groups(jobId, 0, 1);
  await duplicates.clear(jobId);
  expect(await duplicates.totals(jobId)).toEqual({ groups: 0, files: 0, wasted: 0 });
  expect(await duplicates.groups(jobId, 0, 1)).toEqual([]);
});

it('sums wasted bytes beyond the integers of SQLite', async () => {
  const size = 2 ** 62;
  for (const sha256 of ['a', 'b']) {
    await duplicates.add(jobId, {
      ...{ sha256: [sha256], sizes: [size], counts: [2], paths: `/${sha256}\0/2${sha256}` },
      stamps: new BigInt64Array(2 * STAMP_FIELDS),
    });
  }
  const packed = await duplicates.totals(jobId);
  await duplicates.groups(jobId, 0, 10);
  const unpacked = await duplicates.totals(jobId);
  expect([packed.wasted, unpacked.wasted]).toEqual([2 * size, 2 * size]);
});
