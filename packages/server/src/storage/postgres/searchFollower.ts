/**
 * A copy of the index of files for the search index, which is SQLite's and in the data folder.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { type Database, dialectOf, listOf, relaxed } from '../database.ts';
import { pathsOf } from '../files/fileQuery.ts';
import { FILE_COLUMN_TYPES, type FileRow } from '../files/fileRow.ts';
import type { Tables } from '../tables.ts';

/** How many files are copied at a time. */
const BATCH = 1_000;

/** After which time without a sign of its server a copy is given up. */
const GIVEN_UP = "interval '1 day'";

/** Which copy has followed PostgreSQL's queue up to which entry. */
type Position = { readonly follower: string; readonly entry: number };

/** Copies rows of files from PostgreSQL to the SQLite database of the search index. */
export class SearchFollower {
  readonly #from: Database;
  readonly #to: Database;
  #position: Position;
  #following: Promise<boolean> | undefined;

  private constructor(from: Database, to: Database, position: Position) {
    this.#from = from;
    this.#to = to;
    this.#position = position;
  }

  /**
   * Continues where the copy has ended, or copies everything if PostgreSQL does not know it, or knows another
   * position: for a new data folder, an older one from a backup, or after a power failure.
   *
   * @param hasOthers whether other servers have copies; otherwise those of earlier data folders are given up
   */
  static async open(from: Database, to: Database, hasOthers: boolean): Promise<SearchFollower> {
    await sql`CREATE TABLE IF NOT EXISTS followed (follower TEXT, entry INTEGER)`.execute(to);
    const here = await positionIn(to);
    const there = here && (await positionIn(from, here.follower));
    const isSame = there && there.entry === here.entry;
    const position = isSame ? there : { follower: randomUUID(), entry: await lastEntry(from) };
    if (!isSame) {
      // First, so that nothing leaves the queue that is written while the rest is copied.
      await relaxed(from, (trx) => note(trx, position));
      await copyAll(from, to);
      await relaxed(to, (trx) => noteHere(trx, position));
    }
    await relaxed(from, async (trx) => {
      const isOther = sql`follower <> ${position.follower}`;
      const isGone = hasOthers ? sql`seen_at < now() - ${sql.raw(GIVEN_UP)}` : sql`true`;
      await sql`DELETE FROM followed WHERE ${isOther} AND ${isGone}`.execute(trx);
    });
    return new SearchFollower(from, to, position);
  }

  /**
   * Copies what has changed, up to a limit.
   *
   * @returns whether there may be more
   */
  follow(): Promise<boolean> {
    this.#following ??= this.#copySome().finally(() => {
      this.#following = undefined;
    });
    return this.#following;
  }

  /** How many files have changed since the copy was made. */
  async behind(): Promise<number> {
    const { rows } = await sql<{ behind: number }>`
      SELECT count(DISTINCT file_id) AS behind FROM search_queue
      WHERE entry > ${this.#position.entry}`.execute(this.#from);
    return rows[0]?.behind ?? 0;
  }

  async #copySome(): Promise<boolean> {
    const queue = await this.#from
      .selectFrom('search_queue')
      .selectAll()
      // Entries become visible in their order: one transaction writes at a time.
      .where('entry', '>', this.#position.entry)
      .orderBy('entry')
      .limit(BATCH)
      .execute();
    const last = queue.at(-1);
    if (!last) return false;
    const ids = [...new Set(queue.map(({ file_id: fileId }) => fileId))];
    const rows = await this.#from
      .selectFrom('files')
      .selectAll()
      .where('file_id', 'in', listOf(this.#from, ids))
      .execute();
    const position = { ...this.#position, entry: last.entry };
    await relaxed(this.#to, async (trx) => {
      await put(trx, ids, rows);
      await noteHere(trx, position);
    });
    await relaxed(this.#from, async (trx) => {
      await note(trx, position);
      await sql`DELETE FROM search_queue WHERE entry <= (SELECT min(entry) FROM followed)`.execute(
        trx,
      );
    });
    this.#position = position;
    return queue.length === BATCH;
  }
}

/** @param follower that is looked for; any by default, since a copy knows itself only */
async function positionIn(db: Database, follower?: string): Promise<Position | undefined> {
  const wanted = follower === undefined ? sql`` : sql`WHERE follower = ${follower}`;
  const { rows } = await sql<Position>`SELECT follower, entry FROM followed ${wanted}`.execute(db);
  return rows[0];
}

/** The newest entry of the queue, or the last one that was removed from it. */
async function lastEntry(from: Database): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    SELECT greatest((SELECT max(entry) FROM search_queue), (SELECT max(entry) FROM followed), 0) AS last
  `.execute(from);
  return rows[0]?.last ?? 0;
}

/** Records in PostgreSQL how far a copy has followed. */
async function note(trx: Transaction<Tables>, { follower, entry }: Position): Promise<void> {
  await sql`INSERT INTO followed (follower, entry) VALUES (${follower}, ${entry})
    ON CONFLICT (follower) DO UPDATE SET entry = excluded.entry, seen_at = now()`.execute(trx);
}

/** Records in a copy how far it has followed. */
async function noteHere(trx: Transaction<Tables>, { follower, entry }: Position): Promise<void> {
  await sql`DELETE FROM followed`.execute(trx);
  await sql`INSERT INTO followed (follower, entry) VALUES (${follower}, ${entry})`.execute(trx);
}

async function copyAll(from: Database, to: Database): Promise<void> {
  await relaxed(to, (trx) => trx.deleteFrom('files').execute());
  for (let after = ''; ; ) {
    const rows = await from
      .selectFrom('files')
      .selectAll()
      .where('file_id', '>', after)
      .orderBy('file_id')
      .limit(BATCH)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    after = last.file_id;
    const ids = rows.map(({ file_id: fileId }) => fileId);
    await relaxed(to, (trx) => put(trx, ids, rows));
  }
}

/**
 * Brings some files up to date.
 *
 * @param rows of those that exist
 */
async function put(
  trx: Transaction<Tables>,
  ids: readonly string[],
  rows: readonly FileRow[],
): Promise<void> {
  const found = new Set(rows.map(({ file_id: fileId }) => fileId));
  const gone = ids.filter((id) => !found.has(id));
  await trx.deleteFrom('files').where('file_id', 'in', listOf(trx, gone)).execute();
  // A path may have passed from one file to another, whose turn comes later.
  const paths = pathsOf(trx, rows);
  await sql`UPDATE files SET present = 0
    WHERE file_id IN ${listOf(trx, ids)} OR (present = 1 AND path IN ${paths})`.execute(trx);
  const given = dialectOf(trx).table(FILE_COLUMN_TYPES, rows);
  const columns = Object.keys(FILE_COLUMN_TYPES).map((column) => sql.ref(column));
  const changes = columns.map((column) => sql`${column} = excluded.${column}`);
  // The condition keeps SQLite from reading ON CONFLICT as part of a join.
  await sql`INSERT INTO files (${sql.join(columns)})
    SELECT ${sql.join(columns)} FROM ${given} AS given WHERE true
    ON CONFLICT (file_id) DO UPDATE SET ${sql.join(changes)}`.execute(trx);
}
