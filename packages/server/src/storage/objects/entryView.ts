import type { Kysely } from 'kysely';
import { numberedName } from '../../disk/takenNames.ts';
import { childOf, folderOf, foldName, nameOf } from '../../files/path.ts';
import type { Tables } from '../tables.ts';
import { type EntryRow, entriesAt, keyOf } from './entryRepository.ts';

/** How many numbered names are looked up in one query, at first. */
const CANDIDATES = 16;
const MOST_CANDIDATES = 4_096;

/**
 * Names as a transaction sees them, loaded many at a time. Moves are applied here one by one, and written together
 * later.
 */
export class EntryView {
  readonly #db: Kysely<Tables>;
  /** Null for a path that is free. */
  readonly #known = new Map<string, EntryRow | null>();
  /** The number at which the search for a free name ended, by the path it was for. */
  readonly #numbers = new Map<string, number>();

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** Loads what is at some paths, unless that is known. */
  async load(paths: Iterable<string>): Promise<void> {
    const unknown = new Map<string, string>();
    for (const path of paths) {
      const key = keyOf(path);
      if (!this.#known.has(key)) unknown.set(key, path);
    }
    const found = await entriesAt(this.#db, [...unknown.values()]);
    for (const key of unknown.keys()) this.#known.set(key, found.get(key) ?? null);
  }

  /** The entry at a loaded path, in any spelling of its name. */
  like(path: string): EntryRow | undefined {
    const entry = this.#known.get(keyOf(path));
    if (entry === undefined) throw new RangeError(`"${path}" was not loaded`);
    return entry ?? undefined;
  }

  /** The entry at a loaded path, in this spelling. */
  at(path: string): EntryRow | undefined {
    const entry = this.like(path);
    return entry?.name === nameOf(path) ? entry : undefined;
  }

  set(path: string, entry: Pick<EntryRow, 'file_id' | 'created_ms' | 'modified_ms'>): EntryRow {
    const { file_id, created_ms, modified_ms } = entry;
    const [folder, name] = [folderOf(path), nameOf(path)];
    const row = { folder, folded_name: foldName(name), name, file_id, created_ms, modified_ms };
    this.#known.set(keyOf(path), row);
    return row;
  }

  free(path: string): void {
    this.#known.set(keyOf(path), null);
    // A lower number may be free again.
    this.#numbers.clear();
  }

  /** Forgets everything, after a statement has changed more than is known here. */
  forget(): void {
    this.#known.clear();
    this.#numbers.clear();
  }

  /** The first free path of `report.pdf`, `report (2).pdf`, … in its folder. */
  async freePath(path: string): Promise<string> {
    const folder = folderOf(path);
    const wanted = nameOf(path);
    const key = keyOf(path);
    let first = this.#numbers.get(key) ?? 1;
    for (let count = CANDIDATES; ; count = Math.min(2 * count, MOST_CANDIDATES)) {
      const paths = Array.from({ length: count }, (_, n) =>
        childOf(folder, numberedName(wanted, first + n)),
      );
      await this.load(paths);
      const free = paths.findIndex((each) => this.like(each) === undefined);
      const found = paths[free];
      if (found !== undefined) {
        this.#numbers.set(key, first + free);
        return found;
      }
      first += count;
    }
  }
}
