import { type BigIntStats, chmodSync, chownSync, utimesSync } from 'node:fs';
import { holdIfThere, statBeneath } from '../../disk/heldFolder.ts';
import { folderOf } from '../../files/path.ts';
import { errnoOf } from '../../problemError.ts';
import type { TouchedFolderRow } from '../../storage/jobs/journalRows.ts';
import type { PlanRepository } from '../../storage/jobs/planRepository.ts';
import { folderVersion, isSameVersion } from './onDisk.ts';

type State = TouchedFolderRow['state'];
type Row = Omit<TouchedFolderRow, 'job_id'>;

/** What becomes of an intent after a crash, depending on whether the folder exists. */
const SETTLED: Partial<Record<State, readonly [there: State, gone: State]>> = {
  making: ['made', 'unmade'],
  removing: ['present', 'removed'],
  unmaking: ['made', 'unmade'],
  restoring: ['restoring', 'removed'],
};

/**
 * The folders in which a job changes something: their state before the job, and after it. Kept in
 * memory; the caller writes them to the journal together with the changes that depend on them:
 * `before` with the intents, `after` with the outcomes.
 */
export class TouchedFolders {
  readonly #root: string;
  readonly #rows: Map<string, Row>;
  readonly #unwritten = new Map<string, Row>();

  private constructor(root: string, rows: readonly Row[]) {
    this.#root = root;
    this.#rows = new Map(rows.map((row) => [row.path, row]));
  }

  /** @param root disk path of the library */
  static async of(
    jobId: string,
    root: string,
    plans: Pick<PlanRepository, 'touchedFolders'>,
  ): Promise<TouchedFolders> {
    return new TouchedFolders(root, await plans.touchedFolders(jobId));
  }

  /** The folders in one of the states. */
  inState(...states: readonly State[]): Row[] {
    return [...this.#rows.values()].filter(({ state }) => states.includes(state));
  }

  /** What to write to the journal next. */
  takeUnwritten(): Row[] {
    const rows = [...this.#unwritten.values()];
    this.#unwritten.clear();
    return rows;
  }

  /** Records folders right before something in them changes, or before they are created. */
  before(paths: Iterable<string>): void {
    for (const path of new Set(paths)) this.#before(path);
  }

  #before(path: string): void {
    const row = this.#rows.get(path);
    const stat = this.#statOf(path);
    if (stat === 'other') return;
    if (!stat) {
      if (path !== '/') this.#before(folderOf(path));
      // A folder from before the job is recreated as it was.
      const state = row && row.mode !== null ? 'restoring' : 'making';
      this.#put({ ...(row ?? absent(path)), state, identity: null, modified_ns: null });
    } else if (!row || row.identity === null) {
      this.#put(present(path, stat));
    } else if (!isSameVersion(row.identity, folderVersion(stat))) {
      // Not the folder that the job knew, whose old state no longer matters.
      this.#put({ ...present(path, stat), modified_ns: null });
    } else if (row.left_ns !== String(stat.mtimeNs) && row.modified_ns !== null) {
      this.#put({ ...row, modified_ns: null });
    }
  }

  /** Records how the job has left folders, and which of them it has created. */
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
      // An earlier batch may have failed to create it after this one was announced.
      const isNew = row.state === 'making' || row.state === 'unmade';
      if (isNew && made.has(path)) this.#put({ ...row, ...left, state: 'made' });
      else if (row.state !== 'making') this.#put({ ...row, ...left });
      // Somebody else has created it first.
      else this.#put({ ...present(path, stat), modified_ns: null });
    }
  }

  /** Changes the state of a folder. */
  mark(path: string, state: State): void {
    const row = this.#rows.get(path);
    const isGone = state === 'removed' || state === 'unmade';
    if (row) this.#put({ ...row, state, ...(isGone && { identity: null, left_ns: null }) });
  }

  /** After a crash, makes announced changes of folders agree with the disk. */
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
   * Restores folders to their state before the job: mode and owner of those that it has recreated,
   * and times unless another program has changed them.
   *
   * @param except folders that still contain changes of the job
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
        // Precise to a quarter of a microsecond, the limit of seconds as a number.
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
  // Only root may change owners; any other user owns what it has created.
  if (uid !== null && gid !== null) attempt(() => chownSync(place, uid, gid));
  if (mode !== null) attempt(() => chmodSync(place, mode));
}

/** Tries something desirable whose failure must not fail the rollback. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // The system does not allow it.
  }
}
