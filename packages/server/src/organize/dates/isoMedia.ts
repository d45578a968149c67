/**
 * Dates in ISO base media files (ISO/IEC 14496-12) and related ones: MP4, MOV, HEIC, AVIF, CR3, JPEG
 * XL.
 */

import type { DateClaim } from './dateClaim.ts';
import { exifDates } from './exif.ts';
import { type Bytes, exactly, partOf } from './fileBytes.ts';
import { filmDates } from './film.ts';
import { heifRecord } from './heif.ts';
import { type Box, boxesIn, findBox } from './isoBoxes.ts';
import { recordDates } from './pictures.ts';

/** The dates in a file of boxes: of its picture if it is one, else of its video. */
export function isoMedia(file: Bytes): DateClaim[] | undefined {
  for (const { type, data } of boxesIn(file)) {
    if (type === 'meta') {
      const record = heifRecord(data, file);
      if (record) return exifAt(record);
    }
    if (type === 'Exif') return exifAt(data);
    if (type === 'moov') return canonDates(data) ?? filmDates(data);
  }
  return undefined;
}

/** A record preceded by a number, which says how far after it the TIFF structure begins. */
function exifAt(record: Bytes): DateClaim[] | undefined {
  const offset = exactly(record, 0, 4)?.readUInt32BE(0);
  return offset === undefined ? undefined : recordDates(partOf(record, 4 + offset));
}

/** The box for Canon's metadata of a raw picture. */
const CANON = Buffer.from('85c0b687820f11e08111f4ce462b6a48', 'hex');

/** CR3: two TIFF structures. The first has directory 0, the second the EXIF directory. */
function canonDates(moov: Bytes): DateClaim[] | undefined {
  const isCanon = ({ type, data }: Box) => type === 'uuid' && data.at(0, 16).equals(CANON);
  const box = findBox(moov, isCanon);
  if (!box) return undefined;
  const tables = partOf(box.data, CANON.length);
  return ['CMT2', 'CMT1'].flatMap((name) => {
    const table = findBox(tables, ({ type }) => type === name);
    return (table && exifDates(table.data)) ?? [];
  });
}
