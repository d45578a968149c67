/** Files that belong together, by every methodology: planned, moved and put back as one. */
import { dirname } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import * as media from '../../packages/server/src/organize/dates/testing/media.ts';
import { type Library, partOf } from '../support/sharedLibrary.ts';
import { differences, snapshotOf } from '../support/snapshot.ts';
import { json, serverPerFile, waitForJob } from '../support/testServer.ts';
import { execute, plan, put, results, tree } from './place.ts';

const methodologies = ['type', 'date', 'para', 'johnny_decimal'] as const;

const whole = serverPerFile();
let server: Library;
beforeEach(async () => {
  server = await partOf(whole);
});

const photo = media.heif(media.tiff({ taken: '2019:05:17 10:00:00' }));
const film = media.film([media.mvhd(Date.parse('2018-04-01T10:00:00Z') / 1000)]);

/** By its kind, the first of some files and those that belong to it. */
const families: Readonly<Record<string, Readonly<Record<string, string | Buffer>>>> = {
  'a Live Photo': {
    'IMG_1234.HEIC': photo,
    'IMG_1234.MOV': film,
    'img_1234.aae': '<plist/>',
    'IMG_1234.MOV.xmp': '<x/>',
  },
  'a Live Photo in JPEG': { 'IMG_4321.JPG': media.jpeg(media.tiff({})), 'IMG_4321.MOV': film },
  'a raw picture': { 'DSC_7.JPG': photo, 'DSC_7.NEF': 'raw', 'DSC_7.NEF.xmp': '<x/>' },
  'a picture of Takeout': {
    'beach.jpg': photo,
    'beach.jpg.json': '{"title":"beach.jpg"}',
  },
  'a picture of Takeout with more': {
    'dune.jpg': photo,
    'dune.jpg.supplemental-metadata.json': '{}',
  },
  'a picture of Takeout with less': { 'cliff.jpg': photo, 'cliff.jpg.suppl.json': '{}' },
  'a numbered picture of Takeout': { 'sea(1).jpg': photo, 'sea.jpg(1).json': '{}' },
  'a numbered picture of Takeout with more': {
    'bay(2).jpg': photo,
    'bay.jpg.supplemental-metadata(2).json': '{}',
  },
  'a picture with a long name of Takeout': {
    'The day on which we went to the lake and beyo.jpg': photo,
    'The day on which we went to the lake and beyo.json': '{}',
  },
  'a film': {
    'film.mkv': film,
    'film.srt': '1\n00:00:01,000 --> 00:00:02,000\nHello',
    'film.en.srt': '1',
    'film.pt-BR.forced.ass': '[Script Info]',
    'Film.VTT': 'WEBVTT',
    'film.idx': '# VobSub',
    'film.sub': 'sub',
  },
  'subtitles without a film': { 'lost.sub': 'sub', 'lost.idx': '# VobSub' },
  'a picture in another Unicode form': { 'caf\u00e9.jpg': photo, 'cafe\u0301.JPG.xmp': '<x/>' },
};

const page = {
  'Travel plans.html': '<html><img src="Travel%20plans_files/a.png"></html>',
  'Travel plans_files/a.png': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  'Travel plans_files/style.css': 'p {}',
  'Rezepte.htm': '<html></html>',
  'rezepte-Dateien/b.js': 'run()',
  'Recettes.htm': '<html></html>',
  'Recettes_fichiers/c/d.js': 'run()',
};

async function rollBack(jobId: string): Promise<void> {
  const response = await server.fetch(`/api/v1/organize/jobs/${jobId}/rollback`, json({}));
  expect(response.status, await response.clone().text()).toBe(202);
  await waitForJob(server, jobId, 'rolled_back');
}

/** In which folder each of some names is now. */
async function foldersOf(names: readonly string[]): Promise<Set<string>> {
  const paths = await tree(server);
  return new Set(
    names.map((name) => {
      const found = paths.filter((path) => path.endsWith(`/${name}`));
      expect(found, name).toHaveLength(1);
      return dirname(found[0] ?? '');
    }),
  );
}

