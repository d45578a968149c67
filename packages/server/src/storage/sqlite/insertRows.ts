import { CompiledQuery, type Kysely, type Selectable } from 'kysely';
import type { Tables } from './tables.ts';

/** Up to this many rows are inserted as separate values, which takes less than half as long as JSON. */
const FEW = 8;

/** Statements for each table and its columns by row count, 0 for any. */
const statements = new WeakMap<readonly string[], string[]>();

/**
 * Inserts rows with one statement. Many rows are passed as one parameter: preparing a statement with
 * thousands of values takes longer than running it.
 *
 * @param columns of the table; each row has all of them. Pass the same array each time: statements are
 *   cached by it
 */
export async function insertRows<Table extends keyof Tables>(
  db: Kysely<Tables>,
  table: Table,
  columns: readonly (keyof Tables[Table] & string)[],
  rows: readonly Selectable<Tables[Table]>[],
): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map((row) => columns.map((column) => Reflect.get(row, column)));
  const isFew = rows.length <= FEW;
  const known = statements.get(columns) ?? [];
  statements.set(columns, known);
  const count = isFew ? rows.length : 0;
  known[count] ??= statementFor(table, columns, count);
  const parameters = isFew ? values.flat() : [JSON.stringify(values)];
  await db.executeQuery(CompiledQuery.raw(known[count], parameters));
}

function statementFor(table: string, columns: readonly string[], count: number): string {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const values =
    count > 0
      ? `VALUES ${Array.from({ length: count }, () => row).join(', ')}`
      : `SELECT ${columns.map((_, n) => `value ->> ${n}`).join(', ')} FROM json_each(?)`;
  return `INSERT INTO ${table} (${columns.join(', ')}) ${values}`;
}
