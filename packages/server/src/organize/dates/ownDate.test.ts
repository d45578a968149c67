import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileBytes, TooMuchToRead } from './fileBytes.ts';
import { type OwnDate, ownDateIn } from './ownDate.ts';
import * as media from './testing/media.ts';

const now = Date.parse('2026-01-15T12:00:00Z');
const taken = '2019:05:17 23:30:00';
const seconds = Date.parse('2023-07-15T06:30:00Z') / 1000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dates-'));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
/** The date in a file with this content, of which only the first bytes were read before. */
async function dateIn(content: Buffer, size = content.length): Promise<OwnDate | undefined> {
  files += 1;
  const place = join(folder, String(files));
  await writeFile(place, content);
  const file = new FileBytes(place, size, content.subarray(0, 64));
  try {
    return ownDateIn(file, now);
  } finally {
    file.close();
  }
}

const dayIn = async (content: Buffer): Promise<string | undefined> => (await dateIn(content))?.day;

const record = media.tiff({ taken });
const pictures: readonly (readonly [string, Buffer])[] = [
  ['JPEG', media.jpeg(record)],
  [
    'JPEG with a large colour profile before its record',
    media.jpeg(record, Array(9).fill(Buffer.alloc(60_000))),
  ],
  ['TIFF', record],
  ['big-endian TIFF', media.tiff({ taken }, 'MM')],
  ['TIFF whose directories are at its end', media.tiff({ taken }, 'II', 9_000_000)],
  ['PNG with its record after the image', media.png(record, 5_000)],
  ['WebP', media.webp(record)],
  ['WebP with a JPEG-style record', media.webp(Buffer.concat([Buffer.from('Exif\0\0'), record]))],
  ['RAF', media.raf(record)],
  ['CR3', media.cr3({ taken })],
  ['HEIC', media.heif(record)],
  ['HEIC with its record in the header', media.heif(record, 'heic', 1)],
  ['AVIF', media.heif(record, 'avif')],
];

const films: readonly (readonly [string, Buffer])[] = [
  ['MP4', media.film([media.mvhd(seconds)], 'isom')],
  ['MOV with a long header', media.film([media.mvhd(seconds, 1)])],
  ['MP4 that counts from 1970', media.film([media.mvhd(seconds - media.FROM_1904)], 'isom')],
  ['Matroska', media.matroska(BigInt(seconds - Date.UTC(2001, 0) / 1000) * 1_000_000_000n)],
  [
    'streamed WebM',
    media.matroska(BigInt(seconds - Date.UTC(2001, 0) / 1000) * 1_000_000_000n, false),
  ],
];

