/**
 * Decides by age whether something that is kept together is still a project or belongs in the archives:
 * a piece of work, a bundle, and a project in the user's own folder for projects.
 */

import type { ListedBundle } from '../methodology.ts';
import { isEnded } from '../words/undertakings.ts';
import { wordsOf } from '../words/words.ts';
import type { Decision } from './folders.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days without a change: work is active below the first, and over from the second on. */
const UNDER_WAY = 120;
const OVER = 180;
/** Days until work is over if its name has this year or a later one, or an earlier year. */
const OVER_THIS_YEAR = 365;
const OVER_OF_EARLIER_YEAR = 60;
/** Days without a change after which a bundle is no longer a project. */
const BUNDLE_RESTS = 365;
/** Confidence of what is judged by its age alone. */
const BY_AGE = 0.75;

export type WorkState = 'under way' | 'over' | 'at rest';

/**
 * The state of a piece of work.
 *
 * @param folders the names of its folders, which may say that it has ended, or of which year it is
 * @param days since the last change of any of its files
 * @param now milliseconds since 1970
 */
export function stateOf(folders: readonly string[], days: number, now: number): WorkState {
  if (folders.some(isEnded)) return 'over';
  const years = folders.flatMap(yearsIn);
  if (years.length > 0) {
    const thisYear = new Date(now).getUTCFullYear();
    const limit = Math.max(...years) >= thisYear ? OVER_THIS_YEAR : OVER_OF_EARLIER_YEAR;
    if (days >= limit) return 'over';
    if (limit === OVER_THIS_YEAR) return days < OVER ? 'under way' : 'at rest';
  }
  if (days < UNDER_WAY) return 'under way';
  return days < OVER ? 'at rest' : 'over';
}

/** The years that the words of a name are. */
export const yearsIn = (name: string): number[] =>
  wordsOf(name)
    .filter((word) => /^(19|20)\d\d$/.test(word))
    .map(Number);

/** The decision about a bundle, which is a project until nobody has changed or read it for long. */
export function bundleByAge({ mark, modifiedMs, accessedMs }: ListedBundle, now: number): Decision {
  const days = Math.floor((now - modifiedMs) / DAY_MS);
  const rests = days >= BUNDLE_RESTS && (now - accessedMs) / DAY_MS >= BUNDLE_RESTS / 4;
  return {
    category: rests ? 'archives' : 'projects',
    below: [],
    why: `its files belong together (${mark}) and were last changed ${days} days ago`,
    confidence: BY_AGE,
  };
}

/** A piece of work, and the days since the last change of any of its files. */
type Aged = { readonly name: string; readonly state: WorkState; readonly days: number };

/**
 * The decision about a file in a folder for projects whose project is over; undefined if it is not.
 *
 * @param inside the names of the file's folders in the folder for projects
 */
export function overProject(
  inside: readonly string[],
  work: Aged | undefined,
): Decision | undefined {
  if (work?.state !== 'over' || !inside.includes(work.name)) return undefined;
  return {
    category: 'archives',
    below: inside,
    why: `nothing in the project "${work.name}" has changed for ${work.days} days`,
    confidence: BY_AGE,
  };
}
