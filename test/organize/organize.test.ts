/** Organizing on real files: everything moves to its place, and nothing is lost on the way. */
import { link, mkdir, readFile, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import * as media from '../../packages/server/src/organize/dates/testing/media.ts';
import { putMany } from '../support/library.ts';
import { photoTakenOn } from '../support/photo.ts';
import { type Library, partOf } from '../support/sharedLibrary.ts';
import { contentsOf } from '../support/snapshot.ts';
import { json, serverPerFile, waitForJob } from '../support/testServer.ts';
import { thorough } from '../support/thorough.ts';
import { makeMess } from './mess.ts';
import {
  execute as executeOn,
  put as putInto,
  type Results,
  results as resultsOf,
  tree as treeOf,
} from './place.ts';

/** How many files a large folder has; all are in one batch of moves. */
const MANY = thorough ? 1_000 : 200;

const whole = serverPerFile();
let server: Library;
beforeEach(async () => {
  server = await partOf(whole);
});

const put = (path: string, content?: string | Buffer, modified?: string): Promise<void> =>
  putInto(server, path, content, modified);
const tree = () => treeOf(server);
const results = (jobId: string) => resultsOf(server, jobId);
const execute = (jobId: string) => executeOn(server, jobId);

async function start(body: Record<string, unknown>): Promise<string> {
  const response = await server.fetch('/api/v1/organize/scan', json(body));
  expect(response.status).toBe(202);
  return ((await response.json()) as { job_id: string }).job_id;
}

async function plan(methodology: string, path = '/'): Promise<string> {
  const jobId = await start({ path, methodology });
  await waitForJob(server, jobId, 'planned');
  return jobId;
}

describe(`a folder of ${MANY} mixed files`, () => {
  it.each(['type', 'date', 'johnny_decimal'])(
    'is organized by %s without losing a byte',
    async (methodology) => {
      await makeMess(server.root, MANY);
      const before = contentsOf(server.root);
      expect(before).toHaveLength(MANY);

      const jobId = await plan(methodology);
      expect(contentsOf(server.root), 'a scan changes nothing').toEqual(before);
      const job = await execute(jobId);
      expect(job).toMatchObject({ status: 'completed', error_count: 0, progress: 100 });
      expect(contentsOf(server.root)).toEqual(before);

      const { items, total } = await results(jobId);
      expect(total).toBeGreaterThan(0.9 * MANY);
      expect(items.every(({ status }) => status === 'done')).toBe(true);
      expect(new Set(items.map(({ to }) => to)).size).toBe(items.length);

      // What lies in its place has nowhere to go: the same again plans nothing.
      expect(await results(await plan(methodology))).toMatchObject({ total: 0 });
    },
    120_000,
  );
});

describe('by type', () => {
  it('prefers the content to a wrong extension', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    await put('holiday.txt', png);
    await put('notes.txt');
    await execute(await plan('type'));
    expect(await tree()).toEqual(['/Documents/notes.txt', '/Images/holiday.txt']);
  });

  it('uses existing folders with their own names', async () => {
    await mkdir(join(server.root, 'images'));
    await writeFile(join(server.root, 'notes.txt'), 'notes');
    await mkdir(join(server.root, 'documents'));
    await writeFile(join(server.root, 'documents', 'there.txt'), 'there');
    const jobId = await plan('type');
    const { items } = await results(jobId);
    expect(items.map(({ from, to }) => [from, to])).toEqual([
      ['/notes.txt', '/documents/notes.txt'],
    ]);
  });

  it('gives two files of one name two names', async () => {
    await put('a/report.pdf', 'first');
    await put('b/report.pdf', 'second');
    await put('Documents/report.pdf', 'there');
    await execute(await plan('type'));
    expect(await tree()).toEqual([
      '/Documents/report (2).pdf',
      '/Documents/report (3).pdf',
      '/Documents/report.pdf',
    ]);
    expect(await readFile(join(server.root, 'Documents/report.pdf'), 'utf8')).toBe('there');
  });

  it.each([
    ['para', '/Projects/site'],
    ['johnny_decimal', undefined],
    ['type', undefined],
    ['date', undefined],
  ])('keeps a software project whole: by %s it goes to %s', async (methodology, to) => {
    await put('site/package.json', '{}');
    await put('site/src/index.ts');
    const { items, kept } = await results(await plan(methodology));
    expect(items.map(({ from, to }) => ({ from, to }))).toEqual(to ? [{ from: '/site', to }] : []);
    expect(kept.map(({ path }) => path)).toEqual(to ? [] : ['/site']);
  });

  it('leaves hidden files, links and projects alone', async () => {
    await put('.hidden/secret.txt');
    await put('.profile');
    await put('site/package.json', '{}');
    await put('site/src/index.ts');
    await put('loose.md');
    await symlink('/etc/passwd', join(server.root, 'passwd.txt'));
    const jobId = await plan('type');
    const { items, kept } = await results(jobId);
    expect(items.map(({ from }) => from)).toEqual(['/loose.md']);
    expect(kept).toContainEqual({
      path: '/site',
      reason: 'Project folder (package.json), left as it is',
    });
    expect(kept.map(({ path }) => path)).toContain('/passwd.txt');
  });

  it('reports the structure before and after', async () => {
    await put('mix/a.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    await put('mix/b.md');
    const { folders } = await results(await plan('type', '/mix'));
    expect(folders).toEqual([
      { path: '/mix', files_before: 2, files_after: 0, status: 'unchanged' },
      { path: '/mix/Documents', files_before: 0, files_after: 1, status: 'unchanged' },
      { path: '/mix/Images', files_before: 0, files_after: 1, status: 'unchanged' },
    ]);
  });

  it('keeps the id of a moved file', async () => {
    await put('notes.txt');
    const list = async (path: string) =>
      (
        (await (await server.fetch(`/api/v1/files?path=${path}`)).json()) as {
          items: { file_id: string; path: string }[];
        }
      ).items;
    const [before] = await list('/');
    await execute(await plan('type'));
    const [after] = await list('/Documents');
    expect(after).toMatchObject({ file_id: before?.file_id, path: '/Documents/notes.txt' });
  });
});

describe('by date', () => {
  it('takes the day from a photo’s metadata or its modification time', async () => {
    await put('photo.jpg', photoTakenOn('2019:05:17 10:00:00'), '2024-01-01T00:00:00Z');
    await put('letter.txt', 'x', '2023-12-31T23:59:59Z');
    const jobId = await plan('date');
    await execute(jobId);
    expect(await tree()).toEqual(['/2019/2019-05/photo.jpg', '/2023/2023-12/letter.txt']);
    const { items } = await results(jobId);
    expect(items.find(({ from }) => from === '/photo.jpg')?.reason).toBe(
      'photo.jpg was taken on 2019-05-17 according to its EXIF data',
    );
  });

  it('ignores an impossible day in a photo’s metadata', async () => {
    await put('photo.jpg', photoTakenOn('2019:02:30 10:00:00'), '2024-01-01T00:00:00Z');
    const jobId = await plan('date');
    await execute(jobId);
    expect(await tree()).toEqual(['/2024/2024-01/photo.jpg']);
    expect((await results(jobId)).items).toMatchObject([
      {
        needs_review: true,
        reason:
          'photo.jpg was last modified on 2024-01-01, but its EXIF data says "2019:02:30 10:00:00", which is not a date',
      },
    ]);
  });

  it('recognizes a photo with another extension', async () => {
    await put('photo.txt', photoTakenOn('2019:05:17 10:00:00'), '2024-01-01T00:00:00Z');
    await execute(await plan('date'));
    expect(await tree()).toEqual(['/2019/2019-05/photo.txt']);
  });

  it('reads the dates of all image and video formats', async () => {
    const record = media.tiff({ taken: '2019:05:17 10:00:00' });
    const filmed = media.mvhd(Date.parse('2018-04-01T10:00:00Z') / 1000);
    const pictures = {
      'a.tif': media.tiff({ taken: '2019:05:17 10:00:00' }, 'MM', 400_000),
      'b.webp': media.webp(record),
      'c.cr3': media.cr3({ taken: '2019:05:17 10:00:00' }),
      'd.raf': media.raf(record),
      'e.png': media.png(record, 50),
      'f.heic': media.heif(record),
      'g.avif': media.heif(record, 'avif'),
    };
    const films = {
      'h.mp4': media.film([filmed], 'isom'),
      'i.mov': media.film([filmed]),
      'j.mkv': media.matroska(BigInt(Date.UTC(2018, 3) - Date.UTC(2001, 0)) * 1_000_000n),
      'k.avi': media.avi('SUN APR 01 13:37:00 2018\n'),
    };
    const all = Object.entries({ ...pictures, ...films });
    for (const [name, content] of all) await put(name, content, '2024-01-01T00:00:00Z');
    await execute(await plan('date'));
    expect(await tree()).toEqual([
      ...Object.keys(films).map((name) => `/2018/2018-04/${name}`),
      ...Object.keys(pictures).map((name) => `/2019/2019-05/${name}`),
    ]);
  });

  it('prefers a day in the name to the modification time', async () => {
    await put('2023-07-14 Minutes.txt', 'x', '2024-01-01T00:00:00Z');
    const { items } = await results(await plan('date'));
    expect(items).toMatchObject([
      {
        to: '/2023/2023-07/2023-07-14 Minutes.txt',
        reason: '2023-07-14 Minutes.txt is from 2023-07-14 according to its name',
      },
    ]);
  });

  it('asks for review if the clock was never set', async () => {
    await put('old.txt', 'x', '1970-01-01T00:00:10Z');
    const { items } = await results(await plan('date'));
    expect(items).toMatchObject([{ to: '/1970/1970-01/old.txt', needs_review: true }]);
  });
});

describe('a change between plan and execution', () => {
  it('is reported for each file while the rest is moved', async () => {
    await put('stays.txt');
    await put('vanishes.txt');
    await put('changes.txt');
    await put('exchanged.txt');
    const jobId = await plan('type');
    await unlink(join(server.root, 'vanishes.txt'));
    await put('changes.txt', 'something else');
    await unlink(join(server.root, 'exchanged.txt'));
    await symlink('/etc/passwd', join(server.root, 'exchanged.txt'));

    expect(await execute(jobId)).toMatchObject({ status: 'partial', error_count: 3 });
    const { items } = await results(jobId);
    expect(
      Object.fromEntries(items.map((each) => [each.from, each.error?.code ?? each.status])),
    ).toEqual({
      '/changes.txt': 'changed',
      '/exchanged.txt': 'replaced',
      '/stays.txt': 'done',
      '/vanishes.txt': 'vanished',
    });
    expect(await tree()).toEqual(['/Documents/stays.txt', '/changes.txt', '/exchanged.txt']);
  });

  it('never overwrites a new file at the target', async () => {
    await put('report.pdf', 'planned');
    const jobId = await plan('type');
    await put('Documents/report.pdf', 'came later');
    await put('Documents/Report (2).PDF', 'a twin of the next name');
    await execute(jobId);
    expect(await readFile(join(server.root, 'Documents/report.pdf'), 'utf8')).toBe('came later');
    expect(await readFile(join(server.root, 'Documents/report (3).pdf'), 'utf8')).toBe('planned');
    const { items } = await results(jobId);
    expect(items).toMatchObject([{ to: '/Documents/report (3).pdf', status: 'done' }]);
  });

  it('moves each hard link separately', async () => {
    await put('a.txt', 'shared');
    await mkdir(join(server.root, 'sub'));
    await link(join(server.root, 'a.txt'), join(server.root, 'sub/b.txt'));
    await execute(await plan('type'));
    expect(await tree()).toEqual(['/Documents/a.txt', '/Documents/b.txt']);
  });
});

describe('jobs', () => {
  it('of a dry run are never executed', async () => {
    await put('notes.txt');
    const jobId = await start({ path: '/', methodology: 'type', dry_run: true });
    await waitForJob(server, jobId, 'planned');
    const response = await server.fetch('/api/v1/organize/execute', json({ job_id: jobId }));
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'job_not_executable' });
    expect(await tree()).toEqual(['/notes.txt']);
  });

  it('are executed once, however many requests arrive', async () => {
    await put('notes.txt');
    const jobId = await plan('type');
    const asked = await Promise.all(
      [1, 2, 3, 4].map(() => server.fetch('/api/v1/organize/execute', json({ job_id: jobId }))),
    );
    expect(asked.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409]);
    await waitForJob(server, jobId, 'completed');
    expect(await tree()).toEqual(['/Documents/notes.txt']);
  });

  it('in overlapping folders exclude each other', async () => {
    await putMany(server, 'deep', 1_000);
    await start({ path: '/deep', methodology: 'type' });
    const second = await server.fetch(
      '/api/v1/organize/scan',
      json({ path: '/', methodology: 'date' }),
    );
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({ code: 'job_conflict' });
  });

  it('return results at any time', async () => {
    await put('notes.txt');
    const jobId = await start({ path: '/', methodology: 'type' });
    const response = await server.fetch(`/api/v1/organize/results/${jobId}`);
    expect(response.status).toBe(200);
    await waitForJob(server, jobId, 'planned');
  });

  it('have results in pages', async () => {
    await putMany(server, 'in', 25);
    const jobId = await plan('type');
    const seen: string[] = [];
    let address: string | undefined = `/api/v1/organize/results/${jobId}?limit=10`;
    while (address) {
      const response: Response = await server.fetch(address);
      const page = (await response.json()) as Results;
      expect(page.total).toBe(25);
      expect(page.folders.length > 0).toBe(seen.length === 0);
      seen.push(...page.items.map(({ from }) => from));
      address = /<([^>]+)>; rel="next"/.exec(response.headers.get('Link') ?? '')?.[1];
    }
    expect(new Set(seen).size).toBe(25);
    expect(seen).toHaveLength(25);
  });
});