describe('the date of a picture', () => {
  it.each(pictures)('is read from %s', async (_format, content) => {
    expect(await dateIn(content)).toEqual({ source: 'taken', day: '2019-05-17', doubt: undefined });
  });

  it.each([
    '0000:00:00 00:00:00',
    '    :  :     :  :  ',
    '',
    '\0\0\0\0\0\0',
    '0000-00-00T00:00:00',
  ])('is the next one if the first is "%s"', async (blank) => {
    const content = media.jpeg(media.tiff({ taken: blank, digitized: taken }));
    expect(await dateIn(content)).toMatchObject({ source: 'digitized', day: '2019-05-17' });
    const edited = media.jpeg(media.tiff({ taken: blank, digitized: blank, edited: taken }));
    expect(await dateIn(edited)).toEqual({
      ...{ source: 'edited', day: '2019-05-17', doubt: undefined },
    });
  });

  it('is the edit date if a CR3 has no other', async () => {
    expect(await dateIn(media.cr3({ edited: taken }))).toMatchObject({ source: 'edited' });
  });

  it.each([
    ['2011:07:45 10:00:00', 'says "2011:07:45 10:00:00", which is not a date'],
    ['2011:13:01 10:00:00', 'says "2011:13:01 10:00:00", which is not a date'],
    ['2011:02:30 10:00:00', 'says "2011:02:30 10:00:00", which is not a date'],
    ['2011:00:10 10:00:00', 'says "2011:00:10 10:00:00", which is not a date'],
    ['\x1b[31m evil "date"', 'says "?[31m evil ?date?", which is not a date'],
    ['2099:07:31 10:00:00', 'says 2099-07-31, which is in the future'],
    ['1066:10:14 10:00:00', 'says 1066-10-14, which is before photography existed'],
    ['1970:01:01 00:00:00', 'says 1970-01-01, which suggests that the clock was never set'],
    ['1980:01:01 08:12:00', 'says 1980-01-01, which suggests that the clock was never set'],
    ['unknown', 'says "unknown", which is not a date'],
    ['2000:01:01 00:00:00', 'says 2000-01-01, which suggests that the clock was never set'],
  ])('is undefined and doubted for %j', async (text, doubt) => {
    expect(await dateIn(media.jpeg(media.tiff({ taken: text })))).toEqual({
      ...{ source: 'taken', day: undefined, doubt },
    });
  });

  it('may be in the first minute of a year', async () => {
    expect(await dayIn(media.jpeg(media.tiff({ taken: '2020:01:01 00:00:30' })))).toBe(
      '2020-01-01',
    );
  });

  it('is doubted before digital cameras', async () => {
    expect(await dateIn(media.jpeg(media.tiff({ taken: '1965:06:01 12:00:00' })))).toEqual({
      ...{ source: 'taken', day: '1965-06-01' },
      doubt: 'says 1965-06-01, which is before digital cameras existed',
    });
  });

  it('is the next one if the first is impossible', async () => {
    const content = media.jpeg(media.tiff({ taken: '2011:07:45 10:00:00', edited: taken }));
    expect(await dateIn(content)).toMatchObject({ source: 'edited', day: '2019-05-17' });
    expect((await dateIn(content))?.doubt).toContain('not a date');
  });
});

describe('the date of a film', () => {
  it.each(films)('is read from %s in UTC', async (_format, content) => {
    expect(await dateIn(content)).toEqual({ source: 'utc', day: '2023-07-15', doubt: undefined });
  });

  it.each([false, true])('uses the time zone of the recording', async (isFull) => {
    const keys = media.quickTimeKeys(
      {
        'com.apple.quicktime.make': 'Apple',
        'com.apple.quicktime.creationdate': '2023-07-14T23:30:00-0700',
      },
      isFull,
    );
    expect(await dateIn(media.film([media.mvhd(seconds), keys]))).toEqual({
      ...{ source: 'filmed', day: '2023-07-14', doubt: undefined },
    });
  });

  it.each([
    ['in its user data', (keys: Buffer) => media.box('udta', keys)],
    ['next to its header', (keys: Buffer) => keys],
  ])('prefers a date with a time zone %s', async (_where, put) => {
    const keys = { 'com.apple.quicktime.creationdate': '2023-07-14T23:30:00-0700' };
    const content = media.film([media.mvhd(seconds), put(media.quickTimeKeys(keys, true))]);
    expect(await dayIn(content)).toBe('2023-07-14');
  });

  it('is read from its user data', async () => {
    const day = media.box(
      '\xa9day',
      Buffer.from('\0\x18\0\0' + '2023-07-14T23:30:00-0700', 'latin1'),
    );
    const content = media.film([media.mvhd(seconds), media.box('udta', day)]);
    expect(await dayIn(content)).toBe('2023-07-14');
  });

  it.each([
    'WED AUG 10 13:37:00 2005\n\0',
    '2005:08:10 13:37:00\0',
    '2005/08/10/ 13:37',
    '2005/ 8/10  1:37PM',
  ])('is read from an AVI with %j', async (text) => {
    expect(await dateIn(media.avi(text))).toMatchObject({ source: 'filmed', day: '2005-08-10' });
  });

  it('is undefined for an AVI with only a year', async () => {
    expect(await dateIn(media.avi('2005\0', 'ICRD'))).toBeUndefined();
  });

  it.each([0, -media.FROM_1904])('is undefined if its header has none', async (unset) => {
    expect(await dateIn(media.film([media.mvhd(unset)]))).toBeUndefined();
  });

  it('is doubted in the future', async () => {
    expect(await dateIn(media.film([media.mvhd(Date.UTC(2035, 5) / 1000)]))).toMatchObject({
      ...{ day: undefined, doubt: 'says 2035-06-01, which is in the future' },
    });
  });

  it('is doubted if it is not a calendar date', async () => {
    const header = media.mvhd(Number.MAX_SAFE_INTEGER, 1);
    expect(await dateIn(media.film([header]))).toMatchObject({ day: undefined });
  });
});

