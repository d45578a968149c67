/** Small pictures and videos with dates, built byte by byte as their formats specify. */

const text = (value: string): Buffer => Buffer.from(value, 'latin1');
const int = (value: number, size: number): Buffer => {
  const bytes = Buffer.alloc(size);
  bytes.writeUIntBE(value, 0, size);
  return bytes;
};
const intLE = (value: number, size: number): Buffer => int(value, size).reverse();

/** The dates of an EXIF record, such as `2019:05:17 10:00:00`. */
export type ExifDates = {
  readonly taken?: string;
  readonly digitized?: string;
  readonly edited?: string;
};

/**
 * A TIFF structure with an EXIF directory.
 *
 * @param at offset of its first directory
 */
export function tiff({ taken, digitized, edited }: ExifDates, order = 'II', at = 8): Buffer {
  const number = order === 'II' ? intLE : int;
  const texts: Buffer[] = [];
  const entries = (tags: readonly (readonly [number, string | undefined])[]) =>
    tags.flatMap(([tag, value]) =>
      value === undefined ? [] : [{ tag, value: text(`${value}\0`) }],
    );
  const first = entries([[0x0132, edited]]);
  const second = entries([
    [0x9003, taken],
    [0x9004, digitized],
  ]);
  const below = at + 2 + 12 * (first.length + 1) + 4;
  let end = below + 2 + 12 * second.length + 4;
  const entry = ({ tag, value }: { tag: number; value: Buffer }) => {
    const place = end;
    end += value.length;
    texts.push(value);
    return Buffer.concat([number(tag, 2), number(2, 2), number(value.length, 4), number(place, 4)]);
  };
  return Buffer.concat([
    ...[text(order), number(42, 2), number(at, 4), Buffer.alloc(at - 8)],
    ...[number(first.length + 1, 2), ...first.map(entry)],
    ...[number(0x8769, 2), number(4, 2), number(1, 4), number(below, 4), number(0, 4)],
    ...[number(second.length, 2), ...second.map(entry), number(0, 4)],
    ...texts,
  ]);
}

/** A TIFF structure with its dates in the first directory, like the second one of a CR3. */
export function plainTiff(taken: string): Buffer {
  const value = text(`${taken}\0`);
  const entry = [intLE(0x9003, 2), intLE(2, 2), intLE(value.length, 4), intLE(26, 4)];
  return Buffer.concat([text('II*\0'), intLE(8, 4), intLE(1, 2), ...entry, intLE(0, 4), value]);
}

const EXIF = text('Exif\0\0');

export function jpeg(record: Buffer, before: readonly Buffer[] = []): Buffer {
  const segment = (marker: number, data: Buffer) =>
    Buffer.concat([int(0xff00 + marker, 2), int(data.length + 2, 2), data]);
  return Buffer.concat([
    int(0xffd8, 2),
    ...before.map((data) => segment(0xe2, data)),
    segment(0xe1, Buffer.concat([EXIF, record])),
    int(0xffd9, 2),
  ]);
}

/** A PNG whose record follows some pieces of the picture. */
export function png(record: Buffer, pieces = 1, size = 8192): Buffer {
  const chunk = (type: string, data: Buffer) =>
    Buffer.concat([int(data.length, 4), text(type), data, int(0, 4)]);
  return Buffer.concat([
    ...[text('\x89PNG\r\n\x1a\n'), chunk('IHDR', Buffer.from('00000001000000010802000000', 'hex'))],
    ...Array.from({ length: pieces }, () => chunk('IDAT', Buffer.alloc(size))),
    ...[chunk('eXIf', record), chunk('IEND', Buffer.alloc(0))],
  ]);
}

const riffChunk = (id: string, data: Buffer): Buffer =>
  Buffer.concat([text(id), intLE(data.length, 4), data, Buffer.alloc(data.length % 2)]);

export const webp = (record: Buffer, picture = Buffer.alloc(20_001)): Buffer =>
  riffChunk(
    'RIFF',
    Buffer.concat([
      ...[text('WEBP'), riffChunk('VP8X', Buffer.alloc(10)), riffChunk('VP8L', picture)],
      riffChunk('EXIF', record),
    ]),
  );

/** @param field the chunk with the date */
export const avi = (date: string, field = 'IDIT'): Buffer =>
  riffChunk(
    'RIFF',
    Buffer.concat([
      text('AVI '),
      riffChunk(
        'LIST',
        Buffer.concat([
          text('hdrl'),
          riffChunk('avih', Buffer.alloc(56)),
          riffChunk(field, text(date)),
        ]),
      ),
      riffChunk('LIST', Buffer.concat([text('movi'), Buffer.alloc(1000)])),
    ]),
  );

export function raf(record: Buffer): Buffer {
  const picture = jpeg(record);
  const header = Buffer.alloc(20_000);
  header.write('FUJIFILMCCD-RAW 0201FF383501', 'latin1');
  header.writeUInt32BE(header.length, 84);
  header.writeUInt32BE(picture.length, 88);
  return Buffer.concat([header, picture]);
}

export const box = (type: string, ...data: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(data);
  return Buffer.concat([int(content.length + 8, 4), text(type), content]);
};

