import { type BigIntStats, chmodSync, chownSync, utimesSync } from 'node:fs';
import { holdIfThere, statBeneath } from '../../disk/heldFolder.ts';
import { folderOf } from '../../files/path.ts';
import { errnoOf } from '../../problemError.ts';
import type { TouchedFolderRow } from '../../storage/jobs/journalRows.ts';
import type { PlanRepository } from '../../storage/jobs/planRepository.ts';
import { folderVersion, isSameVersion } from './onDisk.ts';

type State = TouchedFolderRow['state'];
type Row = Omit<TouchedFolderRow, 'job_id'>;

/** What an intent has come to, by whether the folder is there. */
const SETTLED: Partial<Record<State, readonly [there: State, gone: State]>> = {
  making: ['made', 'unmade'],
  removing: ['present', 'removed'],
  unmaking: ['made', 'unmade'],
  restoring: ['restoring', 'removed'],
};

/**
 * The folders in which a job changes something: how each was before, and how the job has left it.
 * Kept in memory, and written to the journal by whoever writes what the changes depend on: `before`
 * goes with the intents, `after` with the outcomes.
 */
export class TouchedFolders {
  readonly #root: string;
  readonly #rows: Map<string, Row>;
  readonly #unwritten = new Map<string, Row>();

  private constructor(root: string, rows: readonly Row[]) {
    this.#root = root;
    this.#rows = new Map(rows.map((row) => [row.path, row]));
  }

  /** @param root the library's place on the disk */
  static async of(jobId: string, root: string, plans: PlanRepository): Promise<TouchedFolders> {
    return new TouchedFolders(root, await plans.touchedFolders(jobId));
  }

  /** The folders in some states. */
  inState(...states: readonly State[]): Row[] {
    return [...this.#rows.values()].filter(({ state }) => states.includes(state));
  }

  /** What is to be written to the journal next. */
  takeUnwritten(): Row[] {
    const rows = [...this.#unwritten.values()];
    this.#unwritten.clear();
    return rows;
  }

  /** Notes how folders are, right before something in them is changed, or before they are made. */
  before(paths: Iterable<string>): void {
    for (const path of new Set(paths)) this.#before(path);
  }

  #before(path: string): void {
    const row = this.#rows.get(path);
    const stat = this.#statOf(path);
    if (stat === 'other') return;
    if (!stat) {
      if (path !== '/') this.#before(folderOf(path));
      // One that was there before the job is made again as it was.
      const state = row && row.mode !== null ? 'restoring' : 'making';
      this.#put({ ...(row ?? absent(path)), state, identity: null, modified_ns: null });
    } else if (!row || row.identity === null) {
      this.#put(present(path, stat));
    } else if (!isSameVersion(row.identity, folderVersion(stat))) {
      // Another folder than the one that the job knew: what that one was like is of no use.
      this.#put({ ...present(path, stat), modified_ns: null });
    } else if (row.left_ns !== String(stat.mtimeNs) && row.modified_ns !== null) {
      this.#put({ ...row, modified_ns: null });
    }
  }

  /** Notes how the job has left folders, and which of them it has made. */
  after(paths: Iterable<string>, made: ReadonlySet<string> = new Set()): void {
    for (const path of new Set(paths)) {
      const row = this.#rows.get(path);
      const stat = this.#statOf(path);
      if (!row) continue;
      if (!stat || stat === 'other') {
        if (row.state === 'making') this.#put({ ...row, state: 'unmade' });
        continue;
      }
      const left = { identity: folderVersion(stat), left_ns: String(stat.mtimeNs) };
      if (row.state !== 'making') this.#put({ ...row, ...left });
      else if (made.has(path)) this.#put({ ...row, ...left, state: 'made' });
      // Somebody else was faster.
      else this.#put({ ...present(path, stat), modified_ns: null });
    }
  }

  /** Notes that a folder is in another state. */
  mark(path: string, state: State): void {
    const row = this.#rows.get(path);
    const isGone = state === 'removed' || state === 'unmade';
    if (row) this.#put({ ...row, state, ...(isGone && { identity: null, left_ns: null }) });
  }

  /** Brings what was announced before the server died to agree with the disk. */
  recover(changed: Iterable<string>): void {
    const touched = new Set(changed);
    for (const { path, state } of [...this.#rows.values()]) {
      const settled = SETTLED[state];
      if (!settled) continue;
      const isThere = typeof this.#statOf(path) === 'object';
      this.mark(path, settled[isThere ? 0 : 1]);
      touched.add(path).add(folderOf(path));
    }
    this.after(touched);
  }

  /** Whether a folder is the one that the job knows. */
  isSame(path: string, stat = this.#statOf(path)): boolean {
    const row = this.#rows.get(path);
    if (!row?.identity || !stat || stat === 'other') return false;
    return isSameVersion(row.identity, folderVersion(stat));
  }

  /**
   * Gives folders back what they were like before the job: those that it has made again their mode
   * and owner, and their times those that nobody else has changed.
   *
   * @param except folders in which something of the job is left
   */
  giveBack(except: ReadonlySet<string>): void {
    for (const row of this.inState('present', 'restoring')) {
      using folder = holdIfThere(this.#root, row.path);
      if (!folder || !this.isSame(row.path, folder.stat())) continue;
      const { place } = folder;
      if (row.state === 'restoring') {
        giveModeBack(place, row);
        this.mark(row.path, 'present');
      }
      if (row.accessed_ns && row.modified_ns && !except.has(row.path)) {
        // To a quarter of a microsecond, which is what a number of seconds can say.
        attempt(() =>
          utimesSync(place, Number(row.accessed_ns) / 1e9, Number(row.modified_ns) / 1e9),
        );
      }
      this.after([row.path]);
    }
  }

  #statOf(path: string): BigIntStats | 'other' | undefined {
    try {
      const stat = statBeneath(this.#root, path);
      return stat.isDirectory() ? stat : 'other';
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return undefined;
      return 'other';
    }
  }

  #put(row: Row): void {
    this.#rows.set(row.path, row);
    this.#unwritten.set(row.path, row);
  }
}

const present = (path: string, stat: BigIntStats): Row => ({
  path,
  state: 'present',
  identity: folderVersion(stat),
  mode: Number(stat.mode & 0o7777n),
  uid: Number(stat.uid),
  gid: Number(stat.gid),
  accessed_ns: String(stat.atimeNs),
  modified_ns: String(stat.mtimeNs),
  left_ns: String(stat.mtimeNs),
});

const absent = (path: string): Row => ({
  path,
  state: 'making',
  identity: null,
  mode: null,
  uid: null,
  gid: null,
  accessed_ns: null,
  modified_ns: null,
  left_ns: null,
});

function giveModeBack(place: string, { mode, uid, gid }: Row): void {
  // Only an administrator may give folders away; whoever is none owns what it has made.
  if (uid !== null && gid !== null) attempt(() => chownSync(place, uid, gid));
  if (mode !== null) attempt(() => chmodSync(place, mode));
}

/** Does what is good to have, but no reason for the rollback to fail. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // The system does not allow it.
  }
}
