/** The date that a picture or video contains, whatever its format. */

import type { DateClaim, DateSource } from './dateClaim.ts';
import { judgeDate } from './day.ts';
import { exifDates } from './exif.ts';
import type { Bytes } from './fileBytes.ts';
import { isoMedia } from './isoMedia.ts';
import { matroska } from './matroska.ts';
import { jpeg, png, raf } from './pictures.ts';
import { avi, webp } from './riff.ts';

/** The date inside a picture or video. */
export type OwnDate = {
  readonly source: DateSource;
  /** `2024-05-17`, local time if known; undefined if the file has no possible date. */
  readonly day: string | undefined;
  /** What is hardly credible about it: `says 1980-01-01, when clocks start that were never set`. */
  readonly doubt: string | undefined;
};

type Format = {
  /** Whether a file has this format, by its first 16 bytes. */
  is(head: Buffer): boolean;
  /** The dates in it, the most credible first. */
  dates(file: Bytes): DateClaim[] | undefined;
};

const begins = (...texts: readonly string[]): Format['is'] => {
  const beginnings = texts.map((text) => Buffer.from(text, 'latin1'));
  return (head) => beginnings.some((each) => head.subarray(0, each.length).equals(each));
};
const riff =
  (kind: string): Format['is'] =>
  (head) =>
    begins('RIFF')(head) && head.toString('latin1', 8, 12) === kind;

/** The boxes with which an ISO media file, a QuickTime video or a JPEG XL picture may begin. */
const firstBoxes = new Set('ftyp moov mdat wide free skip pnot styp'.split(' ')).add('JXL ');

const formats: readonly Format[] = [
  { is: begins('\xff\xd8\xff'), dates: jpeg },
  { is: begins('II', 'MM'), dates: exifDates },
  { is: begins('\x89PNG\r\n\x1a\n'), dates: png },
  { is: begins('FUJIFILMCCD-RAW'), dates: raf },
  { is: riff('WEBP'), dates: webp },
  { is: riff('AVI '), dates: avi },
  { is: begins('\x1a\x45\xdf\xa3'), dates: matroska },
  { is: (head) => firstBoxes.has(head.toString('latin1', 4, 8)), dates: isoMedia },
];

/**
 * The date inside a picture or video. Blank dates are ignored. If a date is impossible the next one
 * is used, but the doubt is reported.
 *
 * @param now milliseconds since 1970
 * @throws TooMuchToRead
 * @throws NodeJS.ErrnoException if the file cannot be read
 */
export function ownDateIn(file: Bytes, now: number): OwnDate | undefined {
  const head = file.at(0, 16);
  const claims = formats.find(({ is }) => is(head))?.dates(file) ?? [];
  let first: OwnDate | undefined;
  for (const { source, text } of claims) {
    const verdict = judgeDate(text, now);
    if (!verdict) continue;
    const { day, doubt } = verdict;
    if (doubt === undefined) return { source, day, doubt: first?.doubt };
    first ??= { source, day, doubt };
  }
  return first;
}
