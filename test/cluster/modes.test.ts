/** The same library in a folder and in rows: jobs plan, do and undo the same. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeLibrary, type FolderParts } from '../../packages/server/src/compose/library.ts';
import { defaultScanOptions, type Methodology } from '../../packages/server/src/contract.ts';
import { Deduper } from '../../packages/server/src/dedupe/deduper.ts';
import { keepRules } from '../../packages/server/src/dedupe/options.ts';
import type { ReportingDeduper } from '../../packages/server/src/dedupe/reportingDeduper.ts';
import { RowDeduper } from '../../packages/server/src/dedupe/rows/rowDeduper.ts';
import { folderAt, walk } from '../../packages/server/src/disk/walk.ts';
import { Organizer } from '../../packages/server/src/organize/organizer.ts';
import type { PlanningOrganizer } from '../../packages/server/src/organize/planningOrganizer.ts';
import { RowOrganizer } from '../../packages/server/src/organize/rows/rowOrganizer.ts';
import { openLog } from '../../packages/server/src/process/log.ts';
import type { Database } from '../../packages/server/src/storage/database.ts';
import { DigestRepository } from '../../packages/server/src/storage/duplicates/digestRepository.ts';
import { DuplicateRepository } from '../../packages/server/src/storage/duplicates/duplicateRepository.ts';
import { FileRepository } from '../../packages/server/src/storage/files/fileRepository.ts';
import { GivenNumberRepository } from '../../packages/server/src/storage/jobs/givenNumberRepository.ts';
import {
  JobRepository,
  type JobRow,
} from '../../packages/server/src/storage/jobs/jobRepository.ts';
import { PlanRepository } from '../../packages/server/src/storage/jobs/planRepository.ts';
import { openDatabase } from '../../packages/server/src/storage/sqlite/database.ts';
import { Writes } from '../../packages/server/src/storage/writes.ts';
import { type Opened, openPostgresForTest, startPostgres } from '../postgres/databases.ts';
import { importFolder, treeOf } from './rowLibrary.ts';
import { writeSample } from './sample.ts';

const cluster = await startPostgres();
afterAll(() => cluster?.end());

const run = { report: async () => {}, signal: new AbortController().signal };
const byPath = <T extends { readonly path: string }>(all: readonly T[]): T[] =>
  [...all].sort((a, b) => (a.path < b.path ? -1 : 1));

/** A library with what runs jobs on it. */
type Side = {
  readonly database: Database;
  readonly organizer: PlanningOrganizer;
  readonly deduper: ReportingDeduper;
  readonly tree: () => Promise<string[]>;
};

