/** Numbers, sizes and times for people, in the language of the browser. */

const units = ['kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A number of bytes, such as `1.2 MB`. */
export function sizeText(bytes: number): string {
  const power = Math.min(units.length, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const unit = units[power - 1];
  // As a unit, browsers write it out.
  if (!unit) return `${bytes} B`;
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** power);
}

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const minute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export const dayText = (time: string): string => day.format(new Date(time));
export const timeText = (time: string): string => minute.format(new Date(time));

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });
/** A time of today. */
export const clockText = (time: string): string => clock.format(new Date(time));

const whole = new Intl.NumberFormat();

export const wholeText = (count: number): string => whole.format(count);

/** A count with its word, such as `1,200 files`. */
export const countText = (count: number, word: string): string =>
  `${wholeText(count)} ${word}${count === 1 ? '' : 's'}`;

const spans = [
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** A time span, such as `2 minutes`: in the largest unit of which there are two. */
export function spanText(seconds: number): string {
  const [unit, length] = spans.find(([, each]) => seconds >= 2 * each) ?? (['second', 1] as const);
  return countText(Math.max(1, Math.ceil(seconds / length)), unit);
}
