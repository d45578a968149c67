/**
 * Recognizes pieces of work, whose files belong together and are as old as the last change of any.
 */

import type { FileType } from '../../../contract.ts';
import { foldName } from '../../../files/path.ts';
import type { ListedItem } from '../methodology.ts';
import { memoized } from '../words/memoized.ts';
import { commissionAt, withoutNumbers } from '../words/undertakings.ts';
import { FolderTimes } from './folderTimes.ts';
import { stateOf, type WorkState, yearsIn } from './projectOrArchive.ts';
import { undertakingAt } from './undertakingFolders.ts';

const folded = memoized(foldName);

const DAY_MS = 24 * 60 * 60 * 1000;

/** The piece of work that a file is part of: for others, of a project, or private. */
export type Work = {
  readonly kind: 'commission' | 'undertaking' | 'episode';
  readonly name: string;
  readonly state: WorkState;
  /** Since the last change of any of its files. */
  readonly days: number;
};

/** The properties of an item that matter for recognizing work. */
type Noted = Pick<ListedItem, 'kind' | 'name' | 'modifiedMs'> & { readonly type?: FileType };

/**
 * Finds the pieces of work that files belong to: `Clients/Okafor Wedding`, `Holiday 2026 Denmark`, or
 * a folder whose files of several kinds were all changed within some months. Each is as old as its
 * most recently changed file, so that its files are not separated by age.
 */
export class Works {
  readonly #now: number;
  /** By folded name: part of a work may have moved to `Projects` or `Areas` before. */
  readonly #folders = new Map<string, FolderTimes>();
  readonly #all = new FolderTimes();
  readonly #isStanding: (folder: string) => boolean;
  /** By the names of the folders, which many files share. */
  readonly #known = new Map<string, { readonly work: Work | undefined }>();

  /**
   * @param now milliseconds since 1970
   * @param isStanding whether a folder's name says that its files have no end: `Insurance`,
   *   `Downloads`
   */
  constructor(now: number, isStanding: (folder: string) => boolean) {
    this.#now = now;
    this.#isStanding = memoized(isStanding);
  }

  /**
   * Adds a file. All must be added before the first query.
   *
   * @param folders the names of its folders; for a file in one of the four, those below it
   */
  add(folders: readonly string[], item: Noted): void {
    this.#all.add(item);
    for (const folder of new Set(folders.map(folded))) {
      const times = this.#folders.get(folder) ?? new FolderTimes();
      this.#folders.set(folder, times);
      times.add(item);
    }
  }

  /** @param folders the names of a file's folders, the topmost first */
  of(folders: readonly string[]): Work | undefined {
    const key = folders.join('/');
    const known = this.#known.get(key) ?? { work: this.#workOf(folders) };
    this.#known.set(key, known);
    return known.work;
  }

  #workOf(folders: readonly string[]): Work | undefined {
    const found = this.#find(folders);
    if (!found) return undefined;
    const { at, kind } = found;
    const name = folders[at] ?? '';
    const times = this.#folders.get(folded(name));
    const days = Math.floor((this.#now - (times?.latestMs ?? this.#now)) / DAY_MS);
    const state = stateOf(folders.slice(0, at + 1), days, this.#now);
    const stays = kind === 'episode' && state === 'over' && times?.hasCode;
    return { kind, name, days, state: stays ? 'at rest' : state };
  }

  #find(folders: readonly string[]): (Pick<Work, 'kind'> & { at: number }) | undefined {
    const commission = commissionAt(folders);
    if (commission !== -1) return { kind: 'commission', at: commission };
    const episode = folders.findIndex((folder) => this.#isEpisode(folder));
    if (episode !== -1) return { kind: 'episode', at: episode };
    const undertaking = undertakingAt(folders);
    if (undertaking !== -1) return { kind: 'undertaking', at: undertaking };
    const dated = folders.findIndex((folder) => this.#isDated(folder));
    return dated === -1 ? undefined : { kind: 'undertaking', at: dated };
  }

  /**
   * Whether the year in its name makes a folder unique: `Marathon Valencia 2026`, but not `Tax 2026`.
   */
  #isDated(folder: string): boolean {
    return yearsIn(folder).length > 0 && withoutNumbers(folder) !== '' && !this.#isStanding(folder);
  }

  /** A year alone is not a name: in `Archives` it holds files of all kinds. */
  #isEpisode(folder: string): boolean {
    if (withoutNumbers(folder) === '') return false;
    const times = this.#folders.get(folded(folder));
    return !!times && times.isEpisodeAmong(this.#all) && !this.#isStanding(folder);
  }
}
