/** The same library in a folder and in rows: jobs plan, do and undo the same. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
import { folderOf, nameOf } from '../../packages/server/src/files/path.ts';
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
import { addNames, fileRow, importFolder, type TestContents, treeOf } from './rowLibrary.ts';
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
  /** What other people do meanwhile. */
  readonly others: Others;
};

type Others = {
  /** Creates a file, or gives one another content. */
  put(path: string, content: string): Promise<void>;
  remove(path: string): Promise<void>;
  createFolder(path: string): Promise<void>;
  /** Removes an empty folder. */
  removeFolder(path: string): Promise<void>;
  /** Deletes for good what was moved to the trash from a path. */
  emptyTrash(path: string): Promise<void>;
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
      others: {
        put: async (path, content) => writeFileSync(join(root, path), content),
        remove: async (path) => rmSync(join(root, path)),
        createFolder: async (path) => mkdirSync(join(root, path)),
        removeFolder: async (path) => rmSync(join(root, path), { recursive: true }),
        emptyTrash: async (path) => {
          const { items } = await trash.page(undefined, 1_000);
          const found = items.find(({ row }) => row.path === path);
          if (found) await library.delete(found.row.file_id, true);
        },
      },
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
      others: othersInRows(opened.database, ranges),
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

  it('what others do between plan, execution and rollback', async () => {
    const both = [disk, rows] as const;
    const each = (work: (others: Others) => Promise<void>) =>
      Promise.all(both.map(({ others }) => work(others)));
    await each(async ({ createFolder, put }) => {
      await createFolder('/mix');
      await createFolder('/mix/sub');
      const names = ['gone.txt', 'new.txt', 'folder.txt', 'taken.txt', 'like.txt', 'home.txt'];
      for (const name of [...names, 'a.jpg', 'b.mp3', 'c.mp4', 'd.csv', 'e.py']) {
        await put(`/mix/sub/${name}`, name);
      }
    });
    const start = await disk.tree();
    expect(await rows.tree()).toEqual(start);
    const options = JSON.stringify({ ...defaultScanOptions, destination: '/mix' });
    const job = { methodology: 'type', path: '/mix', options } as const;
    const jobs = await Promise.all(both.map((side) => jobOn(side, job)));
    const [one, two] = jobs as [JobRow, JobRow];
    const outcomes = async () => [await results(disk, one), await results(rows, two)] as const;
    await Promise.all([disk.organizer.scan(one, run), rows.organizer.scan(two, run)]);
    const [plan, same] = await outcomes();
    expect(same).toEqual(plan);
    const to = (name: string) => plan.changes.find(({ path }) => path.endsWith(name))?.to ?? '';
    // A user lets one take the old name of another, which goes before it.
    const chosen = [{ from: '/mix/sub/e.py', to: '/mix/sub/d.csv' }];
    await disk.organizer.changePlan(one, chosen);
    await rows.organizer.changePlan(two, chosen);
    await each(async ({ put, remove, createFolder }) => {
      await remove('/mix/sub/gone.txt');
      await put('/mix/sub/new.txt', 'another content');
      await remove('/mix/sub/folder.txt');
      await createFolder('/mix/sub/folder.txt');
      await createFolder(folderOf(to('taken.txt')));
      await put(to('taken.txt'), 'somebody else');
      await put(to('like.txt').replace('like', 'LIKE'), 'somebody else');
      await put(folderOf(to('a.jpg')), 'a file where a folder should be');
      await createFolder(folderOf(to('b.mp3')).toUpperCase().replace('/MIX', '/mix'));
    });
    const done = await disk.organizer.execute(one, run);
    expect(await rows.organizer.execute(two, run)).toEqual(done);
    const [first, second] = await outcomes();
    expect(second).toEqual(first);
    const codes = new Set(first.changes.map(({ error }) => error));
    expect(codes.size).toBeGreaterThan(5);
    expect(await rows.tree()).toEqual(await disk.tree());
    const now = (name: string) => first.changes.find(({ path }) => path.endsWith(name))?.to ?? '';
    await each(async ({ put, remove }) => {
      await put('/mix/sub/home.txt', 'somebody else');
      await remove(now('taken.txt'));
      await put(now('c.mp4'), 'another content');
    });
    const undone = await disk.organizer.rollBack(one, run);
    expect(await rows.organizer.rollBack(two, run)).toEqual(undone);
    expect(undone.errors).toBeGreaterThan(2);
    const [last, alike] = await outcomes();
    expect(alike).toEqual(last);
    expect(await rows.tree()).toEqual(await disk.tree());
  });

  it('what others do between finding, removing and restoring duplicates', async () => {
    const both = [disk, rows] as const;
    const each = (work: (others: Others) => Promise<void>) =>
      Promise.all(both.map(({ others }) => work(others)));
    await each(async ({ createFolder, put }) => {
      for (const folder of ['', '/a', '/b', '/c', '/d']) await createFolder(`/twice${folder}`);
      await put('/twice/d/six.bin', 'six');
      for (const name of ['one', 'two', 'three', 'four', 'five', 'six']) {
        for (const folder of ['a', 'b', 'c']) await put(`/twice/${folder}/${name}.bin`, name);
      }
    });
    const options = { min_size: 1, include_hidden: false, exclude: [], keep: 'shortest_path' };
    const job = { kind: 'dedupe', path: '/twice', options: JSON.stringify(options) } as const;
    const jobs = await Promise.all(both.map((side) => jobOn(side, job)));
    const [one, two] = jobs as [JobRow, JobRow];
    await Promise.all([disk.deduper.scan(one, run), rows.deduper.scan(two, run)]);
    const found = await groups(disk, one);
    expect(await groups(rows, two)).toEqual(found);
    expect(found.totals).toMatchObject({ groups: 6, files: 19 });
    await each(async ({ put, remove }) => {
      await remove('/twice/a/one.bin');
      await put('/twice/a/two.bin', 'another content');
      await put('/twice/b/two.bin', 'another content');
      await remove('/twice/b/three.bin');
    });
    const done = await disk.deduper.execute(one, run);
    expect(await rows.deduper.execute(two, run)).toEqual(done);
    const removed = await groups(disk, one);
    expect(await groups(rows, two)).toEqual(removed);
    expect(await rows.tree()).toEqual(await disk.tree());
    await each(async ({ put, removeFolder, emptyTrash }) => {
      await put('/twice/b/four.bin', 'somebody else');
      await emptyTrash('/twice/c/five.bin');
      await emptyTrash('/twice/c/six.bin');
      // Its file is restored with the folder.
      await removeFolder('/twice/d');
    });
    const undone = await disk.deduper.rollBack(one, run);
    expect(await rows.deduper.rollBack(two, run)).toEqual(undone);
    expect(undone.errors).toBe(3);
    expect(await groups(rows, two)).toEqual(await groups(disk, one));
    expect(await disk.deduper.count(one.job_id)).toEqual(await rows.deduper.count(two.job_id));
    expect(await rows.tree()).toEqual(await disk.tree());
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

/** The same in rows: a file with another content has another object. */
const othersInRows = (database: Database, contents: TestContents): Others => {
  const remove = async (path: string) => {
    await database.deleteFrom('files').where('path', '=', path).execute();
    await database
      .deleteFrom('entries')
      .where('folder', '=', folderOf(path))
      .where('name', '=', nameOf(path))
      .execute();
  };
  return {
    remove,
    async put(path, content) {
      await remove(path);
      const sha256 = createHash('sha256').update(content).digest('hex');
      const row = fileRow(path, content.length, sha256, Date.now());
      contents.add(row.file_id, content);
      await addNames(database, [row]);
    },
    createFolder: (path) => addNames(database, [], [path]),
    removeFolder: remove,
    async emptyTrash(path) {
      await database.deleteFrom('trash').where('path', '=', path).execute();
    },
  };
};
