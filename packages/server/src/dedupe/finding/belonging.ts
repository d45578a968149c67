/** Connects duplicates with their companions, so that no copy is removed that another file needs. */

import type { Belonging, Bound } from '../../storage/duplicates/groupPack.ts';
import type { Companion } from './companions.ts';
import { Supersets } from './supersets.ts';

/** A companion with more leaders than this is never removed, even if all of them are. */
const MOST_LEADERS = 1_000;

/** What is known of one file, by its path. */
type Ties = {
  readonly leaders: Set<string>;
  readonly companions: Set<string>;
  turn: number;
};

/** The connections between the files of groups and their companions and leaders. */
export class Belongings {
  readonly #ties = new Map<string, Ties>();
  /** The digest of each connected file that has copies. */
  readonly #digests = new Map<string, string>();

  constructor(companions: readonly Companion[]) {
    for (const { path, of, leaders } of companions) {
      const ties = this.#tiesOf(path);
      ties.turn = Math.max(ties.turn, of === 'folder' ? 1 : 2);
      for (const leader of leaders) {
        ties.leaders.add(leader);
        // A cover is not tied to single tracks: copies of a track elsewhere do not concern it.
        if (of === 'file') this.#tiesOf(leader).companions.add(path);
        else this.#tiesOf(leader);
      }
    }
  }

  get areNone(): boolean {
    return this.#ties.size === 0;
  }

  /** Whether a file has companions or leaders. */
  has(path: string): boolean {
    return this.#ties.has(path);
  }

  /** Records that a file has copies. */
  note(path: string, sha256: string): void {
    if (this.has(path)) this.#digests.set(path, sha256);
  }

  /**
   * The connections of a group's files; undefined if there are none. All files with copies must have
   * been recorded.
   */
  of(paths: readonly string[]): Bound | undefined {
    const found = new Map<number, Belonging>();
    let turn = 0;
    for (const [at, path] of paths.entries()) {
      const ties = this.#ties.get(path);
      if (!ties || (ties.leaders.size === 0 && ties.companions.size === 0)) continue;
      found.set(at, this.#belongingOf(ties));
      turn = Math.max(turn, ties.turn);
    }
    if (found.size === 0) return undefined;
    const stays = this.#spareLonely(found, paths);
    return { belongings: found, stays, turn };
  }

  /**
   * Spares files with companions that belong to no other file of the group.
   *
   * @returns the minimum number of files of the group that stay
   */
  #spareLonely(found: Map<number, Belonging>, paths: readonly string[]): number {
    const placesOf = Map.groupBy(found.keys(), (at) => found.get(at)?.companions ?? null);
    const sets = new Supersets();
    for (const set of placesOf.keys()) if (set !== null) sets.add(set);
    const isSpared = (at: number) => found.get(at)?.sparedReason !== null;
    let stays = 0;
    for (const [set, places] of placesOf) {
      const isWithin = set === null || sets.of(set).length > 1;
      if (isWithin || places.some(isSpared)) continue;
      const [only, ...others] = places;
      // Of several files with the same companions, one stays.
      if (others.length > 0) stays += 1;
      else if (only !== undefined) this.#spare(found, only, paths);
    }
    for (const at of found.keys()) if (isSpared(at)) stays += 1;
    return Math.max(1, stays);
  }

  #spare(found: Map<number, Belonging>, at: number, paths: readonly string[]): void {
    const belonging = found.get(at);
    const [companion = ''] = this.#tiesOf(paths[at] ?? '').companions;
    if (belonging) found.set(at, { ...belonging, sparedReason: belongsToIt(companion) });
  }

  #belongingOf({ leaders, companions }: Ties): Belonging {
    const isAlone = (path: string) => !this.#digests.has(path);
    const leader = leaders.size > MOST_LEADERS ? [...leaders][0] : [...leaders].find(isAlone);
    const companion = [...companions].find(isAlone);
    const reason = companion === undefined ? null : belongsToIt(companion);
    const sparedReason = leader === undefined ? reason : belongsTo(leader);
    return {
      sparedReason,
      companions:
        companions.size === 0
          ? null
          : JSON.stringify([...companions].flatMap((path) => this.#digests.get(path) ?? []).sort()),
      leaders: sparedReason === null ? [...leaders] : [],
    };
  }

  #tiesOf(path: string): Ties {
    const known = this.#ties.get(path);
    if (known) return known;
    const ties: Ties = { leaders: new Set(), companions: new Set(), turn: 0 };
    this.#ties.set(path, ties);
    return ties;
  }
}

export const belongsTo = (leader: string): string =>
  `It belongs to "${leader}" and is removed only together with it`;

const belongsToIt = (companion: string): string =>
  `"${companion}" belongs to this file and to none of its copies`;