describe.skipIf(!cluster)('in a folder and in rows', () => {
  let folder: string;
  let parts: FolderParts;
  let opened: Opened;
  let disk: Side;
  let rows: Side;
  beforeAll(async () => {
    if (!cluster) return;
    folder = mkdtempSync(join(tmpdir(), 'file-organizer-modes-'));
    const [root, contents, data] = ['library', 'contents', 'data'].map((each) =>
      join(folder, each),
    ) as [string, string, string];
    mkdirSync(join(data, 'incoming'), { recursive: true });
    const now = Date.now();
    writeSample(root, now);
    writeSample(contents, now);
    const writes = new Writes();
    const database = await openDatabase(data, writes);
    const { log } = await openLog('silent', false);
    parts = await composeLibrary({
      ...{ folders: { root, data }, storage: { database }, writes, changes: writes.changes },
      ...{ log: { log }, config: { maxUploadBytes: 1 } },
    });
    const { library, listings, files, trash } = parts;
    const plans = new PlanRepository(database);
    const defaults = defaultScanOptions;
    disk = {
      database,
      organizer: new Organizer({
        ...{ library, listings, plans, defaults, numbers: new GivenNumberRepository(database) },
      }),
      deduper: new Deduper({
        ...{ library, files, trash, plans, log, digests: new DigestRepository(database) },
        duplicates: new DuplicateRepository(database),
      }),
      tree: () => treeOnDisk(root),
    };
    opened = await openPostgresForTest(cluster);
    const ranges = await importFolder(opened.database, contents);
    rows = {
      database: opened.database,
      organizer: new RowOrganizer({
        ...{ database: opened.database, ranges, scratch: folder, defaults },
      }),
      deduper: new RowDeduper(opened.database, new FileRepository(opened.database)),
      tree: () => treeOf(opened.database),
    };
  });
  afterAll(async () => {
    await disk?.deduper.close();
    parts?.watch.close();
    await parts?.reader.close();
    await disk?.database.destroy();
    await opened?.close();
    if (folder) rmSync(folder, { recursive: true });
  });

  const jobOn = ({ database }: Side, job: Partial<JobRow>) =>
    new JobRepository(database).create(
      {
        ...{ user_id: '', kind: 'organize', root: 'library', path: '/', methodology: null },
        ...{ dry_run: 0, options: '{}', ...job },
      },
      Date.now(),
    );

  const results = async ({ organizer }: Side, { job_id: id }: JobRow) => {
    const { changes, folders, kept, total } = await organizer.results(id, 0, 10_000);
    const shown = changes.map((row) => ({
      path: row.from_path,
      ...{ to: row.to_path, action: row.action, reason: row.reason, status: row.status },
      ...{ confidence: row.confidence, needs_review: row.needs_review, error: row.error_message },
    }));
    const counts = folders.map(({ path, status, files_before, files_after }) => ({
      ...{ path, status, files_before, files_after },
    }));
    return { total, changes: byPath(shown), folders: byPath(counts), kept: byPath(kept) };
  };

  const groups = async ({ deduper, database }: Side, { job_id: id }: JobRow) => {
    const job = await new JobRepository(database).find(id);
    const found = await deduper.results({ ...(job as JobRow), status: 'planned' }, 0, 10_000);
    const shown = found.groups.map(({ group, files }) => ({
      ...{ sha256: group.sha256, size: group.size, stays: group.stay_count, turn: group.turn },
      files: files.map((file) => ({
        ...{ path: file.path, status: file.status, spared: file.spared_reason },
        ...{ companions: file.companions, leaders: file.leaders, error: file.error_message },
      })),
    }));
    return { groups: shown, totals: found.totals, kept: byPath(found.kept) };
  };

  it('the library is the same', async () => {
    expect(await rows.tree()).toEqual(await disk.tree());
  });

  const scans: readonly [Methodology, string, object][] = [
    ['type', '/', {}],
    ['date', '/', {}],
    ['para', '/', {}],
    ['johnny_decimal', '/', {}],
    ['type', '/camera', { recursive: false }],
    ['type', '/downloads', { destination: '/notes/by type', include_hidden: true }],
    ['date', '/', { exclude: ['code', '*.heic'], min_confidence: 0.5 }],
  ];
  it.each(scans)('organizing by %s in %s with %o', async (methodology, path, options) => {
    const before = await disk.tree();
    const job = {
      methodology,
      path,
      options: JSON.stringify({ ...defaultScanOptions, ...options }),
    };
    const jobs = [await jobOn(disk, job), await jobOn(rows, job)] as const;
    await disk.organizer.scan(jobs[0], run);
    await rows.organizer.scan(jobs[1], run);
    const plan = await results(disk, jobs[0]);
    expect(plan.total).toBeGreaterThan(1);
    expect(await results(rows, jobs[1])).toEqual(plan);
    await disk.organizer.admit(jobs[0]);
    await rows.organizer.admit(jobs[1]);
    const done = await disk.organizer.execute(jobs[0], run);
    expect(await rows.organizer.execute(jobs[1], run)).toEqual(done);
    expect(await results(rows, jobs[1])).toEqual(await results(disk, jobs[0]));
    const after = await disk.tree();
    expect(after).not.toEqual(before);
    expect(await rows.tree()).toEqual(after);
    const undone = await disk.organizer.rollBack(jobs[0], run);
    expect(await rows.organizer.rollBack(jobs[1], run)).toEqual(undone);
    expect(await disk.tree()).toEqual(before);
    expect(await rows.tree()).toEqual(before);
    expect(await results(rows, jobs[1])).toEqual(await results(disk, jobs[0]));
  });

  it.each(keepRules)('removing duplicates, keeping the %s', async (keep) => {
    const before = await disk.tree();
    const options = { min_size: 1, include_hidden: false, exclude: ['films/old/*.srt'] };
    const job = { kind: 'dedupe', options: JSON.stringify({ ...options, keep }) } as const;
    const jobs = [await jobOn(disk, job), await jobOn(rows, job)] as const;
    await disk.deduper.scan(jobs[0], run);
    await rows.deduper.scan(jobs[1], run);
    const found = await groups(disk, jobs[0]);
    expect(found.groups.length).toBeGreaterThan(3);
    expect(await groups(rows, jobs[1])).toEqual(found);
    const done = await disk.deduper.execute(jobs[0], run);
    expect(await rows.deduper.execute(jobs[1], run)).toEqual(done);
    expect(await groups(rows, jobs[1])).toEqual(await groups(disk, jobs[0]));
    expect(await rows.tree()).toEqual(await disk.tree());
    expect(await rows.tree()).not.toEqual(before);
    const undone = await disk.deduper.rollBack(jobs[0], run);
    expect(await rows.deduper.rollBack(jobs[1], run)).toEqual(undone);
    expect(await rows.tree()).toEqual(before);
    expect(await disk.tree()).toEqual(before);
  });
});

async function treeOnDisk(root: string): Promise<string[]> {
  folderAt(root, '/');
  const tree: string[] = [];
  for await (const { path, files } of walk(root, '/')) {
    if (path !== '/') tree.push(`${path}/`);
    for (const file of files) tree.push(file.path);
  }
  return tree.sort();
}
