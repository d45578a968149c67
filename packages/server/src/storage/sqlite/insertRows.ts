import { CompiledQuery, type Kysely, type Selectable } from 'kysely';
import type { Tables } from './tables.ts';

/** Up to this many rows are inserted as separate values, which takes less than half as long as JSON. */
const FEW = 8;

/** Statements for each table and its columns by ending and row count, 0 for any. */
const statements = new WeakMap<readonly string[], Map<string, string>>();

/**
 * Inserts rows with one statement. Many rows are passed as one parameter: preparing a statement with
 * thousands of values takes longer than running it.
 *
 * @param columns of the table; each row has all of them. Pass the same array each time: statements are
 *   cached by it
 * @param ending of the statement, such as what happens to rows that are there already
 * @returns what the ending returns, in no particular order
 */
export async function insertRows<Table extends keyof Tables, Returned = never>(
  db: Kysely<Tables>,
  table: Table,
  columns: readonly (keyof Tables[Table] & string)[],
  rows: readonly Selectable<Tables[Table]>[],
  ending = '',
): Promise<readonly Returned[]> {
  if (rows.length === 0) return [];
  const values = rows.map((row) => columns.map((column) => Reflect.get(row, column)));
  const isFew = rows.length <= FEW;
  const known = statements.get(columns) ?? new Map<string, string>();
  statements.set(columns, known);
  const count = isFew ? rows.length : 0;
  const key = `${count} ${ending}`;
  const statement = known.get(key) ?? statementFor(table, columns, count, ending);
  known.set(key, statement);
  const parameters = isFew ? values.flat() : [JSON.stringify(values)];
  const result = await db.executeQuery<Returned>(CompiledQuery.raw(statement, parameters));
  return result.rows;
}

function statementFor(
  table: string,
  columns: readonly string[],
  count: number,
  ending: string,
): string {
  const row = `(${columns.map(() => '?').join(', ')})`;
  const values =
    count > 0
      ? `VALUES ${Array.from({ length: count }, () => row).join(', ')}`
      : // Without WHERE, SQLite takes the ON of an ending for that of a join.
        `SELECT ${columns.map((_, n) => `value ->> ${n}`).join(', ')} FROM json_each(?) WHERE true`;
  return `INSERT INTO ${table} (${columns.join(', ')}) ${values} ${ending}`;
}
