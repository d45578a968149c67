/** What organizing rows promises that a folder on the disk does not need. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultScanOptions } from '../../packages/server/src/contract.ts';
import { RowOrganizer } from '../../packages/server/src/organize/rows/rowOrganizer.ts';
import {
  JobRepository,
  type JobRow,
} from '../../packages/server/src/storage/jobs/jobRepository.ts';
import {
  type NewChange,
  PlanRepository,
} from '../../packages/server/src/storage/jobs/planRepository.ts';
import { type Opened, openPostgresForTest, startPostgres } from '../postgres/databases.ts';
import { addRows, fileRow, TestContents, treeOf } from './rowLibrary.ts';

const cluster = await startPostgres();
afterAll(() => cluster?.end());

const run = { report: async () => {}, signal: new AbortController().signal };
const NOW = 1_600_000_000_000;
/** Of 200 bytes. */
const long = (letter: string) => letter.repeat(200);

describe.skipIf(!cluster)('organizing rows', () => {
  let opened: Opened;
  let scratch: string;
  let contents: TestContents;
  let organizer: RowOrganizer;
  let plans: PlanRepository;
  let job: JobRow;
  beforeEach(async () => {
    if (!cluster) return;
    opened = await openPostgresForTest(cluster);
    const { database } = opened;
    scratch = mkdtempSync(join(tmpdir(), 'file-organizer-rows-'));
    contents = new TestContents();
    const defaults = defaultScanOptions;
    organizer = new RowOrganizer({ database, ranges: contents, scratch, defaults });
    plans = new PlanRepository(database);
    job = await new JobRepository(database).create(
      {
        ...{ user_id: '', kind: 'organize', root: 'library', path: '/', methodology: 'para' },
        ...{ dry_run: 0, options: '{}' },
      },
      NOW,
    );
  });
  afterEach(async () => {
    await opened?.close();
    if (scratch) rmSync(scratch, { recursive: true });
  });

  const add = (...paths: readonly string[]) => {
    const files = paths.map((path) => fileRow(path, 4, path, NOW));
    for (const { file_id, path } of files) contents.add(file_id, path.slice(-4));
    return addRows(opened.database, files);
  };
  /** Plans moves of files, or of folders if they end with a slash. */
  const plan = async (moves: Readonly<Record<string, string>>) => {
    const { database } = opened;
    const changes: NewChange[] = [];
    for (const [from, to] of Object.entries(moves)) {
      const isFolder = from.endsWith('/');
      const path = isFolder ? from.slice(0, -1) : from;
      const file = await database
        .selectFrom('files')
        .select(['file_id', 'version'])
        .where('path', '=', path)
        .executeTakeFirst();
      const entry = await database
        .selectFrom('entries')
        .select('created_ms')
        .where('name', '=', path.slice(path.lastIndexOf('/') + 1))
        .executeTakeFirstOrThrow();
      changes.push({
        ...{ file_id: file?.file_id ?? '', action: isFolder ? 'move_folder' : 'move' },
        ...{ from_path: path, to_path: to, reason: '', confidence: 1, needs_review: 0 },
        version: file?.version ?? `folder:${entry.created_ms}`,
      });
    }
    await plans.addChanges(job.job_id, changes);
  };
  const outcomes = async () =>
    (await plans.changes(job.job_id, 0, 100)).map(({ status, error_code }) =>
      error_code === null ? status : `${status}: ${error_code}`,
    );

  it('a move to a path that is too long fails alone', async () => {
    await add('/a.txt', '/b.txt', `/box/${long('c')}`);
    const deep = `/${long('d')}/${long('e')}/${long('f')}/${long('g')}/${'h'.repeat(150)}`;
    await plan({
      '/a.txt': `${deep}/${long('i')}/a.txt`,
      '/box/': `${deep}/box`,
      '/b.txt': '/out/b.txt',
    });
    await organizer.execute(job, run);
    expect(await outcomes()).toEqual(['failed: blocked', 'failed: blocked', 'done']);
    expect(await treeOf(opened.database)).toEqual(
      ['/a.txt', '/box/', `/box/${long('c')}`, '/out/', '/out/b.txt'].sort(),
    );
  });

  it('folders that were removed are restored with their times', async () => {
    await add('/deep/er/a.txt');
    await plan({ '/deep/er/a.txt': '/out/a.txt' });
    const folders = () =>
      opened.database.selectFrom('entries').selectAll().orderBy('folder').execute();
    const before = await folders();
    await opened.database
      .updateTable('entries')
      .set({ created_ms: 1_000, modified_ms: 2_000 })
      .where('name', '=', 'er')
      .execute();
    await organizer.execute(job, run);
    expect(await treeOf(opened.database)).toEqual(['/out/', '/out/a.txt']);
    await organizer.rollBack(job, run);
    const after = await folders();
    expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name));
    expect(after.find(({ name }) => name === 'er')).toMatchObject({
      ...{ created_ms: 1_000, modified_ms: 2_000 },
    });
  });

  it('files may take the names of others that move away', async () => {
    await add('/a/one.txt', '/b/two.txt');
    await plan({ '/a/one.txt': '/c/one.txt', '/b/two.txt': '/a/one.txt' });
    await organizer.execute(job, run);
    expect(await outcomes()).toEqual(['done', 'done']);
    expect(await treeOf(opened.database)).toEqual(['/a/', '/a/one.txt', '/c/', '/c/one.txt']);
    await organizer.rollBack(job, run);
    expect(await treeOf(opened.database)).toEqual(['/a/', '/a/one.txt', '/b/', '/b/two.txt']);
  });

  it('a scan fails if contents cannot be read now, and leaves no plan', async () => {
    await add('/a.txt', '/b.txt');
    const read = contents.read.bind(contents);
    let reads = 0;
    contents.read = async (...range) => {
      reads += 1;
      if (reads > 1) throw new Error('no connection');
      return read(...range);
    };
    await expect(organizer.scan(job, run)).rejects.toThrow('no connection');
    expect(await plans.countChanges(job.job_id)).toBe(0);
    expect(readdirSync(scratch)).toEqual([]);
  });

  it('a batch under a lost lease moves nothing', async () => {
    await add('/a.txt');
    await plan({ '/a.txt': '/out/a.txt' });
    const before = await treeOf(opened.database);
    const fence = { jobId: job.job_id, epoch: 1, leaseMs: 1_000 };
    await expect(organizer.execute(job, { ...run, fence })).rejects.toThrow('taken over');
    expect(await treeOf(opened.database)).toEqual(before);
    expect(await outcomes()).toEqual(['planned']);
  });
});
