/**
 * The process that runs the queries of {@link BoundedReads}, one after the other, on a read-only connection
 * of its own. It may be killed at any time.
 *
 * @module
 */
import Sqlite from 'better-sqlite3';
import { keepingStatements } from '../sqlite/statements.ts';
import type { ReadAnswer, ReadRequest } from './boundedReads.ts';

/** SQLite's page cache, in KiB. */
const CACHE = 2048;
/** How long a query waits while another connection locks the database, in milliseconds. */
const BUSY_TIMEOUT = 2_000;

const [, , path = ''] = process.argv;
let connection: ReturnType<typeof keepingStatements> | undefined;

function connect(): ReturnType<typeof keepingStatements> {
  const sqlite = new Sqlite(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT });
  sqlite.pragma(`cache_size = -${CACHE}`);
  return keepingStatements(sqlite);
}

function answerTo({ sql, parameters }: ReadRequest): ReadAnswer {
  try {
    connection ??= connect();
    return { rows: [...connection.prepare(sql).all(parameters)] };
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error(String(error));
    const code = error instanceof Sqlite.SqliteError ? error.code : undefined;
    return { failure: message, code };
  }
}

process.on('message', (request: ReadRequest) => process.send?.(answerTo(request)));
process.on('disconnect', () => process.exit());
