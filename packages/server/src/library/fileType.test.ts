import { describe, expect, it } from 'vitest';
import { fileTypeOf, mediaTypeOf } from './fileType.ts';

describe('the media type and kind of a file, by its name', () => {
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
    ['page.html', 'text/html', 'code'],
    ['data.json', 'application/json', 'code'],
    ['data.bin', 'application/octet-stream', 'other'],
    ['font.woff2', 'font/woff2', 'other'],
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
