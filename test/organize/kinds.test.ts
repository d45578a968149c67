/** What a file is, is one answer: that of a list, of its filter, of search, and of organizing. */
import { beforeAll, describe, expect, it } from 'vitest';
import { putMany } from '../support/library.ts';
import { serverPerFile } from '../support/testServer.ts';
import { execute, plan, put, results } from './place.ts';

type Listed = { readonly path: string; readonly type: string; readonly mime_type: string };

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const zip = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');
const gzip = Buffer.from('1f8b0800000000000003030000000000000000', 'hex');
const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
const tiff = Buffer.concat([Buffer.from('49492a0008000000', 'hex'), Buffer.alloc(64)]);
/** Four packets of an MPEG transport stream. */
const stream = Buffer.concat(
  Array.from({ length: 4 }, () =>
    Buffer.concat([Buffer.from('47400010', 'hex'), Buffer.alloc(184)]),
  ),
);

/** Each with the folder that it is organized into. */
const files: readonly (readonly [name: string, content: Buffer | string, folder: string])[] = [
  ['holiday.txt', png, 'Images'],
  ['scan', jpeg, 'Images'],
  ['clip.ts', stream, 'Videos'],
  ['00001.MTS', stream, 'Videos'],
  ['clip.mts', stream, 'Videos'],
  ['server.ts', 'export const port = 8000;', 'Code'],
  ['index.mts', 'export {};', 'Code'],
  ['IMG_1.CR2', tiff, 'Images'],
  ['DSC_1.NEF', tiff, 'Images'],
  ['DSC_2.ARW', tiff, 'Images'],
  ['IMG_2.DNG', tiff, 'Images'],
  ['DSCF3.RAF', Buffer.from('FUJIFILMCCD-RAW 0201'), 'Images'],
  ['IMG_3.CR3', Buffer.from('000000186674797063727820000000016372782069736f6d', 'hex'), 'Images'],
  ['all.tgz', gzip, 'Archives'],
  ['all.tar.zst', Buffer.from('28b52ffd0000000000', 'hex'), 'Archives'],
  ['comic.cbz', zip, 'Documents'],
  ['letter.docx', zip, 'Documents'],
  ['part.3mf', zip, '3D models'],
  ['app.apk', zip, 'Programs'],
  ['notes.md', zip, 'Archives'],
  ['page.html', '<!doctype html><title>Soup</title>', 'Documents'],
  ['font.ttf', Buffer.from('0001000000100100000400005f5f5f5f', 'hex'), 'Fonts'],
  ['setup.exe', Buffer.from('MZ'), 'Programs'],
  ['vase.stl', 'solid vase', '3D models'],
];

const kindOfFolder: Readonly<Record<string, string>> = {
  ...{ Documents: 'document', Images: 'image', Videos: 'video', Archives: 'archive', Code: 'code' },
  ...{ Fonts: 'other', Programs: 'other', '3D models': 'other' },
};

const server = serverPerFile();
const get = async <T>(path: string): Promise<T> =>
  (await (await server.fetch(`/api/v1${path}`)).json()) as T;
const list = async (query = ''): Promise<Listed[]> =>
  (await get<{ items: Listed[] }>(`/files?path=/in&recursive=true&limit=1000${query}`)).items;

beforeAll(async () => {
  for (const [name, content] of files) await put(server, `/in/${name}`, content);
});

describe('after a scan', () => {
  it('a list has the kinds by which files are organized', async () => {
    const { items } = await results(
      server,
      await plan(server, { path: '/in', methodology: 'type' }),
    );
    const folders = new Map(items.map(({ from, to }) => [from, to.split('/').at(-2)]));
    expect(Object.fromEntries(folders)).toEqual(
      Object.fromEntries(files.map(([name, , folder]) => [`/in/${name}`, folder])),
    );
    for (const { path, type } of await list()) {
      expect([path, type]).toEqual([path, kindOfFolder[folders.get(path) ?? '']]);
    }
  });

  it.each(['document', 'image', 'video', 'archive', 'code', 'other'])(
    'the filter %s matches the listed types',
    async (type) => {
      const all = (await list()).filter((each) => each.type === type).map(({ path }) => path);
      expect((await list(`&type=${type}`)).map(({ path }) => path)).toEqual(all);
    },
  );

  it('search finds an image with a .txt extension only among images', async () => {
    const found = async (type: string) =>
      (await get<{ total: number }>(`/search?q=holiday&type=${type}`)).total;
    // the index follows the folder
    await expect.poll(() => found('image'), { timeout: 10_000 }).toBe(1);
    expect(await found('document')).toBe(0);
  });

  it('a moved file keeps its kind', async () => {
    const jobId = await plan(server, { path: '/in', methodology: 'type' });
    expect(await execute(server, jobId)).toMatchObject({ status: 'completed' });
    const moved = (await list()).find(({ path }) => path.endsWith('/holiday.txt'));
    expect(moved).toMatchObject({
      path: '/in/Images/holiday.txt',
      type: 'image',
      mime_type: 'image/png',
    });
  });

  it('a replaced content gets the kind of its name again', async () => {
    await put(server, '/in/Images/holiday.txt', 'It was warm, and we swam every day.');
    const listed = (await list()).find(({ path }) => path.endsWith('/holiday.txt'));
    expect(listed).toMatchObject({ type: 'document', mime_type: 'text/plain' });
  });
});

describe('in a tree that is too large to read at once', () => {
  it('the filter finds an image with a .txt extension', async () => {
    // More than a list by names alone reads before it gives up on knowing them all.
    await putMany(server, 'many', 2_100);
    await put(server, '/many/deep/holiday.txt', png);
    await plan(server, { path: '/many', methodology: 'type' });
    const { items } = await get<{ items: Listed[] }>('/files?path=/many&recursive=true&type=image');
    expect(items.map(({ path }) => path)).toEqual(['/many/deep/holiday.txt']);
  });
});
