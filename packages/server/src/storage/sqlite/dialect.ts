import Sqlite from 'better-sqlite3';
import { CompiledQuery, sql } from 'kysely';
import type { SqlDialect } from '../database.ts';

/** Up to this many rows are inserted as separate values, which takes less than half as long as JSON. */
const FEW = 8;

/** Statements for each table and its columns by row count, 0 for any. */
const statements = new WeakMap<readonly string[], string[]>();

/** Rows are JSON, which `json_each` turns into a table. */
export const sqliteDialect: SqlDialect = {
  table(columns, rows) {
    const names = Object.keys(columns);
    const fields = names.map((name, n) => sql`value ->> ${sql.lit(n)} AS ${sql.ref(name)}`);
    return sql`(SELECT ${sql.join(fields)} FROM json_each(${asJson(names, rows)}))`;
  },
  list: (values) => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`,
  ignoringCase: (text) => sql`${text} COLLATE NOCASE`,
  async insert(db, table, columns, rows, fixed = {}) {
    const isFew = rows.length <= FEW;
    const count = isFew ? rows.length : 0;
    const known = statements.get(columns) ?? [];
    statements.set(columns, known);
    known[count] ??= insertionOf(table, columns, Object.keys(fixed), count);
    const first = Object.values(fixed);
    const parameters = isFew
      ? rows.flatMap((row) => [...first, ...columns.map((column) => Reflect.get(row, column))])
      : [...first, asJson(columns, rows)];
    await db.executeQuery(CompiledQuery.raw(known[count], parameters));
  },
  async ifFree(_trx, write) {
    try {
      return await write();
    } catch (error) {
      // SQLite has undone the statement, but not the transaction.
      const isRefused =
        error instanceof Sqlite.SqliteError && error.code === 'SQLITE_CONSTRAINT_UNIQUE';
      if (!isRefused) throw error;
      return undefined;
    }
  },
};

/** Rows as arrays, which are shorter than objects. */
const asJson = (columns: readonly string[], rows: readonly object[]): string =>
  JSON.stringify(rows.map((row) => columns.map((column) => Reflect.get(row, column))));

function insertionOf(
  table: string,
  columns: readonly string[],
  fixed: readonly string[],
  count: number,
): string {
  const all = [...fixed, ...columns];
  const row = `(${all.map(() => '?').join(', ')})`;
  const fields = [...fixed.map(() => '?'), ...columns.map((_, n) => `value ->> ${n}`)];
  const values =
    count > 0
      ? `VALUES ${Array.from({ length: count }, () => row).join(', ')}`
      : `SELECT ${fields.join(', ')} FROM json_each(?)`;
  return `INSERT INTO ${table} (${all.join(', ')}) ${values}`;
}