describe.each(methodologies)('by %s', (methodology) => {
  it('companions move together', async () => {
    for (const family of Object.values(families)) {
      for (const [name, content] of Object.entries(family)) {
        await put(server, `in/${name}`, content, '2021-01-01T00:00:00Z');
      }
    }
    const before = snapshotOf(server.root);
    const jobId = await plan(server, { path: '/in', methodology });
    expect(await execute(server, jobId)).toMatchObject({ status: 'completed', error_count: 0 });
    for (const [kind, family] of Object.entries(families)) {
      expect((await foldersOf(Object.keys(family))).size, kind).toBe(1);
    }
    expect((await tree(server)).every((path) => dirname(path) !== '/in')).toBe(true);
    const again = await plan(server, { path: '/in', methodology });
    expect(await results(server, again)).toMatchObject({ total: 0 });
    await rollBack(jobId);
    expect(differences(before, snapshotOf(server.root))).toEqual([]);
  }, 60_000);

  it('a saved page moves with its folder', async () => {
    for (const [name, content] of Object.entries(page)) await put(server, `in/${name}`, content);
    const before = snapshotOf(server.root);
    const jobId = await plan(server, { path: '/in', methodology });
    expect(await execute(server, jobId)).toMatchObject({ status: 'completed', error_count: 0 });
    for (const names of [
      ['Travel plans.html', 'Travel plans_files'],
      ['Rezepte.htm', 'rezepte-Dateien'],
      ['Recettes.htm', 'Recettes_fichiers'],
    ]) {
      const [first = '', folder = ''] = names;
      const [at] = await foldersOf([first]);
      const inFolder = (await tree(server)).filter((path) => path.includes(`/${folder}/`));
      expect(inFolder.length).toBeGreaterThan(0);
      for (const path of inFolder) expect(path).toMatch(`${at}/${folder}/`);
      expect(at).not.toBe('/in');
    }
    const again = await plan(server, { path: '/in', methodology });
    expect(await results(server, again)).toMatchObject({ total: 0 });
    await rollBack(jobId);
    expect(differences(before, snapshotOf(server.root))).toEqual([]);
  }, 60_000);

  it('excluded files do not move', async () => {
    const all = { ...families['a Live Photo'], ...families['a film'], ...page };
    for (const [name, content] of Object.entries(all)) await put(server, `in/${name}`, content);
    const before = await tree(server);
    const exclude = ['*.HEIC', '*.mkv', '*.html', '*_fichiers', 'Rezepte.htm'];
    const jobId = await plan(server, { path: '/in', methodology, options: { exclude } });
    const { items, kept } = await results(server, jobId);
    expect(items).toEqual([]);
    await execute(server, jobId);
    expect(await tree(server)).toEqual(before);
    expect(kept).toContainEqual({
      path: '/in/IMG_1234.MOV',
      reason: 'It belongs to IMG_1234.HEIC, which stays where it is',
    });
    expect(kept).toContainEqual({
      path: '/in/Recettes.htm',
      reason: 'Recettes_fichiers, which belongs to it, stays in "/in"',
    });
  });
});

it('an excluded raw image keeps its sidecar while the developed one moves', async () => {
  for (const [name, content] of Object.entries(families['a raw picture'] ?? {})) {
    await put(server, `in/${name}`, content);
  }
  const options = { exclude: ['*.NEF'] };
  await execute(server, await plan(server, { path: '/in', methodology: 'type', options }));
  expect(await tree(server)).toEqual([
    '/in/DSC_7.NEF',
    '/in/DSC_7.NEF.xmp',
    '/in/Images/DSC_7.JPG',
  ]);
});

it('a film next to an image of its name moves as a film', async () => {
  await put(server, 'Holiday.mp4', film);
  await put(server, 'Holiday.jpg', photo);
  await put(server, 'DSC_0001.mp4', film);
  await put(server, 'DSC_0001.jpg', photo);
  await execute(server, await plan(server, { path: '/', methodology: 'type' }));
  expect(await tree(server)).toEqual([
    ...['/Images/DSC_0001.jpg', '/Images/Holiday.jpg'],
    ...['/Videos/DSC_0001.mp4', '/Videos/Holiday.mp4'],
  ]);
});

it('companions get the same number', async () => {
  await put(server, 'Images/IMG_1.heic', 'there');
  await put(server, 'Images/sea(1).jpg', 'there');
  await put(server, 'Images/caf\u00e9.jpg', 'there');
  await put(server, 'a/IMG_1.heic', photo);
  for (const name of ['IMG_1.mov', 'IMG_1.xmp', 'IMG_1.heic.json']) await put(server, `a/${name}`);
  await put(server, 'b/sea(1).jpg', photo);
  await put(server, 'b/sea.jpg(1).json', '{}');
  await put(server, 'b/caf\u00e9.jpg', photo);
  await put(server, 'b/cafe\u0301.JPG.xmp', '<x/>');
  const before = snapshotOf(server.root);
  const jobId = await plan(server, { path: '/', methodology: 'type' });
  await execute(server, jobId);
  const numbered = [
    'IMG_1 (2).heic',
    'IMG_1 (2).heic.json',
    'IMG_1 (2).mov',
    'IMG_1 (2).xmp',
    'sea(1) (2).jpg',
    'sea(1) (2).jpg.json',
    'caf\u00e9 (2).jpg',
    'caf\u00e9 (2).jpg.xmp',
  ];
  expect(await tree(server)).toEqual(
    expect.arrayContaining(numbered.map((name) => `/Images/${name}`)),
  );
  const again = await plan(server, { path: '/', methodology: 'type' });
  expect(await results(server, again)).toMatchObject({ total: 0 });
  await rollBack(jobId);
  expect(differences(before, snapshotOf(server.root))).toEqual([]);
});

it('a page stays if its name is taken because its folder could not follow', async () => {
  await put(server, 'Code/Travel plans.html', 'there');
  for (const [name, content] of Object.entries(page)) await put(server, `in/${name}`, content);
  const jobId = await plan(server, { path: '/', methodology: 'type' });
  await execute(server, jobId);
  const paths = await tree(server);
  expect(paths).toContain('/in/Travel plans.html');
  expect(paths).toContain('/in/Travel plans_files/a.png');
  const { kept } = await results(server, jobId);
  expect(kept.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['/in/Travel plans.html', '/in/Travel plans_files']),
  );
});

it('a page and its folder move without recursion', async () => {
  for (const [name, content] of Object.entries(page)) await put(server, name, content);
  const options = { recursive: false };
  await execute(server, await plan(server, { path: '/', methodology: 'type', options }));
  expect((await tree(server)).every((path) => path.startsWith('/Documents/'))).toBe(true);
});