describe('a damaged or hostile file', () => {
  const all = [...pictures, ...films];

  it.each(all)('of %s that is truncated has no wrong date', async (_format, whole) => {
    const step = Math.ceil(whole.length / 60);
    for (let length = 0; length < whole.length; length += step) {
      const day = await dayIn(whole.subarray(0, length));
      expect([undefined, '2019-05-17', '2023-07-15']).toContain(day);
    }
  });

  it.each(all)('of %s with random bytes is read to its end', async (_format, whole) => {
    const bytes = whole.length > 100_000 ? whole.subarray(0, 100_000) : whole;
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.nat(Math.min(bytes.length, 400) - 1), fc.integer({ min: 0, max: 255 })),
          {
            maxLength: 12,
          },
        ),
        async (changes) => {
          const damaged = Buffer.from(bytes);
          for (const [at, value] of changes) damaged[at] = value;
          const found = await dateIn(damaged).catch((error: unknown) => {
            expect(error).toBeInstanceOf(TooMuchToRead);
          });
          const { day } = found ?? {};
          if (day) expect(new Date(`${day}T00:00:00Z`).toISOString()).toMatch(day);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has no date if a box has no length', async () => {
    const content = Buffer.concat([
      media.box('ftyp', Buffer.alloc(8)),
      Buffer.from('00000000mdat'),
    ]);
    expect(await dateIn(content)).toBeUndefined();
  });

  it('has no date if a box is longer than any file', async () => {
    const endless = media.longBox('mdat', Buffer.alloc(8));
    endless.fill(0xff, 8, 16);
    expect(
      await dateIn(Buffer.concat([media.box('ftyp', Buffer.alloc(8)), endless])),
    ).toBeUndefined();
  });

  it('has no date if directories point to each other', async () => {
    const content = media.tiff({});
    content.writeUInt32LE(8, 18);
    expect(await dateIn(content)).toBeUndefined();
  });

  it('is given up if it has too many small parts', async () => {
    const empty = media.box('free');
    const content = Buffer.concat(Array<Buffer>(60_000).fill(empty));
    await expect(dateIn(content)).rejects.toThrow(TooMuchToRead);
  });

  it('has no date if it has become shorter', async () => {
    expect(await dateIn(record.subarray(0, 40), record.length)).toBeUndefined();
  });
});

it('a film of gigabytes is read only in parts', async () => {
  const place = join(folder, 'large.mov');
  const head = media.box('ftyp', Buffer.from('qt  \0\0\0\0'));
  const file = await open(place, 'w');
  const size = 6 * 1024 ** 3;
  const data = media.longBox('mdat', Buffer.alloc(0));
  data.writeBigUInt64BE(BigInt(size - head.length), 8);
  const moov = media.box('moov', media.mvhd(seconds));
  await file.write(Buffer.concat([head, data]), 0, undefined, 0);
  await file.write(moov, 0, undefined, size);
  await file.close();
  const bytes = new FileBytes(place, size + moov.length, Buffer.concat([head, data]));
  expect(ownDateIn(bytes, now)?.day).toBe('2023-07-15');
  bytes.close();
});
