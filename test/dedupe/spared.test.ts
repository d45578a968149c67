/** What a job leaves alone: what is excluded, spared, part of a project, or belongs to other files. */
import { existsSync } from 'node:fs';
import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { json, serverPerFile, waitForJob } from '../support/testServer.ts';

type Results = {
  readonly items: readonly {
    readonly sha256: string;
    readonly wasted_bytes: number;
    readonly files: readonly {
      readonly path: string;
      readonly status: string;
      readonly spared_reason: string | null;
    }[];
  }[];
  readonly wasted_bytes: number;
  readonly kept: readonly { readonly path: string; readonly reason: string }[];
};

type ScanOptions = { path?: string; min_size?: number; exclude?: readonly string[] };

const server = serverPerFile();

/** Each test has a folder of its own, from which on it means its paths. */
let folder = '';
let count = 0;
beforeEach(() => {
  folder = `/test-${++count}`;
});

const place = (path: string): string => join(server.root, folder, path);

/** Writes files, each with its content; the later one comes, the later it was modified. */
async function put(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [n, [path, content]] of Object.entries(files).entries()) {
    await mkdir(dirname(place(path)), { recursive: true });
    await writeFile(place(path), content);
    const when = new Date(Date.UTC(2020, 0, 1 + n));
    await utimes(place(path), when, when);
  }
}

async function scan({ path = '', ...options }: ScanOptions = {}): Promise<string> {
  const body = json({ path: folder + path, ...options });
  const response = await server.fetch('/api/v1/dedupe/scan', body);
  expect(response.status).toBe(202);
  const { job_id: jobId } = (await response.json()) as { job_id: string };
  await waitForJob(server, jobId, 'planned');
  return jobId;
}

async function results(jobId: string): Promise<Results> {
  const response = await server.fetch(`/api/v1/dedupe/results/${jobId}`);
  const text = await response.text();
  return JSON.parse(text.replaceAll(`${folder}/`, '/')) as Results;
}

const execute = (jobId: string, options: object = {}): Promise<Response> =>
  server.fetch('/api/v1/dedupe/execute', json({ job_id: jobId, keep: 'oldest', ...options }));

/** Which files a job removes that finds duplicates of all of these. */
async function removed(files: Readonly<Record<string, string>>, options = {}): Promise<string[]> {
  await put(files);
  const jobId = await scan(options);
  expect((await execute(jobId)).status).toBe(202);
  await waitForJob(server, jobId, 'completed');
  return Object.keys(files).filter((path) => !existsSync(place(path)));
}

const paths = ({ items }: Results): string[] =>
  items.flatMap(({ files }) => files.map(({ path }) => path)).sort();

