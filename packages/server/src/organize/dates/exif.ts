import type { DateClaim } from './dateClaim.ts';
import { type Bytes, exactly } from './fileBytes.ts';

/** The tags with dates (EXIF 3.0, tables 4 and 8), the most credible first. */
const dateTags = [
  [0x9003, 'taken'],
  [0x9004, 'digitized'],
  [0x0132, 'edited'],
] as const;

/** The tag of the directory that contains most of them. */
const EXIF_DIRECTORY = 0x8769;

/** How many entries of a directory are read. Cameras write a hundred at most. */
const MOST_ENTRIES = 1_000;
/** `2024:05:17 10:00:00`, with some room for other forms. */
const LONGEST_DATE = 32;

/** ASCII, undefined and UTF-8. */
const textTypes: ReadonlySet<number> = new Set([2, 7, 129]);
const ENTRY = 12;

/** TIFF's 42, and what Olympus and Panasonic write instead. */
const magics: ReadonlySet<number> = new Set([0x2a, 0x55, 0x4f52, 0x5352]);

/**
 * The dates in an EXIF record, which is a TIFF structure or a whole TIFF picture, wherever its
 * directories are. Only two directories are read, so directories that refer to each other do no harm.
 *
 * @returns the dates, the most credible first; undefined if it is not TIFF
 */
export function exifDates(tiff: Bytes): DateClaim[] | undefined {
  const header = exactly(tiff, 0, 8);
  const order = header?.toString('latin1', 0, 2);
  if (!header || (order !== 'II' && order !== 'MM')) return undefined;
  const numbers = order === 'II' ? littleEndian : bigEndian;
  if (!magics.has(numbers.short(header, 2))) return undefined;
  const found = new Map<number, string>();
  const below = readDirectory(tiff, numbers.long(header, 4), numbers, found);
  if (below !== undefined) readDirectory(tiff, below, numbers, found);
  return dateTags.flatMap(([tag, source]) => {
    const text = found.get(tag);
    return text === undefined ? [] : [{ source, text }];
  });
}

type Numbers = {
  short(bytes: Buffer, place: number): number;
  long(bytes: Buffer, place: number): number;
};

const littleEndian: Numbers = {
  short: (bytes, place) => bytes.readUInt16LE(place),
  long: (bytes, place) => bytes.readUInt32LE(place),
};
const bigEndian: Numbers = {
  short: (bytes, place) => bytes.readUInt16BE(place),
  long: (bytes, place) => bytes.readUInt32BE(place),
};

/**
 * Adds the dates of a directory.
 *
 * @returns the offset of the EXIF directory, if it refers to one
 */
function readDirectory(
  tiff: Bytes,
  place: number,
  { short, long }: Numbers,
  found: Map<number, string>,
): number | undefined {
  const counted = exactly(tiff, place, 2);
  if (!counted) return undefined;
  const entries = tiff.at(place + 2, Math.min(short(counted, 0), MOST_ENTRIES) * ENTRY);
  let below: number | undefined;
  for (let at = 0; at + ENTRY <= entries.length; at += ENTRY) {
    const tag = short(entries, at);
    if (tag === EXIF_DIRECTORY) below = long(entries, at + 8);
    if (found.has(tag) || !dateTags.some(([known]) => known === tag)) continue;
    const count = long(entries, at + 4);
    if (!textTypes.has(short(entries, at + 2)) || count < 5) continue;
    const text = tiff.at(long(entries, at + 8), Math.min(count, LONGEST_DATE));
    found.set(tag, text.toString('latin1'));
  }
  return below;
}
