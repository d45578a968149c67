/**
 * Changes of many entries at once, in a few statements.
 *
 * @module
 */
import { sql, type Transaction } from 'kysely';
import { folderOf, foldName, nameOf } from '../../files/path.ts';
import { dialectOf } from '../database.ts';
import type { Tables } from '../tables.ts';
import type { EntryRow } from './entryRepository.ts';

type Writer = Transaction<Tables>;

const COLUMN_TYPES = {
  folder: 'text',
  folded_name: 'text',
  name: 'text',
  file_id: 'text',
  created_ms: 'integer',
  modified_ms: 'integer',
} as const;
const COLUMNS = Object.keys(COLUMN_TYPES) as (keyof EntryRow)[];

const keysOf = (trx: Writer, paths: readonly string[]) =>
  dialectOf(trx).table(
    { folder: 'text', folded_name: 'text', name: 'text', path: 'text' },
    paths.map((path) => {
      const name = nameOf(path);
      return { folder: folderOf(path), folded_name: foldName(name), name, path };
    }),
  );

/** Adds names, which must be free. */
export async function addEntries(trx: Writer, rows: readonly EntryRow[]): Promise<void> {
  if (rows.length > 0) await dialectOf(trx).insert(trx, 'entries', COLUMNS, rows);
}

/** Replaces names by others: first the old ones are removed, so that two files can swap theirs. */
export async function replaceEntries(
  trx: Writer,
  before: readonly string[],
  after: readonly EntryRow[],
): Promise<void> {
  if (before.length > 0) {
    await sql`DELETE FROM entries USING ${keysOf(trx, before)} AS gone
      WHERE entries.folder = gone.folder AND entries.folded_name = gone.folded_name`.execute(trx);
  }
  await addEntries(trx, after);
}

/** A folder that was removed, and its times. */
export type RemovedFolder = {
  readonly path: string;
  readonly created_ms: number;
  readonly modified_ms: number;
};

/** Removes those of some folders that are empty; none of them may be in another one. */
export async function removeEmpty(
  trx: Writer,
  paths: readonly string[],
): Promise<readonly RemovedFolder[]> {
  const { rows } = await sql<RemovedFolder>`
    DELETE FROM entries USING ${keysOf(trx, paths)} AS given
    WHERE entries.folder = given.folder AND entries.folded_name = given.folded_name
      AND entries.name = given.name AND entries.file_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM entries AS child WHERE child.folder = given.path)
    RETURNING given.path, entries.created_ms, entries.modified_ms`.execute(trx);
  return rows;
}
