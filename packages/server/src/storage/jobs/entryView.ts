import { type Kysely, sql } from 'kysely';
import { numberedName } from '../../disk/takenNames.ts';
import { childOf, folderOf, foldName, nameOf } from '../../files/path.ts';
import { dialectOf } from '../database.ts';
import type { EntryRow } from '../objects/entryRepository.ts';
import type { Tables } from '../tables.ts';

/** How many numbered names are looked up in one query, at first. */
const CANDIDATES = 16;
const MOST_CANDIDATES = 4_096;

/** Identifies a path in all its spellings. */
const keyOf = (path: string): string => childOf(folderOf(path), foldName(nameOf(path)));

/** The entries at some paths, in whatever spelling of their names, by folder and folded name. */
export async function entriesAt(
  db: Kysely<Tables>,
  paths: readonly string[],
): Promise<Map<string, EntryRow>> {
  if (paths.length === 0) return new Map();
  const wanted = dialectOf(db).table(
    { folder: 'text', folded_name: 'text' },
    paths.map((path) => ({ folder: folderOf(path), folded_name: foldName(nameOf(path)) })),
  );
  const { rows } = await sql<EntryRow>`SELECT entries.* FROM ${wanted} AS wanted
    JOIN entries USING (folder, folded_name)`.execute(db);
  return new Map(rows.map((row) => [childOf(row.folder, row.folded_name), row]));
}

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

  /** The entry at a loaded path, in whatever spelling of its name. */
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
