import Sqlite from 'better-sqlite3';
import { CompiledQuery, sql } from 'kysely';
import type { SqlDialect } from '../database.ts';

/** Up to this many rows are inserted as separate values, which takes less than half as long as JSON. */
const FEW = 8;

/** Statements for each table and its columns by ending and row count, 0 for any. */
const statements = new WeakMap<readonly string[], Map<string, string>>();

/** Rows are JSON, which `json_each` turns into a table. */
export const sqliteDialect: SqlDialect = {
  table(columns, rows) {
    const names = Object.keys(columns);
    const fields = names.map((name, n) => sql`value ->> ${sql.lit(n)} AS ${sql.ref(name)}`);
    return sql`(SELECT ${sql.join(fields)} FROM json_each(${asJson(names, rows)}))`;
  },
  list: (values) => sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`,
  ignoringCase: (text) => sql`${text} COLLATE NOCASE`,
  async insert(db, table, columns, rows, { fixed = {}, ending = '' } = {}) {
    const isFew = rows.length <= FEW;
    const count = isFew ? rows.length : 0;
    const known = statements.get(columns) ?? new Map<string, string>();
    statements.set(columns, known);
    const key = `${count} ${ending}`;
    const statement =
      known.get(key) ?? `${insertionOf(table, columns, Object.keys(fixed), count)} ${ending}`;
    known.set(key, statement);
    const first = Object.values(fixed);
    const parameters = isFew
      ? rows.flatMap((row) => [...first, ...columns.map((column) => Reflect.get(row, column))])
      : [...first, asJson(columns, rows)];
    const { rows: returned } = await db.executeQuery(CompiledQuery.raw(statement, parameters));
    return returned;
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
      : // Without WHERE, SQLite takes the ON of an ending for that of a join.
        `SELECT ${fields.join(', ')} FROM json_each(?) WHERE true`;
  return `INSERT INTO ${table} (${all.join(', ')}) ${values}`;
}
