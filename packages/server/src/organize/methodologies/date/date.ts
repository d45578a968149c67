import type { DateSource } from '../../dates/dateClaim.ts';
import { doubtOfTime } from '../../dates/day.ts';
import { dayInName } from '../../dates/nameDay.ts';
import type { OwnDate } from '../../dates/ownDate.ts';
import type { ListedFile, MethodologyRules } from '../methodology.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** For each source of a date inside a file: what happened then, who says so, and the confidence. */
const sources: Readonly<
  Record<DateSource, { readonly event: string; readonly by: string; readonly confidence: number }>
> = {
  taken: { event: 'was taken', by: 'its EXIF data', confidence: 0.95 },
  digitized: { event: 'was digitized', by: 'its EXIF data', confidence: 0.9 },
  edited: { event: 'was last edited', by: 'its EXIF data', confidence: 0.75 },
  filmed: { event: 'was filmed', by: 'its metadata', confidence: 0.95 },
  utc: { event: 'was filmed', by: 'its metadata (UTC)', confidence: 0.85 },
};
/**
 * A date in the name is more reliable than the last change, and less than one that a camera wrote.
 */
const IN_NAME = 0.8;
const LAST_CHANGE = 0.7;
/** Confidence of a date that a person must check. */
const DOUBTFUL = 0.2;

/** A day, its source in words, and why it may be wrong. */
type Dated = {
  readonly day: string;
  readonly known: string;
  readonly confidence: number;
  readonly doubt: string | undefined;
};

/**
 * By year and month: when a picture or video was taken by its own metadata, else the date in its
 * name, else its last change (UTC).
 */
export const organizeByDate: MethodologyRules =
  ({ now }) =>
  (item) => {
    if (item.kind === 'bundle') return undefined;
    const { day, known, confidence, doubt } = dateOf(item, now);
    const reason = `${item.name} ${known}`;
    return {
      folder: `${day.slice(0, -6)}/${day.slice(0, -3)}`,
      reason: doubt ? `${reason}, ${doubt}` : reason,
      confidence: doubt ? DOUBTFUL : confidence,
      needsReview: doubt !== undefined,
    };
  };

function dateOf({ name, ownDate, modifiedMs }: ListedFile, now: number): Dated {
  const inName = dayInName(name, now);
  const own = ownDate && ownDated(ownDate, inName);
  const doubt = ownDate && doubtOf(ownDate);
  if (own && !own.doubt && own.confidence > IN_NAME) return own;
  if (inName) {
    return {
      day: inName,
      known: `is from ${inName} according to its name`,
      confidence: IN_NAME,
      doubt,
    };
  }
  if (own) return own;
  const day = new Date(modifiedMs).toISOString().replace(/T.*/, '');
  return {
    day,
    known: `was last modified on ${day}`,
    confidence: LAST_CHANGE,
    doubt: doubt ?? doubtOfTime(modifiedMs, day, now),
  };
}

/** The date in a file's own metadata; undefined if it is impossible. */
function ownDated(ownDate: OwnDate, inName: string | undefined): Dated | undefined {
  const { source, day } = ownDate;
  if (day === undefined) return undefined;
  const { event, by, confidence } = sources[source];
  const doubt = doubtOf(ownDate);
  // The name shows local time, which differs from UTC by less than a day.
  if (source === 'utc' && inName && Math.abs(Date.parse(inName) - Date.parse(day)) <= DAY_MS) {
    const known = `${event} on ${inName} according to its name and ${by}`;
    return { day: inName, known, confidence, doubt };
  }
  return { day, known: `${event} on ${day} according to ${by}`, confidence, doubt };
}

/** What is odd about a file's own date, for a reason. */
const doubtOf = ({ source, doubt }: OwnDate): string | undefined =>
  doubt && `but ${sources[source].by} ${doubt}`;