describe('companions', () => {
  it.each<[string, Record<string, string>, readonly string[]]>([
    [
      'the sidecars of two pictures are equal',
      { '/A1.jpg': 'A1', '/A1.xmp': 'x', '/B2.jpg': 'B2', '/B2.xmp': 'x' },
      [],
    ],
    [
      'the covers of two albums are equal',
      { '/a/1.mp3': 'a1', '/a/cover.jpg': 'c', '/b/1.mp3': 'b1', '/b/cover.jpg': 'c' },
      [],
    ],
    [
      'the covers of three albums are equal under any cover name',
      {
        '/a/1.flac': 'a1',
        '/a/folder.jpg': 'c',
        '/b/1.ogg': 'b1',
        '/b/Cover.JPG': 'c',
        '/c/1.m4a': 'c1',
        '/c/AlbumArtSmall.jpg': 'c',
      },
      [],
    ],
    [
      'the covers of two albums on several discs are equal',
      {
        '/a/CD1/1.mp3': 'a1',
        '/a/cover.jpg': 'c',
        '/b/CD1/1.mp3': 'b1',
        '/b/cover.jpg': 'c',
      },
      [],
    ],
    [
      'the subtitles of two films are equal',
      { '/a.mkv': 'a', '/a.en.srt': 's', '/b.mkv': 'b', '/b.en.srt': 's' },
      [],
    ],
    [
      'the licences of two fonts are equal',
      { '/a/a.ttf': 'a', '/a/OFL.txt': 'l', '/b/b.ttf': 'b', '/b/OFL.txt': 'l' },
      [],
    ],
    [
      'a picture is copied with its sidecar',
      { '/a/A1.jpg': 'A1', '/a/A1.xmp': 'x', '/b/A1.jpg': 'A1', '/b/A1.xmp': 'x' },
      ['/b/A1.jpg', '/b/A1.xmp'],
    ],
    [
      'an album is copied as a whole',
      {
        '/a/1.mp3': 'a1',
        '/a/2.mp3': 'a2',
        '/a/cover.jpg': 'c',
        '/b/1.mp3': 'a1',
        '/b/2.mp3': 'a2',
        '/b/cover.jpg': 'c',
      },
      ['/b/1.mp3', '/b/2.mp3', '/b/cover.jpg'],
    ],
    [
      'an album is copied without one track',
      {
        '/a/1.mp3': 'a1',
        '/a/2.mp3': 'a2',
        '/a/cover.jpg': 'c',
        '/b/1.mp3': 'a1',
        '/b/2.mp3': 'another',
        '/b/cover.jpg': 'c',
      },
      ['/b/1.mp3'],
    ],
    [
      'an older copy of a picture has no sidecar',
      { '/b/A1.jpg': 'A1', '/a/A1.jpg': 'A1', '/a/A1.xmp': 'x' },
      ['/b/A1.jpg'],
    ],
    [
      'a picture is copied with another sidecar',
      { '/a/A1.jpg': 'A1', '/a/A1.xmp': 'x', '/b/A1.jpg': 'A1', '/b/A1.xmp': 'y' },
      [],
    ],
    [
      'a raw picture shares a sidecar with a developed one that is copied',
      {
        '/a/A1.jpg': 'A1',
        '/a/A1.cr2': 'raw',
        '/a/A1.xmp': 'x',
        '/b/A1.jpg': 'A1',
        '/b/A1.xmp': 'x',
      },
      ['/b/A1.jpg', '/b/A1.xmp'],
    ],
    [
      'an older copy of a picture has one of its two sidecars',
      {
        ...{ '/b/A1.jpg': 'A1', '/b/A1.xmp': 'x' },
        ...{ '/a/A1.jpg': 'A1', '/a/A1.xmp': 'x', '/a/A1.aae': 'y' },
      },
      ['/b/A1.jpg', '/b/A1.xmp'],
    ],
    [
      'a copy of a sidecar is alone',
      { '/loose.xmp': 'x', '/a/A1.jpg': 'A1', '/a/A1.xmp': 'x' },
      ['/loose.xmp'],
    ],
    [
      'a copy of a cover is alone',
      { '/pictures/1.jpg': 'c', '/a/1.mp3': 'a1', '/a/cover.jpg': 'c' },
      ['/pictures/1.jpg'],
    ],
    [
      'two copied pictures have equal sidecars',
      {
        ...{ '/a/A1.jpg': 'A1', '/a/A1.xmp': 'x', '/a/B2.jpg': 'B2', '/a/B2.xmp': 'x' },
        ...{ '/b/A1.jpg': 'A1', '/b/A1.xmp': 'x', '/b/B2.jpg': 'B2', '/b/B2.xmp': 'x' },
      },
      ['/b/A1.jpg', '/b/A1.xmp', '/b/B2.jpg', '/b/B2.xmp'],
    ],
  ])('stay with their files if %s', async (_what, files, gone) => {
    expect(await removed(files)).toEqual(gone);
  });

  it('stay with a file outside the scan', async () => {
    const files = {
      ...{ '/a/A1.jpg': '1', '/a/A1.xmp': 'long', '/b/A1.jpg': '1', '/b/A1.xmp': 'long' },
    };
    expect(await removed(files, { min_size: 2 })).toEqual([]);
  });

  it('are listed with their files', async () => {
    await put({ '/A1.jpg': 'A1', '/A1.xmp': 'x', '/B2.jpg': 'B2', '/B2.xmp': 'x' });
    const found = await results(await scan());
    expect(found).toMatchObject({ items: [], wasted_bytes: 0 });
    expect(found.kept).toEqual([
      { path: '/A1.xmp', reason: 'It belongs to "/A1.jpg" and is removed only together with it' },
      { path: '/B2.xmp', reason: 'It belongs to "/B2.jpg" and is removed only together with it' },
    ]);
  });

  it('are shown as spared next to a removed file', async () => {
    await put({ '/loose.xmp': 'xx', '/A1.jpg': 'A1', '/A1.xmp': 'xx' });
    const { items, wasted_bytes: wasted } = await results(await scan());
    expect(wasted).toBe(2);
    expect(items[0]).toMatchObject({
      wasted_bytes: 2,
      files: [
        {
          path: '/A1.xmp',
          spared_reason: 'It belongs to "/A1.jpg" and is removed only together with it',
        },
        { path: '/loose.xmp', spared_reason: null },
      ],
    });
  });

  it('are restored with their files', async () => {
    const files = { '/a/A1.jpg': 'A1', '/a/A1.xmp': 'x', '/b/A1.jpg': 'A1', '/b/A1.xmp': 'x' };
    await put(files);
    const jobId = await scan();
    await execute(jobId);
    await waitForJob(server, jobId, 'completed');
    await server.fetch(`/api/v1/organize/jobs/${jobId}/rollback`, { method: 'POST' });
    await waitForJob(server, jobId, 'rolled_back');
    expect(Object.keys(files).every((path) => existsSync(place(path)))).toBe(true);
  });

  it('stay with a file that changed since the scan', async () => {
    await put({ '/a/A1.jpg': 'A1', '/a/A1.xmp': 'x', '/b/A1.jpg': 'A1', '/b/A1.xmp': 'x' });
    const jobId = await scan();
    await writeFile(place('/b/A1.jpg'), 'B1');
    await execute(jobId);
    await waitForJob(server, jobId, 'partial');
    for (const path of ['/a/A1.jpg', '/a/A1.xmp', '/b/A1.jpg', '/b/A1.xmp']) {
      expect(existsSync(place(path)), path).toBe(true);
    }
  });
});

