/**
 * Connections to the database, and how their transactions reach the disk.
 *
 * @module
 */
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteAdapter, SqliteDialect, sql, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { Commits } from './commits.ts';
import { LogFlush } from './logFlush.ts';
import { migrations } from './migrations/index.ts';
import { keepingStatements } from './statements.ts';
import type { Tables } from './tables.ts';
import type { Writes } from './writes.ts';

export type Database = Kysely<Tables>;

/** How long a statement waits while another connection locks the database, in milliseconds. */
const BUSY_TIMEOUT = 2_000;

/**
 * Page cache of a connection, in KiB: of the one for requests, and of each further one. By default each
 * takes up to 16 MiB, and the system caches the file as well.
 */
const CACHE = { requests: 8192, second: 2048 } as const;

/**
 * Size of the log, in pages of 4 KiB, at which it is checkpointed, which blocks the committing thread for
 * two flushes. In a longer log more pages are versions of the same page, so the checkpoint writes less.
 */
const LONGEST_LOG = 4_000;

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

/**
 * Runs all migrations in one transaction, which SQLite supports, so that the next start repeats one that
 * was interrupted.
 */
class AtomicDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new AtomicAdapter();
  }
}
class AtomicAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** State of each database's connection, for {@link relaxed} and {@link flushedAside}. */
const connections = new WeakMap<Database, { log: LogFlush; commits: Commits }>();

/** Path of the database in the data folder. */
export const pathOfDatabase = (data: string): string => join(data, 'file-organizer.sqlite');

/**
 * Connects to the database in the data folder, whose tables must be up to date: the server's first
 * connection migrates it.
 *
 * `synchronous=FULL`, because the journal of moves must be on the disk before a file is moved.
 *
 * @param second for a connection other than the one for requests: how long a statement waits while another
 *   connection locks the database, in milliseconds
 */
export function connect(
  data: string,
  second?: { readonly busyTimeout: number },
): {
  readonly database: Database;
  readonly sqlite: Sqlite.Database;
} {
  const place = pathOfDatabase(data);
  const sqlite = new Sqlite(place);
  let commits: Commits;
  try {
    sqlite.pragma(`busy_timeout = ${second?.busyTimeout ?? BUSY_TIMEOUT}`);
    sqlite.pragma(`cache_size = -${second ? CACHE.second : CACHE.requests}`);
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma(`wal_autocheckpoint = ${LONGEST_LOG}`);
    commits = new Commits(sqlite);
    sqlite.pragma('foreign_keys = ON');
  } catch (error) {
    sqlite.close();
    throw error;
  }
  const log = new LogFlush(`${place}-wal`, () => beginLogAnew(sqlite));
  const close = () => {
    log.close();
    sqlite.close();
  };
  const { prepare } = keepingStatements(sqlite);
  const dialect = new AtomicDialect({
    database: {
      prepare: (text) => {
        commits.before(text);
        return prepare(text);
      },
      close,
    },
  });
  const database = new Kysely<Tables>({ dialect });
  connections.set(database, { log, commits });
  return { database, sqlite };
}

/** @throws Error if another connection uses the log, or SqliteError if the disk fails again */
function beginLogAnew(sqlite: Sqlite.Database): void {
  const isBusy = sqlite.pragma('wal_checkpoint(RESTART)', { simple: true });
  if (isBusy !== 0) throw Object.assign(new Error('The log is in use'), { code: 'EBUSY' });
}

/**
 * A second connection for background work. It does not block its thread while another connection writes;
 * all its writes must go through `untilFree`.
 */
export async function connectNonBlocking(data: string): Promise<Database> {
  const { database } = connect(data, { busyTimeout: 0 });
  // Kysely only closes connections that were used.
  await sql`SELECT 1`.execute(database);
  return database;
}

/**
 * Opens the database in the data folder and migrates its tables.
 *
 * @param writes reports writes from then on
 */
export async function openDatabase(data: string, writes?: Writes): Promise<Database> {
  const { database, sqlite } = connect(data);
  const migrator = new Migrator({
    db: database,
    provider: { getMigrations: async () => migrations },
  });
  try {
    refuseNewer(sqlite);
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
  } catch (error) {
    // Kysely only closes connections that were used.
    sqlite.close();
    throw error;
  }
  writes?.attach(sqlite);
  return database;
}

/** @throws NewerDatabase if a migration was run that this version does not know */
function refuseNewer(sqlite: Sqlite.Database): void {
  const tables = sqlite
    .prepare("SELECT 1 FROM sqlite_schema WHERE name = 'kysely_migration'")
    .all();
  if (tables.length === 0) return;
  const names = sqlite.prepare<[], string>('SELECT name FROM kysely_migration').pluck().all();
  const later = names.find((name) => !(name in migrations));
  if (later !== undefined) throw new NewerDatabase(later);
}

/**
 * Runs a transaction without waiting for the disk: for the search index, and the progress and results of
 * scans for duplicates, which can all be made again. It is atomic, but a power failure before the next
 * flushed commit may lose it, along with all relaxed transactions after it.
 */
export async function relaxed<T>(
  db: Database,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  const { commits } = connectionOf(db);
  // Nothing else uses the connection meanwhile.
  return db
    .connection()
    .execute((connection) => commits.relaxed(() => connection.transaction().execute(work)));
}

/** A committed transaction, and a promise of its flush. */
export type Committed<T> = {
  readonly result: T;
  /** @throws NodeJS.ErrnoException if the disk could not store it */
  readonly kept: Promise<void>;
};

/**
 * Runs a transaction and starts its flush, while this thread continues with other work. Until the flush is
 * done, others may read what a power failure could still undo.
 */
export async function committed<T>(
  db: Database,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<Committed<T>> {
  const result = await relaxed(db, work);
  const kept = connectionOf(db).log.done();
  // Callers that await it get the error; there may be none yet.
  kept.catch(() => {});
  return { result, kept };
}

/**
 * Runs a transaction and waits for its flush, without blocking the thread.
 *
 * @throws NodeJS.ErrnoException if the disk could not store it
 */
export async function flushedAside<T>(
  db: Database,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  const { result, kept } = await committed(db, work);
  await kept;
  return result;
}

/**
 * Like {@link flushedAside} for a single statement, which needs no transaction around it.
 *
 * @throws NodeJS.ErrnoException if the disk could not store it
 */
export async function statementFlushedAside<T>(
  db: Database,
  run: (connection: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  const { commits, log } = connectionOf(db);
  const result = await db
    .connection()
    .execute((connection) => commits.relaxed(() => run(connection)));
  await log.done();
  return result;
}

function connectionOf(db: Database) {
  const connection = connections.get(db);
  if (!connection) throw new TypeError('The database was not opened by connect()');
  return connection;
}

/** Whether SQLite reports that another connection locks the database. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');

/** Whether SQLite reports that the disk is full. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Sqlite.SqliteError && error.code === 'SQLITE_FULL';
