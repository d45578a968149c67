/**
 * The process that runs the queries of {@link BoundedReads}, one after the other, on a read-only connection
 * of its own. It may be killed at any time.
 *
 * @module
 */
import Sqlite from 'better-sqlite3';
import { keepingStatements } from '../sqlite/statements.ts';
import type { ReadAnswer, ReadRequest } from './boundedReads.ts';
import { passageOf } from './passage.ts';
import { textOf } from './storedText.ts';
import type { Term } from './terms.ts';

/** SQLite's page cache, in KiB. */
const CACHE = 2048;
/**
 * How much of the database is read without copying it, in bytes. A word of all names looks up each file, in no
 * order of the disk: of a million files, a third of the time is spent on copies. The memory is the system's
 * cache of the file.
 */
const MAPPED = 2 ** 31;
/** How long a query waits while another connection locks the database, in milliseconds. */
const BUSY_TIMEOUT = 2_000;

/** How long passages are looked for in the rows of one query, in milliseconds; later rows have none. */
const PASSAGE_TIME = 2_000;

const [, , path = ''] = process.argv;
let connection: ReturnType<typeof keepingStatements> | undefined;

function connect(): ReturnType<typeof keepingStatements> {
  const sqlite = new Sqlite(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT });
  sqlite.pragma(`cache_size = -${CACHE}`);
  sqlite.pragma(`mmap_size = ${MAPPED}`);
  return keepingStatements(sqlite);
}

function answerTo({ sql, parameters, terms }: ReadRequest): ReadAnswer {
  try {
    connection ??= connect();
    const rows = [...connection.prepare(sql).all(parameters)];
    return { rows: terms ? withPassages(rows, terms) : rows };
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error(String(error));
    const code = error instanceof Sqlite.SqliteError ? error.code : undefined;
    return { failure: message, code };
  }
}

/** A piece of a text in a row, and whether there are pieces before and after it. */
type StoredRow = {
  readonly stored: Buffer | null;
  readonly has_before: number | null;
  readonly has_after: number | null;
};

/** Replaces the stored texts of rows by passages. */
function withPassages(rows: readonly unknown[], terms: readonly Term[]): unknown[] {
  const end = performance.now() + PASSAGE_TIME;
  return rows.map((row) => {
    // Who sends terms selects these columns.
    const { stored, has_before, has_after, ...rest } = row as StoredRow;
    const isLate = performance.now() > end;
    const around = { before: has_before === 1, after: has_after === 1 };
    const passage = stored && !isLate ? passageOf(textOf(stored), terms, around) : undefined;
    return { ...rest, passage: passage ?? null };
  });
}

process.on('message', (request: ReadRequest) => process.send?.(answerTo(request)));
process.on('disconnect', () => process.exit());