describe('a software project', () => {
  it('is skipped and listed', async () => {
    await put({
      '/one/package.json': '{}',
      '/one/src/index.ts': 'same',
      '/two/.git/HEAD': 'ref',
      '/two/index.ts': 'same',
      '/loose/1.ts': 'same',
      '/loose/2.ts': 'same',
    });
    const found = await results(await scan());
    expect(paths(found)).toEqual(['/loose/1.ts', '/loose/2.ts']);
    expect([...found.kept].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: '/one', reason: 'Project folder (package.json), left as it is' },
      { path: '/two', reason: 'Project folder (.git), left as it is' },
    ]);
  });

  it('is scanned if it is the scanned folder', async () => {
    await put({ '/one/package.json': '{}', '/one/a.ts': 'same', '/one/b.ts': 'same' });
    expect(paths(await results(await scan({ path: '/one' })))).toEqual(['/one/a.ts', '/one/b.ts']);
  });
});

describe('patterns', () => {
  const files = { '/a.txt': 'x', '/b.tmp': 'x', '/keep/c.txt': 'x', '/old/keep/d.txt': 'x' };

  it.each<[readonly string[], readonly string[]]>([
    [[], ['/a.txt', '/b.tmp', '/keep/c.txt', '/old/keep/d.txt']],
    [['*.tmp'], ['/a.txt', '/keep/c.txt', '/old/keep/d.txt']],
    [['keep'], ['/a.txt', '/b.tmp']],
    [['/keep'], ['/a.txt', '/b.tmp', '/old/keep/d.txt']],
    [['**/keep/*', '*.tmp', 'a.*'], []],
  ])('%j exclude matching files', async (exclude, found) => {
    await put(files);
    expect(paths(await results(await scan({ exclude })))).toEqual(found);
  });

  it('are relative to the scanned folder', async () => {
    await put({ '/in/keep/a.txt': 'x', '/in/b.txt': 'x', '/in/c.txt': 'x' });
    const found = await results(await scan({ path: '/in', exclude: ['/keep'] }));
    expect(paths(found)).toEqual(['/in/b.txt', '/in/c.txt']);
    expect(found.kept).toEqual([{ path: '/in/keep', reason: 'Excluded by `exclude`' }]);
  });

  it('match a name in any Unicode form', async () => {
    await put({ ['/Zürich.txt'.normalize('NFD')]: 'x', '/a.txt': 'x', '/b.txt': 'x' });
    const found = await results(await scan({ exclude: ['Zürich*'.normalize('NFC')] }));
    expect(paths(found)).toEqual(['/a.txt', '/b.txt']);
  });

  it('that take too long exclude what was not matched', async () => {
    const name = 'a'.repeat(200);
    await put({ [`/1/${name}`]: 'x', [`/2/${name}`]: 'x' });
    const found = await results(await scan({ exclude: ['*a*a*a*a*a*a*a*a*a*a*b'] }));
    expect(found.items).toEqual([]);
    expect(found.kept[0]?.reason).toBe('The patterns in `exclude` take too long to match');
  });
});

