/** Parses dates inside of files, and decides which are credible. */

/** The year of the oldest surviving photograph. */
const PHOTOGRAPHY = 1826;
/** Before this year no camera wrote dates into files. */
export const FIRST_YEAR = 1980;

/** A date may be this far ahead, for other time zones and fast clocks, before it is in the future. */
const AHEAD_MS = 24 * 60 * 60 * 1000;

/** Dates at which the clocks of computers and cameras start. */
const epochs: ReadonlySet<string> = new Set(['1904-01-01', '1970-01-01', '1980-01-01']);

/** A calendar day as `2024-05-17`, or undefined if it does not exist. */
export function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isThere =
    year >= 1 &&
    year <= 9999 &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCFullYear() === year;
  return isThere ? date.toISOString().slice(0, 10) : undefined;
}

/** Whether a day begins more than a day after now. */
export const isFuture = (day: string, now: number): boolean => Date.parse(day) > now + AHEAD_MS;

/** Why the time of a file on the disk is hardly credible, if so. */
export function doubtOfTime(ms: number, day: string, now: number): string | undefined {
  if (Number(day.slice(0, -6)) < FIRST_YEAR || epochs.has(day)) return NEVER_SET;
  return ms > now + AHEAD_MS ? FUTURE : undefined;
}

const NEVER_SET = 'which suggests that the clock was never set';
const FUTURE = 'which is in the future';

const numeric = /^\s*(\d{4})[-:/.]\s?(\d{1,2})[-:/.]\s?(\d{1,2})(?!\d)/;
/** As C's `asctime` writes it: `Wed Aug 10 13:37:00 2005`. */
const named = /^\s*[a-z]{3},?\s+([a-z]{3})\s+(\d{1,2})\s+[\d:]+\s+(\d{4})(?!\d)/i;
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** A clock at the very beginning of a year has mostly just been started. */
const newYear = /^\s*\d{4}\D\s?0?1\D\s?0?1[T\s]+00[:.]00[:.]00/;

/** Whether a text is a date with a day, and not only a year or month, as many programs write. */
export const hasDay = (text: string): boolean => /^\s*\d{4}\D\s?\d\d?\D\s?\d/.test(text);

/**
 * Judges a date inside a file.
 *
 * @param text such as `2024:05:17 10:00:00`
 * @param now milliseconds since 1970
 * @returns undefined if it is blank; without a day if the date is impossible
 */
export function judgeDate(
  text: string,
  now: number,
): { readonly day: string | undefined; readonly doubt: string | undefined } | undefined {
  const shown = text.split('\0', 1)[0]?.trim() ?? '';
  // Cameras without a clock write zeros, spaces and colons instead of a date.
  if (!/[^0:./\-+\sTZ\xff]/.test(shown)) return undefined;
  const day = dayIn(shown);
  const never = (why: string, of = day) => ({ day: undefined, doubt: `says ${of}, ${why}` });
  if (day === undefined) return never('which is not a date', quoted(shown));
  if (Number(day.slice(0, 4)) < PHOTOGRAPHY) return never('which is before photography existed');
  if (isFuture(day, now)) return never(FUTURE);
  if (epochs.has(day) || newYear.test(shown)) {
    return never('which suggests that the clock was never set');
  }
  const isEarly = Number(day.slice(0, 4)) < FIRST_YEAR;
  return {
    day,
    doubt: isEarly ? `says ${day}, which is before digital cameras existed` : undefined,
  };
}

function dayIn(text: string): string | undefined {
  const [, year, month, day] = numeric.exec(text) ?? [];
  if (year) return dayOf(Number(year), Number(month), Number(day));
  const [, name = '', date, inYear] = named.exec(text) ?? [];
  return dayOf(Number(inYear ?? 0), months.indexOf(name.toLowerCase()) + 1, Number(date));
}

/** A text from a file in a form that is safe to print in a terminal. */
const quoted = (text: string): string => `"${text.slice(0, 24).replace(/[^\x20-\x7e]|"/g, '?')}"`;
