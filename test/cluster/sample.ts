/**
 * A folder as people have them, with everything that plans treat in a way of its own.
 *
 * @module
 */
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  film,
  heif,
  jpeg,
  mvhd,
  png,
  tiff,
} from '../../packages/server/src/organize/dates/testing/media.ts';
import { lists } from '../organize/labelled/labelled.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The local headers and contents of an archive, not compressed: what tells kinds of archives apart. */
function zip(entries: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(entries).flatMap(([name, content]) => {
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt32LE(content.length, 18);
    header.writeUInt32LE(content.length, 22);
    header.writeUInt16LE(name.length, 26);
    return [header, Buffer.from(name), Buffer.from(content)];
  });
  return Buffer.concat(parts);
}

/** Contents by path. */
export function sampleFiles(): Map<string, string | Buffer> {
  const exif = tiff({ taken: '2021:07:14 10:00:00' });
  const photo = jpeg(exif);
  const clip = film([mvhd(Date.parse('2019-03-02T10:00:00Z') / 1000)]);
  return new Map<string, string | Buffer>([
    ['/camera/IMG_0001.jpg', photo],
    ['/camera/IMG_0001.xmp', '<x:xmpmeta/>'],
    ['/camera/IMG_0002.heic', heif(exif)],
    ['/camera/IMG_0002.mov', clip],
    ['/camera/scan.png', png(exif, 3)],
    ['/camera/clip.mp4', clip],
    ['/camera/copy/IMG_0001.jpg', photo],
    ['/camera/copy/IMG_0001.xmp', '<x:xmpmeta/>'],
    ['/downloads/picture.txt', png(exif)],
    ['/downloads/report', zip({ 'word/document.xml': '<w/>' })],
    ['/downloads/letter.docx', zip({ '[Content_Types].xml': '<T/>' })],
    ['/downloads/archive.zip', zip({ 'a.txt': 'a'.repeat(200_000), 'b.txt': 'b' })],
    ['/downloads/page.html', '<p>'],
    ['/downloads/page_files/style.css', 'p {}'],
    ['/downloads/page_files/logo.svg', '<svg/>'],
    ['/downloads/empty.pdf', ''],
    ['/code/site/package.json', '{}'],
    ['/code/site/src/index.ts', 'export {};'],
    ['/code/site/node_modules/one/index.js', 'one'],
    ['/code/repo/.git/HEAD', 'ref'],
    ['/code/repo/readme.md', '# Read me'],
    ['/.hidden/secret.txt', 'secret'],
    ['/music/album/01.mp3', 'first track'],
    ['/music/album/cover.jpg', 'a cover'],
    ['/music/album (copy)/01.mp3', 'first track'],
    ['/music/album (copy)/cover.jpg', 'a cover'],
    ['/music/discs/cover.jpg', 'a cover'],
    ['/music/discs/CD1/01.mp3', 'first track'],
    ['/films/film.mkv', 'a film'],
    ['/films/film.en.srt', 'subtitles'],
    ['/films/old/film.mkv', 'a film'],
    ['/films/old/film.en.srt', 'subtitles'],
    ['/notes/Zürich.txt', 'Notes of a journey to Zürich'],
    ['/notes/a/same.txt', 'twice'],
    ['/notes/b/same.txt', 'twice'],
    ['/notes/c/same (1).txt', 'twice'],
    ...labelledFiles(),
  ]);
}

function labelledFiles(): [string, string][] {
  return lists.household.map(({ file }) => [
    `/home${file.path}`,
    file.sample ?? `${file.path}\u0001`,
  ]);
}

/** Writes the sample; the same content and times each time. */
export function writeSample(root: string, now: number): void {
  mkdirSync(join(root, 'empty/inside'), { recursive: true });
  let n = 0;
  for (const [path, content] of sampleFiles()) {
    const place = join(root, path);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
    n += 1;
    const when = new Date(now - ((n * 37) % 1_500) * DAY_MS);
    utimesSync(place, when, when);
  }
}
