import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fileTypeOf, kindOf, mediaTypeOf, tellingContent } from './fileType.ts';

describe('media type and kind by name', () => {
  it.each([
    ['notes.txt', 'text/plain', 'document'],
    ['README.md', 'text/markdown', 'document'],
    ['report.PDF', 'application/pdf', 'document'],
    ['table.csv', 'text/csv', 'document'],
    [
      'letter.docx',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'document',
    ],
    ['sheet.ods', 'application/vnd.oasis.opendocument.spreadsheet', 'document'],
    ['book.epub', 'application/epub+zip', 'document'],
    ['photo.JPG', 'image/jpeg', 'image'],
    ['drawing.svg', 'image/svg+xml', 'image'],
    ['song.mp3', 'audio/mpeg', 'audio'],
    ['film.mp4', 'video/mp4', 'video'],
    ['all.zip', 'application/zip', 'archive'],
    ['all.tar.gz', 'application/gzip', 'archive'],
    ['all.7z', 'application/x-7z-compressed', 'archive'],
    ['main.ts', 'text/plain', 'code'],
    ['main.js', 'text/javascript', 'code'],
    ['page.html', 'text/html', 'document'],
    ['data.json', 'application/json', 'code'],
    ['data.bin', 'application/octet-stream', 'other'],
    ['font.woff2', 'font/woff2', 'other'],
    ['00001.MTS', 'video/mp2t', 'video'],
    ['index.mts', 'text/plain', 'code'],
    ['DVR.TS', 'video/mp2t', 'video'],
    ['IMG_1.CR2', 'image/x-canon-cr2', 'image'],
    ['IMG_1.CR3', 'image/x-canon-cr3', 'image'],
    ['DSC_1.NEF', 'image/x-nikon-nef', 'image'],
    ['DSC_1.ARW', 'image/x-sony-arw', 'image'],
    ['DSCF1.RAF', 'image/x-fujifilm-raf', 'image'],
    ['IMG_1.dng', 'image/x-adobe-dng', 'image'],
    ['all.tgz', 'application/gzip', 'archive'],
    ['all.tar.zst', 'application/zstd', 'archive'],
    ['comic.cbz', 'application/vnd.comicbook+zip', 'document'],
    ['movie.r00', 'application/vnd.rar', 'archive'],
    ['setup.exe', 'application/x-msdos-program', 'other'],
    ['tool.dmg', 'application/x-apple-diskimage', 'other'],
    ['none', 'application/octet-stream', 'other'],
    ['.gitignore', 'application/octet-stream', 'other'],
    ['txt', 'text/plain', 'document'],
    ['odd.', 'application/octet-stream', 'other'],
    ['a.constructor', 'application/octet-stream', 'other'],
  ])('%s is %s, %s', (name, mediaType, type) => {
    expect(mediaTypeOf(name)).toBe(mediaType);
    expect(fileTypeOf(name, mediaType)).toBe(type);
  });
});

/** The media types that file-type detects for each extension, from its source. */
function contents(): { extension: string; mediaType: string }[] {
  const folder = dirname(fileURLToPath(import.meta.resolve('file-type')));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .flatMap((name) => [
      ...readFileSync(join(folder, name), 'utf8').matchAll(/ext: '([\w.-]+)',\s*mime: '([^']+)'/g),
    ])
    .map(([, extension = '', mediaType = '']) => ({ extension, mediaType }));
}

describe('the kind by content', () => {
  it('agrees with the kind by name for every format known to both', () => {
    const pairs = contents();
    expect(pairs.length).toBeGreaterThan(150);
    const differing = pairs.filter(({ extension, mediaType }) => {
      const name = `x.${extension}`;
      return kindOf(name).type !== kindOf(name, mediaType).type;
    });
    // A TypeScript module by name: only the content shows that it is a camera's video.
    expect([...new Set(differing.map(({ extension }) => extension))]).toEqual(['mts']);
  });

  it.each([
    ['holiday.txt', 'image/png', 'image'],
    ['clip.ts', 'video/mp2t', 'video'],
    ['photo', 'image/jpeg', 'image'],
    ['song.jpg', 'audio/mpeg', 'audio'],
    ['song.mp4', 'audio/mpeg', 'audio'],
    ['song.m4b', 'video/mp4', 'audio'],
    ['notes.txt', 'application/zip', 'archive'],
    ['photo.jpg', 'application/zip', 'archive'],
    ['photo.cr2', 'image/tiff', 'image'],
    ['letter.docx', 'application/zip', 'document'],
    ['drawing.svg', 'application/xml', 'image'],
    ['logo.ai', 'application/pdf', 'image'],
    ['page.html', 'application/xml', 'document'],
    ['film.wmv', 'application/vnd.ms-asf', 'video'],
    ['model.3mf', 'application/zip', 'other'],
    ['app.apk', 'application/zip', 'other'],
    ['data.sqlite', 'application/x-sqlite3', 'other'],
  ])('for %s with %s is %s', (name, content, type) => {
    expect(kindOf(name, content).type).toBe(type);
  });

  it.each([
    ['photo.cr2', 'image/tiff', null],
    ['holiday.txt', 'image/png', 'image/png'],
    ['notes.txt', undefined, null],
  ])('for %s with %s is stored as %s', (name, content, remembered) => {
    expect(tellingContent(name, content)).toBe(remembered);
  });
});
