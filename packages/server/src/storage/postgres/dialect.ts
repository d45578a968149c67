import { CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { ColumnType, SqlDialect } from '../database.ts';

const typeNames: Readonly<Record<ColumnType, string>> = {
  text: 'text COLLATE "C"',
  integer: 'bigint',
  real: 'double precision',
};

const UNIQUE_VIOLATION = '23505';

/** Statements for each table and its columns by ending. */
const statements = new WeakMap<readonly string[], Map<string, string>>();

/** Rows are JSON, which takes a single parameter however many columns there are. */
export const postgresDialect: SqlDialect = {
  table(columns, rows) {
    const names = Object.keys(columns);
    const types = Object.entries(columns).map(
      ([name, type]) => sql`${sql.ref(name)} ${sql.raw(typeNames[type])}`,
    );
    return sql`(SELECT * FROM json_to_recordset(${asJson(names, rows)}::json)
      AS given(${sql.join(types)}))`;
  },
  list: (values, type) =>
    sql`(SELECT unnest(${values}::${sql.raw(type === 'text' ? 'text' : typeNames[type])}[]))`,
  ignoringCase: (text) => sql`lower(${text} COLLATE "C")` as RawBuilder<string>,
  async insert(db, table, columns, rows, { fixed = {}, ending = '' } = {}) {
    const known = statements.get(columns) ?? new Map<string, string>();
    statements.set(columns, known);
    const statement =
      known.get(ending) ?? `${insertionOf(table, columns, Object.keys(fixed))} ${ending}`;
    known.set(ending, statement);
    const parameters = [...Object.values(fixed), asJson(columns, rows)];
    const { rows: returned } = await db.executeQuery(CompiledQuery.raw(statement, parameters));
    return returned;
  },
  async ifFree(trx, write) {
    await sql`SAVEPOINT attempt`.execute(trx);
    try {
      const result = await write();
      await sql`RELEASE SAVEPOINT attempt`.execute(trx);
      return result;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION))
        throw error;
      await sql`ROLLBACK TO SAVEPOINT attempt`.execute(trx);
      return undefined;
    }
  },
};

/** The types are those of the table's columns. */
function insertionOf(table: string, columns: readonly string[], fixed: readonly string[]): string {
  const fields = [...fixed.map((_, n) => `$${n + 1}`), ...columns];
  return `INSERT INTO ${table} (${[...fixed, ...columns].join(', ')})
    SELECT ${fields.join(', ')} FROM json_populate_recordset(NULL::${table}, $${fixed.length + 1}::json)`;
}

const asJson = (columns: readonly string[], rows: readonly object[]): string =>
  storable(JSON.stringify(rows, [...columns]));

/** NUL, and halves of surrogate pairs, as `JSON.stringify` writes them; not a backslash before a "u". */
const unstorable = /(?<=(?<!\\)(?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g;

/** PostgreSQL stores all characters but these two kinds; UTF-8 has a character for what cannot be. */
const storable = (json: string): string =>
  json.includes('\\u') ? json.replace(unstorable, '\ufffd') : json;

/** A parameter as PostgreSQL stores it: without NUL, which no text there can have. */
export function storableParameter(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(storableParameter);
  return typeof value === 'string' && value.includes('\0')
    ? value.replaceAll('\0', '\ufffd')
    : value;
}
