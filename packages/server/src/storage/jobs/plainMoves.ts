/**
 * Moves of files that keep their names, in three statements: nothing about them has to be sent. Most moves are such.
 *
 * @module
 */
import { sql, type Transaction } from 'kysely';
import { numberListOf } from '../database.ts';
import type { ChangeTable, Tables } from '../tables.ts';

/** From where to where the changes are made, and the state that they then have. */
export type Direction = {
  readonly from: 'from_path' | 'to_path';
  readonly to: 'from_path' | 'to_path';
  readonly status: Extract<ChangeTable['status'], 'done' | 'undone'>;
};

/** PostgreSQL's code for a name that is taken. */
const UNIQUE_VIOLATION = '23505';

/**
 * Does something in a transaction, or leaves it as it was.
 *
 * @param work returns false, or violates a unique index, if it cannot be done
 * @returns whether it was done
 */
export async function attempted(
  trx: Transaction<Tables>,
  work: () => Promise<boolean>,
): Promise<boolean> {
  await sql`SAVEPOINT attempted`.execute(trx);
  try {
    if (await work()) {
      await sql`RELEASE SAVEPOINT attempted`.execute(trx);
      return true;
    }
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION;
    if (!isTaken) throw error;
  }
  await sql`ROLLBACK TO SAVEPOINT attempted`.execute(trx);
  return false;
}

/**
 * Moves the files of some changes, whose folders exist, and records it.
 *
 * @param ids of changes whose files keep their names
 * @returns false if a file is not there in its version, or there is no room for it; then some may have been moved
 */
export async function movePlainly(
  trx: Transaction<Tables>,
  ids: readonly number[],
  { from, to, status }: Direction,
): Promise<boolean> {
  const some = sql`change.id IN ${numberListOf(trx, ids)}`;
  const [source, target] = [sql.ref(`change.${from}`), sql.ref(`change.${to}`)];
  // The target without the slash and the name after it.
  const files = await sql`
    UPDATE files SET path = ${target},
      folder = coalesce(nullif(left(${target}, -(length(files.name) + 1)), ''), '/')
    FROM changes AS change
    WHERE ${some} AND files.path = ${source} AND files.present = 1
      AND files.version = change.version`.execute(trx);
  if (Number(files.numAffectedRows) !== ids.length) return false;
  const entries = await sql`
    UPDATE entries SET folder = files.folder
    FROM changes AS change JOIN files ON files.path = ${target} AND files.present = 1
    WHERE ${some} AND entries.file_id = files.file_id`.execute(trx);
  if (Number(entries.numAffectedRows) !== ids.length) return false;
  await sql`UPDATE changes AS change SET status = ${status}, error_code = NULL, error_message = NULL
    WHERE ${some}`.execute(trx);
  return true;
}
