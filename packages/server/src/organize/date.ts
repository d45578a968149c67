import type { MethodologyRules } from './methodology.ts';

/** Before this year a file's date is a clock that was never set. */
const FIRST_YEAR = 1980;

/** By year and month: when a photo was taken, else when the file was last changed (UTC). */
export const organizeByDate: MethodologyRules = ({ name, takenOn, modifiedMs }) => {
  if (takenOn) {
    return {
      folder: folderOf(takenOn),
      reason: `${name} was taken on ${takenOn}, by its EXIF record`,
      confidence: 0.95,
      needsReview: false,
    };
  }
  const changed = new Date(modifiedMs).toISOString().slice(0, 10);
  const plausible = new Date(modifiedMs).getUTCFullYear() >= FIRST_YEAR;
  return {
    folder: folderOf(changed),
    reason: `${name} was last changed on ${changed}`,
    confidence: plausible ? 0.7 : 0.2,
    needsReview: !plausible,
  };
};

/** `2024-05-17` → `2024/2024-05`. */
const folderOf = (date: string): string => `${date.slice(0, 4)}/${date.slice(0, 7)}`;
