/**
 * The database as the repositories see it, whichever of the two it is: SQLite (`sqlite`) or PostgreSQL
 * (`postgres`). SQL that both understand is written once, in the repositories; what they write differently
 * is in a {@link SqlDialect}.
 *
 * @module
 */
import type { Kysely, RawBuilder, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

/** The type of a column that is passed as a parameter. */
export type ColumnType = 'text' | 'integer' | 'real';

/** A value that is passed as a parameter. */
export type Value = string | number | null;

/** What the two databases write differently. */
export interface SqlDialect {
  /** A table of rows, all in one parameter: preparing a statement with thousands takes longer than running it. */
  table(
    columns: Readonly<Record<string, ColumnType>>,
    rows: readonly Readonly<Record<string, unknown>>[],
  ): RawBuilder<unknown>;
  /** A subquery with all values, in one parameter. */
  list(values: readonly Value[], type: ColumnType): RawBuilder<unknown>;
  /** A text whose ASCII letters are compared without regard to case. */
  ignoringCase(text: RawBuilder<unknown>): RawBuilder<string>;
  /**
   * Inserts rows in their order.
   *
   * @param columns of the table; each row has all of them
   * @param fixed columns that have the same value in all rows
   * @param ending of the statement, such as what happens to rows that are there already
   * @returns what the ending returns, in no particular order
   */
  insert(
    db: Kysely<Tables>,
    table: keyof Tables,
    columns: readonly string[],
    rows: readonly object[],
    options?: { readonly fixed?: Readonly<Record<string, Value>>; readonly ending?: string },
  ): Promise<readonly unknown[]>;
  /**
   * Runs a statement in a transaction.
   *
   * @returns undefined if a unique index has refused it, which leaves the transaction as it was
   */
  ifFree<T>(trx: Transaction<Tables>, write: () => Promise<T>): Promise<T | undefined>;
}

/** The right to write for a job, which the database checks; see `JobLeaseTable`. */
export type Fence = {
  readonly jobId: string;
  readonly epoch: number;
  /** How long the lease is valid after each transaction begins, in milliseconds. */
  readonly leaseMs: number;
};

/** This server may not write for a job any more: its lease has ended, and another server has the job. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** A connection to a database, with its dialect. */
export interface Connection {
  readonly dialect: SqlDialect;
  /** See {@link fencedBy}; only of a database that several servers share. */
  fenced?(fence: Fence): Database;
  /** See {@link relaxed}. */
  relaxed<T>(db: Database, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>;
  /** Waits until everything committed so far is on the disk; concurrent calls share a flush. */
  flush(): Promise<void>;
  /** See {@link transaction}. */
  transaction<T>(
    db: Database,
    work: (trx: Transaction<Tables>) => Promise<T>,
    done: () => void,
  ): Promise<T>;
  /**
   * Checks that the database can be read and written, without writing anything.
   *
   * @throws the error of reading, or of starting to write
   */
  probe(db: Database): Promise<void>;
}

/** The adapters of both dialects lead to the connection, so that it is found in a transaction as well. */
export type ConnectionAdapter = { readonly ours: Connection };

/** @throws TypeError for a database that was not opened by one of the two dialects */
function connectionOf(db: Kysely<Tables>): Connection {
  const { adapter } = db.getExecutor();
  if ('ours' in adapter) return (adapter as typeof adapter & ConnectionAdapter).ours;
  throw new TypeError('The database was not opened by connect()');
}

/** How the database of a connection or a transaction writes SQL. */
export const dialectOf = (db: Kysely<Tables>): SqlDialect => connectionOf(db).dialect;

/**
 * The same database for work under a lease: each of its transactions, and each single statement that writes, first
 * checks the lease and renews it, and fails with {@link LeaseLost} if another server has taken over. Nothing else
 * has to remember to check. Never closed by itself.
 *
 * @param fence none if this server is the only one; then the database itself is returned
 */
export function fencedBy(db: Database, fence: Fence | undefined): Database {
  if (!fence) return db;
  const fenced = connectionOf(db).fenced?.(fence);
  if (!fenced) throw new TypeError('Servers cannot share this database');
  return fenced;
}

/** A subquery with all texts in one parameter, for `in`: preparing a statement with thousands takes longer. */
export const listOf = <T extends string>(db: Kysely<Tables>, values: readonly T[]): RawBuilder<T> =>
  dialectOf(db).list(values, 'text') as RawBuilder<T>;

/** Like {@link listOf}, for whole numbers. */
export const numberListOf = (db: Kysely<Tables>, values: readonly number[]): RawBuilder<number> =>
  dialectOf(db).list(values, 'integer') as RawBuilder<number>;

/** The database was migrated by a newer version of the server. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
  /** A migration that this version does not know. */
  readonly migration: string;

  constructor(migration: string) {
    super(`The database has a later migration: ${migration}`);
    this.migration = migration;
  }
}

/** The database cannot be reached now, or does not accept writes. */
export class DatabaseUnreachable extends Error {
  override readonly name = 'DatabaseUnreachable';
}

/**
 * Runs a transaction, and calls `done` as soon as its changes have been reported on the bus and before
 * anything else is written by this thread.
 */
export const transaction = <T>(
  db: Database,
  work: (trx: Transaction<Tables>) => Promise<T>,
  done: () => void,
): Promise<T> => connectionOf(db).transaction(db, work, done);

/**
 * Runs a transaction without waiting for the disk: for the search index, and the progress and results of
 * scans for duplicates, which can all be made again. It is atomic, but a power failure before the next
 * flushed commit may lose it, along with all relaxed transactions after it.
 */
export const relaxed = <T>(
  db: Database,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> => connectionOf(db).relaxed(db, work);

/**
 * Runs a transaction and waits for its flush, without blocking the thread. Until then, others may read what
 * a power failure could still undo.
 *
 * @throws NodeJS.ErrnoException or DatabaseUnreachable if it could not be stored
 */
export async function flushedAside<T>(
  db: Database,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  const result = await relaxed(db, work);
  await connectionOf(db).flush();
  return result;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** Whether another connection locks SQLite's database, or PostgreSQL cannot be reached: later it may work. */
export const isBusy = (error: unknown): boolean =>
  error instanceof DatabaseUnreachable || codeOf(error).startsWith('SQLITE_BUSY');

/** Whether the database reports that its disk is full (for PostgreSQL: class 53, `disk_full`). */
export const isDiskFull = (error: unknown): boolean =>
  ['SQLITE_FULL', '53100'].includes(codeOf(error));

/** See {@link Connection.probe}. */
export const probe = (db: Database): Promise<void> => connectionOf(db).probe(db);

/** See {@link SqlDialect.insert}. Pass the same array of columns each time: statements are cached by it. */
export async function insertRows<Table extends keyof Tables>(
  db: Kysely<Tables>,
  table: Table,
  columns: readonly (keyof Tables[Table] & string)[],
  rows: readonly object[],
  fixed?: Readonly<Partial<Record<keyof Tables[Table] & string, Value>>>,
): Promise<void> {
  if (rows.length > 0)
    await dialectOf(db).insert(db, table, columns, rows, { fixed: fixed as never });
}
