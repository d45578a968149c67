import { CompiledQuery, type Kysely, type Selectable } from 'kysely';
import type { Tables } from './tables.ts';

/** The statement for each table and its columns, which is the same each time. */
const statements = new WeakMap<readonly string[], string>();

/**
 * Inserts rows as one value, by one statement whatever their number: to prepare a statement with
 * thousands of values takes longer than to run it.
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
  const statement = statements.get(columns) ?? statementFor(table, columns);
  statements.set(columns, statement);
  await db.executeQuery(CompiledQuery.raw(statement, [JSON.stringify(values)]));
}

const statementFor = (table: string, columns: readonly string[]): string =>
  `INSERT INTO ${table} (${columns.join(', ')})
    SELECT ${columns.map((_, n) => `value ->> ${n}`).join(', ')} FROM json_each(?)`;
