import { CompiledQuery, type Kysely, type Selectable } from 'kysely';
import type { Tables } from './tables.ts';

/** Up to how many rows are inserted value by value: less than half as long as out of JSON. */
const FEW = 8;

/** The statements for each table and its columns by the number of rows, 0 for any. */
const statements = new WeakMap<readonly string[], string[]>();

/**
 * Inserts rows by one statement. Many are inserted as one value, whatever their number: to prepare a
 * statement with thousands of values takes longer than to run it.
 *
 * @param columns of the table, all of which each row has; always the same array
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
