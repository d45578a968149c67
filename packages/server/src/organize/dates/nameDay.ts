import { dayOf, isFuture } from './day.ts';

/**
 * The earliest credible year of dates that people write in names, and of those that devices write.
 */
const FIRST_WRITTEN = 1900;
const FIRST_DEVICE = 1990;

/**
 * `2023-07-14`, `2023_07_14`, `2023.07.14`, anywhere in a name. Numbers with dots before or after
 * them are versions.
 */
const written =
  /(?<!\d|\d\.|\bv|\bver|version[ _.-]?)(\d{4})([-_.])(\d\d)\2(\d\d)(?!\d|\.\d(?!\d\.\d\d\b))/gi;

/** `14.07.2023`, `14-07-2023`. */
const writtenBackwards =
  /(?<!\d|\d[-_.]|\bv|\bver|version[ _.-]?)(\d\d)([-_.])(\d\d)\2(\d{4})(?![\d]|[-_.]\d)/gi;

const TIME = '(?:[01]\\d|2[0-3])[0-5]\\d[0-5]\\d';

/** What cameras, phones and messengers write before a date without hyphens. */
const PREFIX =
  '(?:IMG|VID|PXL|WIN|MVIMG|PANO|BURST|DSC|DCIM|DJI|GOPR|WP|AUD|PTT|STK|DOC|MOV|REC|CAM|Screenshot|Screen_Recording|ScreenRecording|Scan|signal|Photo|Video|Recording)';

/** `IMG_20230714_101112`, `IMG-20220501-WA0001`, `IMG20230714101112`. */
const prefixed = new RegExp(
  `^(?:[A-Z]{2,5}[_-])?${PREFIX}[ _-]?(\\d{4})(\\d\\d)(\\d\\d)(?:${TIME}(?:\\d{2,3})?)?(?![\\dA-Za-z])`,
  'i',
);
/** `20230714_101112` anywhere, or `20230714` at the beginning. */
const timed = new RegExp(
  `(?<![\\dA-Za-z])(\\d{4})(\\d\\d)(\\d\\d)[-_T ]?${TIME}(?:\\d{2,3})?(?![\\dA-Za-z])`,
);
const leading = /^(\d{4})(\d\d)(\d\d)(?![\dA-Za-z])/;

/** May begin like a date by chance. */
const uuid = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi;

/**
 * The day in a file's name, as `2023-07-14`. Only what can hardly be anything else counts as a date:
 * no day that could also be a month, and no eight digits in the middle of a name. A name with two
 * different days has none.
 *
 * @param now milliseconds since 1970; a later day is that of a future meeting
 */
export function dayInName(name: string, now: number): string | undefined {
  const text = name.normalize('NFC').replace(uuid, ' ');
  const isTold = (day: string | undefined, first: number): day is string =>
    day !== undefined && Number(day.slice(0, 4)) >= first && !isFuture(day, now);
  const days = new Set<string>();
  for (const [, year, , month, day] of text.matchAll(written)) {
    const found = dayOf(Number(year), Number(month), Number(day));
    if (isTold(found, FIRST_WRITTEN)) days.add(found);
  }
  for (const [, one, , other, year] of text.matchAll(writtenBackwards)) {
    const found = unambiguousDay(Number(one), Number(other), Number(year));
    if (isTold(found, FIRST_WRITTEN)) days.add(found);
  }
  for (const pattern of days.size > 0 ? [] : [prefixed, timed, leading]) {
    const [, year, month, day] = pattern.exec(text) ?? [];
    const found = dayOf(Number(year), Number(month), Number(day));
    if (isTold(found, FIRST_DEVICE)) days.add(found);
  }
  const [only, ...others] = days;
  return others.length === 0 ? only : undefined;
}

/** The day for two numbers of which only one can be a month, or that are equal. */
function unambiguousDay(one: number, other: number, year: number): string | undefined {
  const days = [dayOf(year, other, one), dayOf(year, one, other)].filter(
    (day) => day !== undefined,
  );
  return new Set(days).size === 1 ? days[0] : undefined;
}
