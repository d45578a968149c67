/**
 * Connections to the database, and how their transactions reach the disk.
 *
 * @module
 */
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import {
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  sql,
  type Transaction,
} from 'kysely';
import { Migrator } from 'kysely/migration';
import {
  type Connection,
  type ConnectionAdapter,
  type Database,
  NewerDatabase,
} from '../database.ts';
import type { Tables } from '../tables.ts';
import type { Writes } from '../writes.ts';
import { Commits } from './commits.ts';
import { sqliteDialect } from './dialect.ts';
import { LogFlush } from './logFlush.ts';
import { migrations } from './migrations/index.ts';
import { reportWrites } from './reportWrites.ts';
import { keepingStatements } from './statements.ts';

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

/** The one connection of a database. */
class SqliteConnection implements Connection {
  readonly dialect = sqliteDialect;
  readonly #log: LogFlush;
  readonly #commits: Commits;

  constructor(log: LogFlush, commits: Commits) {
    this.#log = log;
    this.#commits = commits;
  }

  async relaxed<T>(db: Database, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
    // Nothing else uses the connection meanwhile.
    return db
      .connection()
      .execute((connection) => this.#commits.relaxed(() => connection.transaction().execute(work)));
  }

  flush(): Promise<void> {
    return this.#log.done();
  }

  /** Writes are reported by triggers, before the transaction ends: see `reportWrites`. */
  async transaction<T>(
    db: Database,
    work: (trx: Transaction<Tables>) => Promise<T>,
    done: () => void,
  ): Promise<T> {
    return db.transaction().execute(async (trx) => {
      const result = await work(trx);
      done();
      return result;
    });
  }

  async probe(db: Database): Promise<void> {
    await db.connection().execute(async (connection) => {
      await sql`BEGIN IMMEDIATE`.execute(connection);
      try {
        await connection.selectFrom('secrets').select('name').limit(1).execute();
      } finally {
        await sql`ROLLBACK`.execute(connection);
      }
    });
  }
}

/**
 * Runs all migrations in one transaction, which SQLite supports, so that the next start repeats one that
 * was interrupted.
 */
class AtomicDialect extends SqliteDialect {
  readonly #ours: Connection;

  constructor(database: SqliteDatabase, ours: Connection) {
    super({ database });
    this.#ours = ours;
  }

  override createAdapter(): SqliteAdapter {
    return new AtomicAdapter(this.#ours);
  }
}
class AtomicAdapter extends SqliteAdapter implements ConnectionAdapter {
  readonly ours: Connection;

  constructor(ours: Connection) {
    super();
    this.ours = ours;
  }

  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

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
  const dialect = new AtomicDialect(
    {
      prepare: (text) => {
        commits.before(text);
        return prepare(text);
      },
      close,
    },
    new SqliteConnection(log, commits),
  );
  return { database: new Kysely<Tables>({ dialect }), sqlite };
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
  if (writes) reportWrites(sqlite, writes);
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
