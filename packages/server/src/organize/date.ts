import type { MethodologyRules } from './methodology.ts';

/** Before this year a file's date is a clock that was never set. */
const FIRST_YEAR = 1980;

/** How far a clock may be ahead of ours, or in another time zone, before a date is in the future. */
const AHEAD_MS = 24 * 60 * 60 * 1000;

/** By year and month: when a photo was taken, else when the file was last changed (UTC). */
export const organizeByDate: MethodologyRules =
  ({ now }) =>
  (item) => {
    if (item.kind === 'bundle') return undefined;
    const { name, takenOn, modifiedMs } = item;
    const day = takenOn ?? new Date(modifiedMs).toISOString().replace(/T.*/, '');
    const event = takenOn
      ? `${name} was taken on ${day}, by its EXIF record`
      : `${name} was last changed on ${day}`;
    const doubt = doubtOf(day, takenOn ? Date.parse(day) : modifiedMs, now);
    return {
      folder: `${yearOf(day)}/${day.slice(0, -3)}`,
      reason: doubt ? `${event}, ${doubt}` : event,
      confidence: doubt ? 0.2 : takenOn ? 0.95 : 0.7,
      needsReview: doubt !== undefined,
    };
  };

/** Why a date can hardly be true, if so. */
function doubtOf(day: string, ms: number, now: number): string | undefined {
  if (Number(yearOf(day)) < FIRST_YEAR) return 'as a clock says that was never set';
  if (ms > now + AHEAD_MS) return 'which is in the future';
  return undefined;
}

/** `2024-05-17` → `2024`. */
const yearOf = (day: string): string => day.slice(0, -6);
