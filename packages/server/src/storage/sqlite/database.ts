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

/** How long a statement waits for whoever else holds the database, in milliseconds. */
const BUSY_TIMEOUT = 2_000;

/**
 * How much of the database a connection keeps in memory, in KiB: the one for requests, and each beside
 * it. Left alone, each takes up to 16 MiB; the system keeps the file in memory as well.
 */
const CACHE = { requests: 8192, second: 2048 } as const;

/**
 * How long the log grows, in pages of 4 KiB, before it is brought into the database: that stops
 * whoever has committed for two flushes. In a longer log more of the pages are the same ones again.
 */
const LONGEST_LOG = 4_000;

/** The database has been brought to a state by a later version of the server. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
  /** A step that this version does not know. */
  readonly migration: string;

  constructor(migration: string) {
    super(`The database has a later migration: ${migration}`);
    this.migration = migration;
  }
}

/** Migrates in one transaction, which SQLite can, so that a start that dies halfway is done again by the next one. */
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

/** What belongs to the connection of each database, for {@link relaxed} and {@link flushedAside}. */
const connections = new WeakMap<Database, { log: LogFlush; commits: Commits }>();

/** Where the database is, by the data folder. */
export const pathOfDatabase = (data: string): string => join(data, 'file-organizer.sqlite');

/**
 * Connects to the database in the data folder, whose tables are up to date: the first connection
 * of the server has seen to that.
 *
 * `synchronous=FULL`, because the journal of moves must be on the disk before a file is moved.
 *
 * @param second for a connection beside the one for requests: how long a statement waits for whoever
 *   else holds the database, in milliseconds
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

/** @throws Error where somebody else holds the log, or SqliteError where the disk fails again */
function beginLogAnew(sqlite: Sqlite.Database): void {
  const isBusy = sqlite.pragma('wal_checkpoint(RESTART)', { simple: true });
  if (isBusy !== 0) throw Object.assign(new Error('The log is in use'), { code: 'EBUSY' });
}

/**
 * A connection for what nobody waits for, beside the one that answers requests: it does not wait
 * while somebody else writes, and must be written to by `untilFree`.
 */
export async function connectNonBlocking(data: string): Promise<Database> {
  const { database } = connect(data, { busyTimeout: 0 });
  // Kysely closes only what was used once.
  await sql`SELECT 1`.execute(database);
  return database;
}

/**
 * Opens the database in the data folder and brings its tables up to date.
 *
 * @param writes tells from then on what is written
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
    // Kysely closes only what was used once.
    sqlite.close();
    throw error;
  }
  writes?.attach(sqlite);
  return database;
}

/** @throws NewerDatabase where a step has been carried out that this version does not know */
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
 * Carries out a transaction without waiting for the disk: for what is made anew from what the disk
 * has. It is as whole as any other, but may be lost, with all relaxed ones after it, where the power
 * fails before the next commit that waits.
 */
export async function relaxed<T>(
  db: Database,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  const { commits } = connectionOf(db);
  // Nobody else has the connection meanwhile.
  return db
    .connection()
    .execute((connection) => commits.relaxed(() => connection.transaction().execute(work)));
}

/** A transaction that is carried out, and when the disk has it. */
export type Committed<T> = {
  readonly result: T;
  /** @throws NodeJS.ErrnoException where the disk could not keep it */
  readonly kept: Promise<void>;
};

/**
 * Carries out a transaction and has the disk keep it, while this thread goes on with other work. Until
 * it is kept, others may read what a power cut could still take back.
 */
export async function committed<T>(
  db: Database,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<Committed<T>> {
  const result = await relaxed(db, work);
  const kept = connectionOf(db).log.done();
  // Whoever waits for it is told; nobody may wait yet.
  kept.catch(() => {});
  return { result, kept };
}

/**
 * The same, for who has nothing else to do until the disk has it.
 *
 * @throws NodeJS.ErrnoException where the disk could not keep it
 */
export async function flushedAside<T>(
  db: Database,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  const { result, kept } = await committed(db, work);
  await kept;
  return result;
}

function connectionOf(db: Database) {
  const connection = connections.get(db);
  if (!connection) throw new TypeError('The database was not opened by connect()');
  return connection;
}

/** Whether an error is SQLite's word that another program holds the database. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY');

/** Whether an error is SQLite's word that the disk is full. */
export const isDiskFull = (error: unknown): boolean =>
  error instanceof Sqlite.SqliteError && error.code === 'SQLITE_FULL';
