import { foldName } from '../../library/path.ts';
import { commissionAt, isEnded } from '../undertakings.ts';
import { wordsOf } from '../words.ts';
import { undertakingAt } from './undertakingFolders.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days without a change: below the first a work is under way, from the second on it is over. */
const UNDER_WAY = 120;
const OVER = 180;
/** The same for one whose name has this year or a later one, or an earlier one. */
const OVER_THIS_YEAR = 365;
const OVER_OF_EARLIER_YEAR = 60;

/** What a file is part of: a piece of work for others or of a project, or something of one's own. */
export type Work = {
  readonly kind: 'commission' | 'undertaking';
  readonly name: string;
  readonly state: 'under way' | 'over' | 'at rest';
  /** Since the last change of any of its files. */
  readonly days: number;
};

/**
 * Finds the pieces of work that files belong to: `Clients/Okafor Wedding`, `Holiday 2026 Denmark`. Each is
 * as old as the file of it that was changed last, so that none is torn apart by the ages of its files.
 */
export class Works {
  readonly #now: number;
  /** By the folded name of a work: part of it may have been put into `Projects` or `Areas` before. */
  readonly #latest = new Map<string, number>();

  /** @param now milliseconds since 1970 */
  constructor(now: number) {
    this.#now = now;
  }

  /** Notes a file. All are noted before anything is asked. */
  add(folders: readonly string[], modifiedMs: number): void {
    const found = find(folders);
    if (found) this.#note(folders[found.at] ?? '', modifiedMs);
  }

  /**
   * Notes a file that is in one of the four already. There the folder that told of a work, such as
   * `Clients`, may be gone, so that any folder may be of one, unless there is one that tells.
   *
   * @param folders those below the one of the four
   */
  addHeld(folders: readonly string[], modifiedMs: number): void {
    const found = find(folders);
    const works = found ? [folders[found.at] ?? ''] : new Set(folders);
    for (const folder of works) this.#note(folder, modifiedMs);
  }

  #note(name: string, modifiedMs: number): void {
    const key = foldName(name);
    this.#latest.set(key, Math.max(modifiedMs, this.#latest.get(key) ?? -Infinity));
  }

  /** @param folders the names of the folders that a file lies in, the topmost one first */
  of(folders: readonly string[]): Work | undefined {
    const found = find(folders);
    if (!found) return undefined;
    const { at, kind } = found;
    const name = folders[at] ?? '';
    const latest = this.#latest.get(foldName(name)) ?? this.#now;
    const days = Math.floor((this.#now - latest) / DAY_MS);
    return { kind, name, days, state: this.#stateOf(folders.slice(0, at + 1), days) };
  }

  #stateOf(folders: readonly string[], days: number): Work['state'] {
    if (folders.some(isEnded)) return 'over';
    const years = folders.flatMap(yearsIn);
    if (years.length > 0) {
      const thisYear = new Date(this.#now).getUTCFullYear();
      const limit = Math.max(...years) >= thisYear ? OVER_THIS_YEAR : OVER_OF_EARLIER_YEAR;
      if (days >= limit) return 'over';
      if (limit === OVER_THIS_YEAR) return days < OVER ? 'under way' : 'at rest';
    }
    if (days < UNDER_WAY) return 'under way';
    return days < OVER ? 'at rest' : 'over';
  }
}

const yearsIn = (name: string): number[] =>
  wordsOf(name)
    .filter((word) => /^(19|20)\d\d$/.test(word))
    .map(Number);

function find(folders: readonly string[]): (Pick<Work, 'kind'> & { at: number }) | undefined {
  const commission = commissionAt(folders);
  if (commission !== -1) return { kind: 'commission', at: commission };
  const undertaking = undertakingAt(folders);
  return undertaking === -1 ? undefined : { kind: 'undertaking', at: undertaking };
}
