import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { avi, film, heif, jpeg, matroska, mvhd, png, tiff, webp } from '../dates/testing/media.ts';
import { HEAD, inspect } from './inspect.ts';
import { inspectPieces, type Piece } from './inspectPieces.ts';

const PIECE = 32 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'file-organizer-pieces-'));
afterAll(() => rmSync(folder, { recursive: true }));

const needs = { ownDate: true, sample: false };

/** Inspects a content of which only the pieces that are wanted are read. */
async function inPieces(name: string, content: Buffer, most = 100) {
  const { length: size } = content;
  const pieces: Piece[] = [{ at: 0, bytes: content.subarray(0, HEAD) }];
  for (;;) {
    const areAll = pieces.length >= most;
    const found = await inspectPieces({ name, size, pieces, areAll }, needs);
    if ('content' in found) return { content: found.content, reads: pieces.length };
    const { at, length } = found.wanted;
    pieces.push({ at, bytes: content.subarray(at, at + Math.max(length, PIECE)) });
  }
}

const exif = tiff({ taken: '2021:07:14 10:00:00' });
const seconds = Date.parse('2019-03-02T10:00:00Z') / 1000;

/** The local headers and contents of an archive. */
function zip(entries: Readonly<Record<string, number>>): Buffer {
  const parts = Object.entries(entries).flatMap(([name, size]) => {
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt32LE(size, 18);
    header.writeUInt32LE(size, 22);
    header.writeUInt16LE(name.length, 26);
    return [header, Buffer.from(name), Buffer.alloc(size, 'x')];
  });
  return Buffer.concat(parts);
}

describe('a file in pieces', () => {
  it.each<[name: string, content: Buffer]>([
    ['photo.jpg', jpeg(exif)],
    ['photo.heic', heif(exif)],
    ['scan.png', png(exif, 5)],
    ['picture.webp', webp(exif, Buffer.alloc(200_001))],
    ['film.mov', film([mvhd(seconds)], 'qt  ', 1_000_000)],
    ['film.mkv', matroska(0n)],
    ['film.avi', avi('SAT MAR 02 10:00:00 2019')],
    ['letter.docx', zip({ 'docProps/app.xml': 300_000, 'word/document.xml': 10 })],
    ['archive.zip', zip({ 'a.bin': 500_000, 'b.bin': 500_000 })],
    ['unknown', zip({ 'xl/workbook.xml': 20_000 })],
    ['notes.txt', Buffer.from('notes '.repeat(10_000))],
    ['data.bin', Buffer.alloc(100_000, '\0')],
    ['empty.jpg', Buffer.alloc(0)],
  ])('%s is what it is as a whole', async (name, content) => {
    const place = join(folder, name);
    writeFileSync(place, content);
    const { length: size } = content;
    const { content: found } = await inPieces(name, content);
    expect(found).toEqual(await inspect({ name, size, place }, needs));
  });

  it('is judged by the pieces at hand if it would take too many', async () => {
    const entries = Array.from({ length: 60 }, (_, n) => [`${n}.bin`, 100_000] as const);
    const archive = zip(Object.fromEntries(entries));
    const { content, reads } = await inPieces('many.zip', archive, 10);
    expect(reads).toBe(10);
    expect(content).toMatchObject({ mediaType: 'application/zip', type: 'archive' });
  });
});