describe('spared groups', () => {
  it('are kept while others are cleaned up', async () => {
    await put({ '/a1': 'aa', '/a2': 'aa', '/b1': 'b', '/b2': 'b' });
    const jobId = await scan();
    const [first] = (await results(jobId)).items;
    expect((await execute(jobId, { spare: [first?.sha256] })).status).toBe(202);
    await waitForJob(server, jobId, 'completed');
    expect(['/a1', '/a2', '/b1', '/b2'].filter((path) => existsSync(place(path)))).toEqual([
      '/a1',
      '/a2',
      '/b1',
    ]);
    const [spared] = (await results(jobId)).items;
    expect(spared?.files).toMatchObject([
      { status: 'kept', spared_reason: 'Its group is listed in `spare`' },
      { status: 'kept', spared_reason: 'Its group is listed in `spare`' },
    ]);
  });

  it('keep their companions', async () => {
    await put({ '/a/A1.jpg': 'A1', '/a/A1.xmp': 'x', '/b/A1.jpg': 'A1', '/b/A1.xmp': 'x' });
    const jobId = await scan();
    const { items } = await results(jobId);
    const pictures = items.find(({ files }) => files[0]?.path === '/a/A1.jpg');
    await execute(jobId, { spare: [pictures?.sha256] });
    await waitForJob(server, jobId, 'completed');
    expect(existsSync(place('/b/A1.xmp'))).toBe(true);
  });

  it('are refused if unknown, before anything is removed', async () => {
    await put({ '/a1': 'aa', '/a2': 'aa' });
    const jobId = await scan();
    const [first] = (await results(jobId)).items;
    const response = await execute(jobId, { spare: [first?.sha256, 'f'.repeat(64)] });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'invalid_request',
      errors: [{ pointer: '#/body/spare/1' }],
    });
    expect((await execute(jobId)).status).toBe(202);
    await waitForJob(server, jobId, 'completed');
  });

  it('can be named before the results are read', async () => {
    await put({ '/a1': 'aa', '/a2': 'aa' });
    const known = (await results(await scan())).items[0]?.sha256;
    expect((await execute(await scan(), { spare: [known] })).status).toBe(202);
  });
});
