import { expect, it } from 'vitest';
import { companionsIn } from './companions.ts';

/** The leaders of each companion among some files. */
const about = (files: readonly string[], below: readonly string[] = []) =>
  Object.fromEntries(
    companionsIn({ path: '/a', files, below: () => below }).map(({ path, leaders }) => [
      path.slice(3),
      leaders.map((leader) => leader.slice(3)),
    ]),
  );

it.each<[string, readonly string[], Record<string, readonly string[]>]>([
  ['a sidecar', ['A1.jpg', 'A1.xmp', 'B2.jpg'], { 'A1.xmp': ['A1.jpg'] }],
  [
    'a sidecar named after the whole file name',
    ['A1.jpg', 'A1.CR2', 'A1.jpg.xmp'],
    { 'A1.jpg.xmp': ['A1.jpg'] },
  ],
  ['a sidecar of two pictures', ['A1.JPG', 'a1.cr2', 'A1.XMP'], { 'A1.XMP': ['A1.JPG', 'a1.cr2'] }],
  ['an unrelated sidecar', ['A1.xmp', 'B2.jpg', 'A1.txt'], {}],
  ['Takeout metadata', ['A1.jpg', 'A1.jpg.json'], { 'A1.jpg.json': ['A1.jpg'] }],
  [
    'truncated Takeout metadata',
    ['A1.jpg', 'A1.jpg.supplemental-me.json'],
    { 'A1.jpg.supplemental-me.json': ['A1.jpg'] },
  ],
  ['no JSON file of the same name', ['A1.jpg', 'A1.json'], {}],
  [
    'subtitles',
    ['film.mkv', 'film.srt', 'film.en.forced.srt'],
    { 'film.srt': ['film.mkv'], 'film.en.forced.srt': ['film.mkv'] },
  ],
  ['lyrics', ['song.mp3', 'song.lrc'], { 'song.lrc': ['song.mp3'] }],
  ['a cover', ['1.mp3', '2.mp3', 'cover.jpg'], { 'cover.jpg': ['1.mp3', '2.mp3'] }],
  [
    'files of the folder itself',
    ['1.mp3', '1.lrc', 'Folder.jpg', 'list.m3u'],
    { '1.lrc': ['1.mp3'], 'Folder.jpg': ['1.mp3'], 'list.m3u': ['1.mp3'] },
  ],
  ['a licence', ['font.ttf', 'OFL.txt'], { 'OFL.txt': ['font.ttf'] }],
  ['a picture on its own', ['cover.jpg'], {}],
])('pairs companions: %s', (_what, files, companions) => {
  expect(about(files)).toEqual(companions);
});

it('pairs a cover with the folders of an album below it', () => {
  const below = ['/a/CD1/1.mp3', '/a/CD2/1.mp3', '/a/CD2/cover.jpg'];
  expect(about(['cover.jpg'], below)).toEqual({ 'cover.jpg': ['CD1/1.mp3', 'CD2/1.mp3'] });
});
