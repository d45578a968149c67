/** Finds the EXIF record in pictures of several formats, reading only headers on the way. */

import type { DateClaim } from './dateClaim.ts';
import { exifDates } from './exif.ts';
import { type Bytes, exactly, partOf } from './fileBytes.ts';

type Claims = DateClaim[] | undefined;

/** May precede the TIFF structure of a record. */
const PREFIX = 'Exif\0\0';

/** The dates of a record, with or without the prefix that it has in a JPEG. */
export function recordDates(record: Bytes): Claims {
  const prefix = record.at(0, PREFIX.length).toString('latin1');
  return exifDates(prefix === PREFIX ? partOf(record, PREFIX.length) : record);
}

/** Segments without a length: fill bytes, restart marks, and the start of the picture. */
const isBare = (marker: number): boolean =>
  marker === 0x01 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd8);

const APP1 = 0xe1;
/** Followed by the picture itself, or nothing. */
const lastMarkers: ReadonlySet<number> = new Set([0xd9, 0xda]);

/** JPEG (JIS X 0048): the APP1 segment with EXIF. */
export function jpeg(file: Bytes): Claims {
  for (let place = 2; ; ) {
    const header = file.at(place, 4);
    const marker = header[1];
    if (header[0] !== 0xff || marker === undefined || lastMarkers.has(marker)) return undefined;
    if (isBare(marker)) {
      place += marker === 0xff ? 1 : 2;
      continue;
    }
    if (header.length < 4) return undefined;
    const length = header.readUInt16BE(2);
    if (length < 2) return undefined;
    if (marker === APP1 && file.at(place + 4, 4).toString('latin1') === 'Exif') {
      const claims = recordDates(partOf(file, place + 4, length - 2));
      if (claims && claims.length > 0) return claims;
    }
    place += 2 + length;
  }
}

/** PNG: the chunk `eXIf`, which may be before or after the picture. */
export function png(file: Bytes): Claims {
  for (let place = 8; ; ) {
    const header = exactly(file, place, 8);
    if (!header) return undefined;
    const length = header.readUInt32BE(0);
    const type = header.toString('latin1', 4);
    if (type === 'eXIf') return recordDates(partOf(file, place + 8, length));
    if (type === 'IEND') return undefined;
    place += 12 + length;
  }
}

/** Fujifilm's raw pictures: the JPEG inside, whose offset is in the header. */
export function raf(file: Bytes): Claims {
  const header = exactly(file, 84, 8);
  return header && jpeg(partOf(file, header.readUInt32BE(0), header.readUInt32BE(4)));
}
