/** Dates of videos in MP4 and MOV files. */

import type { DateClaim } from './dateClaim.ts';
import { hasDay } from './day.ts';
import { type Bytes, exactly } from './fileBytes.ts';
import { boxesIn, inBox } from './isoBoxes.ts';

/** Seconds from 1904, the epoch of QuickTime, to 1970. */
const FROM_1904_TO_1970 = 2_082_844_800;
/** Seconds since 1970 of the year in which such files first contained videos. */
const FIRST_FILM = Date.UTC(1991, 0) / 1000;

const CREATION_DATE = 'com.apple.quicktime.creationdate';
/** How many keys and values of a video are read. */
const MOST_KEYS = 1_000;
const LONGEST_DATE = 40;

/**
 * The dates of a video in an MP4 or MOV file. Dates with a time zone come first: their day is the
 * local one, while the header's date is in UTC.
 *
 * @param moov the box of that name
 */
export function filmDates(moov: Bytes): DateClaim[] {
  const userData = inBox(moov, 'udta');
  const local = [
    creationDate(inBox(moov, 'meta')),
    creationDate(userData && inBox(userData, 'meta')),
    ...recordingDays(userData),
  ];
  const claims: DateClaim[] = local.flatMap((text) => (text ? [{ source: 'filmed', text }] : []));
  const header = inBox(moov, 'mvhd');
  const text = header && headerDate(header);
  return text ? [...claims, { source: 'utc', text }] : claims;
}

/** When the video was created according to the box `mvhd`; undefined if not set. */
function headerDate(header: Bytes): string | undefined {
  const isLong = header.at(0, 1)[0] === 1;
  const field = exactly(header, 4, isLong ? 8 : 4);
  if (!field) return undefined;
  const seconds = isLong ? Number(field.readBigUInt64BE(0)) : field.readUInt32BE(0);
  const sinceEpoch = seconds - FROM_1904_TO_1970;
  // Zero, counted from either year, is not a date.
  if (seconds === 0 || sinceEpoch === 0) return undefined;
  // Some programs count from 1970. Counted from 1904, the same number is before all videos.
  return isoOf((sinceEpoch < FIRST_FILM && seconds >= FIRST_FILM ? seconds : sinceEpoch) * 1000);
}

/** A moment in UTC as text, even if no calendar has it. */
export function isoOf(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? 'the end of time' : date.toISOString();
}

/** What Apple's cameras write, with the time zone: `2024-05-17T23:30:00-0700`. */
function creationDate(meta: Bytes | undefined): string | undefined {
  if (!meta) return undefined;
  // MP4 begins with four bytes that QuickTime does not have.
  const from = meta.at(4, 4).toString('latin1') === 'hdlr' ? 0 : 4;
  const keys = inBox(meta, 'keys', from);
  const values = inBox(meta, 'ilst', from);
  const key = keys && keyOf(CREATION_DATE, keys);
  if (!key || !values) return undefined;
  let looked = 0;
  for (const { type, data } of boxesIn(values)) {
    looked += 1;
    if (looked > MOST_KEYS) return undefined;
    if (Buffer.from(type, 'latin1').readUInt32BE(0) !== key) continue;
    return inBox(data, 'data')?.at(8, LONGEST_DATE).toString('latin1');
  }
  return undefined;
}

/** The number of a key, from 1 on. */
function keyOf(name: string, keys: Bytes): number | undefined {
  let key = 0;
  for (const { data } of boxesIn(keys, 8)) {
    key += 1;
    if (key > MOST_KEYS) return undefined;
    if (data.size === name.length && data.at(0, name.length).toString('latin1') === name)
      return key;
  }
  return undefined;
}

/**
 * What other cameras write in the user data: `2024-05-17T23:30:00+0200`. A year alone is of no use.
 */
function recordingDays(userData: Bytes | undefined): string[] {
  if (!userData) return [];
  // The first has its length and language before its text.
  const texts = [
    inBox(userData, '\xa9day')?.at(4, LONGEST_DATE),
    inBox(userData, 'date')?.at(0, LONGEST_DATE),
  ];
  return texts.map((text) => text?.toString('latin1') ?? '').filter(hasDay);
}