/** A box with the long form of its length. */
export const longBox = (type: string, data: Buffer): Buffer =>
  Buffer.concat([int(1, 4), text(type), int(0, 4), int(data.length + 16, 4), data]);

/** A HEIC or AVIF picture whose record follows its picture. */
export function heif(record: Buffer, brand = 'heic', method: 0 | 1 = 0): Buffer {
  const item = Buffer.concat([int(6, 4), EXIF, record]);
  const picture = box('mdat', Buffer.alloc(30_000));
  const metaOf = (offset: number) =>
    box(
      'meta',
      int(0, 4),
      box('hdlr', int(0, 8 - 2), int(0, 2), text('pict'), Buffer.alloc(13)),
      box(
        'iinf',
        ...[int(0, 4), int(2, 2)],
        box('infe', int(0x02000000, 4), int(1, 2), int(0, 2), text('hvc1\0')),
        box('infe', int(0x02000000, 4), int(2, 2), int(0, 2), text('Exif\0')),
      ),
      box(
        'iloc',
        ...[int(0x01000000, 4), int(0x4400, 2), int(2, 2)],
        ...[int(1, 2), int(0, 2), int(0, 2), int(1, 2), int(500, 4), int(30_000, 4)],
        ...[int(2, 2), int(method, 2), int(0, 2), int(1, 2), int(offset, 4), int(item.length, 4)],
      ),
      ...(method === 1 ? [box('idat', item)] : []),
    );
  const file = box('ftyp', text(brand), int(0, 4), text(`mif1${brand}`));
  const offset = file.length + metaOf(0).length + picture.length + 8;
  return Buffer.concat([
    ...[file, metaOf(method === 1 ? 0 : offset), picture],
    ...(method === 1 ? [] : [box('mdat', item)]),
  ]);
}

export function cr3({ taken, edited }: ExifDates): Buffer {
  const canon = Buffer.from('85c0b687820f11e08111f4ce462b6a48', 'hex');
  const tables = [
    box('CNCV', text('CanonCR3_001/00.09.00/00.00.00')),
    box('CMT1', tiff(edited === undefined ? {} : { edited })),
    ...(taken === undefined ? [] : [box('CMT2', plainTiff(taken))]),
  ];
  return Buffer.concat([
    box('ftyp', text('crx '), int(1, 4), text('crx isom')),
    box('moov', box('uuid', canon, ...tables), mvhd(Date.parse('2001-01-01T10:00:00Z') / 1000)),
    box('mdat', Buffer.alloc(1000)),
  ]);
}

/** Seconds from 1904 to 1970. */
export const FROM_1904 = 2_082_844_800;

/** @param seconds since 1970 */
export const mvhd = (seconds: number, version = 0): Buffer => {
  const size = version === 1 ? 8 : 4;
  const field = Buffer.alloc(size);
  if (size === 8) field.writeBigUInt64BE(BigInt(seconds) + BigInt(FROM_1904));
  else field.writeUInt32BE(seconds + FROM_1904);
  return box('mvhd', int(version, 1), int(0, 3), field, Buffer.alloc(96));
};

/** QuickTime's metadata with named keys. */
export function quickTimeKeys(values: Readonly<Record<string, string>>, isFull = false): Buffer {
  const pairs = Object.entries(values);
  return box(
    'meta',
    ...(isFull ? [int(0, 4)] : []),
    box('hdlr', int(0, 6), int(0, 2), text('mdta'), Buffer.alloc(13)),
    box('keys', int(0, 4), int(pairs.length, 4), ...pairs.map(([key]) => box('mdta', text(key)))),
    box(
      'ilst',
      ...pairs.map(([, value], at) =>
        box(int(at + 1, 4).toString('latin1'), box('data', int(1, 4), int(0, 4), text(value))),
      ),
    ),
  );
}

/** A video with its header at the end, after the picture data. */
export const film = (inHeader: readonly Buffer[], brand = 'qt  ', picture = 100_000): Buffer =>
  Buffer.concat([
    box('ftyp', text(brand), int(0, 4), text(brand)),
    ...[box('wide'), longBox('mdat', Buffer.alloc(picture)), box('moov', ...inHeader)],
  ]);

const element = (id: number, data: Buffer, isSized = true): Buffer =>
  Buffer.concat([
    Buffer.from(id.toString(16), 'hex'),
    isSized ? int(0x10000000 + data.length, 4) : Buffer.from('01ffffffffffffff', 'hex'),
    data,
  ]);

/** @param nanoseconds since 2001 */
export function matroska(nanoseconds: bigint, isSized = true): Buffer {
  const date = Buffer.alloc(8);
  date.writeBigInt64BE(nanoseconds);
  return Buffer.concat([
    element(0x1a45dfa3, element(0x4282, text('matroska'))),
    element(
      0x18538067,
      Buffer.concat([
        element(0x114d9b74, Buffer.alloc(40)),
        element(0xec, Buffer.alloc(20_000)),
        element(
          0x1549a966,
          Buffer.concat([element(0x2ad7b1, int(1_000_000, 3)), element(0x4461, date)]),
        ),
        element(0x1f43b675, Buffer.alloc(100), isSized),
      ]),
      isSized,
    ),
  ]);
}
