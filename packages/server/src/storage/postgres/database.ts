/**
 * Connections to PostgreSQL, and how their transactions reach its disk.
 *
 * @module
 */
import { Kysely, sql, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import {
  type Connection,
  type Database,
  DatabaseUnreachable,
  type Fence,
  NewerDatabase,
} from '../database.ts';
import type { Tables } from '../tables.ts';
import type { Writes } from '../writes.ts';
import { postgresDialect } from './dialect.ts';
import { OurPostgresDialect, PostgresDriver, type WriteListener } from './driver.ts';
import { faultOf } from './faults.ts';
import { migrations } from './migrations/index.ts';
import { reportWritten, type Written } from './reportNotices.ts';
import { noticeOf } from './shared/notices.ts';
import type { ThreadState } from './threadState.ts';

/**
 * How many connections are opened at most, for requests and by each further thread: one writes, the others
 * read or flush.
 */
const MOST_CONNECTIONS = { requests: 8, thread: 3 } as const;
/** How long opening a connection may take, in milliseconds. */
const CONNECT_TIME = 5_000;
/** The oldest version that is supported, as `server_version_num`. */
const OLDEST = 140_000;

/** A setting of PostgreSQL with which the server cannot work; the message says what to do. */
export class UnsuitableDatabase extends Error {
  override readonly name = 'UnsuitableDatabase';
}

/** Numbers of PostgreSQL's types that are read otherwise than `pg` does. */
const INT8 = 20;
const NUMERIC = 1700;
const JSON_TEXT = 114;

/** Counts, sizes and times are far below 2^53; JSON is parsed by those who stored it. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8 || oid === NUMERIC) return Number;
    if (oid === JSON_TEXT) return String;
    return pg.types.getTypeParser(oid, format);
  }) as typeof pg.types.getTypeParser,
};

/**
 * How long a transaction may do nothing where several servers write, in milliseconds. PostgreSQL then ends it: a server
 * that pauses in the middle of one would keep all others from writing.
 */
const IDLE_TIME = 10_000;

/** The settings of every connection. */
export const clientConfig = (url: string): pg.ClientConfig => ({
  connectionString: url,
  fallback_application_name: 'file-organizer',
  connectionTimeoutMillis: CONNECT_TIME,
  keepAlive: true,
  types,
});

/** The pool of a thread as a connection of the repositories. */
class PostgresConnection implements Connection {
  readonly dialect = postgresDialect;
  readonly #pool: pg.Pool;
  readonly #mayWrite: () => void;
  readonly #driver: PostgresDriver;
  #flushing: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(pool: pg.Pool, mayWrite: () => void, driver: PostgresDriver) {
    this.#pool = pool;
    this.#mayWrite = mayWrite;
    this.#driver = driver;
  }

  /** The database by a driver on the pool. */
  on(driver: PostgresDriver): Database {
    return new Kysely<Tables>({ dialect: new OurPostgresDialect(driver, this) });
  }

  fenced(fence: Fence): Database {
    return this.on(this.#driver.fencedBy(fence));
  }

  async relaxed<T>(db: Database, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
    return db.transaction().execute(async (trx) => {
      await sql`SET LOCAL synchronous_commit = off`.execute(trx);
      return work(trx);
    });
  }

  flush(): Promise<void> {
    this.#next ??= this.#after(this.#flushing);
    return this.#next;
  }

  /** Flushes after the running flush, which may have started before the latest commit. */
  async #after(before: Promise<void>): Promise<void> {
    await before.catch(() => {});
    this.#flushing = this.#next ?? before;
    this.#next = undefined;
    try {
      // A transaction that writes to the log is flushed with everything before it.
      await this.#pool.query("SELECT pg_logical_emit_message(true, 'file_organizer', 'flush')");
    } catch (error) {
      throw faultOf(error);
    }
  }

  async transaction<T>(
    db: Database,
    work: (trx: Transaction<Tables>) => Promise<T>,
    done: () => void,
  ): Promise<T> {
    const result = await db.transaction().execute(work);
    // The next transaction has to wait for PostgreSQL before it can write.
    done();
    return result;
  }

  async probe(): Promise<void> {
    this.#mayWrite();
    try {
      const { rows } = await this.#pool.query(
        "SELECT current_setting('transaction_read_only') AS read_only, EXISTS (SELECT 1 FROM secrets)",
      );
      if (rows[0]?.read_only !== 'off') {
        throw new DatabaseUnreachable('PostgreSQL is read-only');
      }
    } catch (error) {
      throw faultOf(error);
    }
  }
}

/** Connects to a database that is up to date. */
function connectAs(
  url: string,
  max: number,
  listener: WriteListener,
): { database: Database; pool: pg.Pool } {
  const hasOthers = listener.announce !== undefined;
  const limits = hasOthers ? { idle_in_transaction_session_timeout: IDLE_TIME } : {};
  const pool = new pg.Pool({ ...clientConfig(url), ...limits, max });
  // An idle connection that breaks leaves the pool; the next statement opens another.
  pool.on('error', () => {});
  // One that breaks between two statements of a transaction fails at the next.
  pool.on('connect', (client) => client.on('error', () => {}));
  const driver = new PostgresDriver(pool, listener);
  const connection = new PostgresConnection(pool, listener.mayWrite, driver);
  return { database: connection.on(driver), pool };
}

/** Sends the writes of a server to others on the same database; undefined if there are none. */
const announcing = (server: string | undefined): WriteListener['announce'] =>
  server === undefined
    ? undefined
    : (written: Written) =>
        noticeOf({
          from: server,
          folders: written.folders.length > 0 ? written.folders : undefined,
          trash: written.trash || undefined,
          credential: written.credential || undefined,
        });

/**
 * Connects a further thread.
 *
 * @param server the id of the server, if others are active on the same database
 */
export const connectThread = (
  url: string,
  state: ThreadState,
  server: string | undefined,
): Database =>
  connectAs(url, MOST_CONNECTIONS.thread, {
    mayWrite: () => state.assertHeld(),
    ended: () => state.noteWrite(),
    announce: announcing(server),
  }).database;

/** An open database, and its connections. */
export type OpenedPostgres = { readonly database: Database; readonly pool: pg.Pool };

/**
 * Opens the database and creates or updates its tables.
 *
 * @param server the id of the server, if others are active on the same database
 * @throws UnsuitableDatabase, NewerDatabase, DatabaseUnreachable or an error of `pg`
 */
export async function openPostgres(
  url: string,
  writes: Writes,
  state: ThreadState,
  server?: string,
): Promise<OpenedPostgres> {
  let reads = 0;
  // Another server may have written at any time, so that nothing can be cached between two requests.
  writes.attach(server === undefined ? () => state.written : () => ++reads);
  const opened = connectAs(url, MOST_CONNECTIONS.requests, {
    mayWrite: () => state.assertHeld(),
    ended: (written) => {
      if (written) reportWritten(written, writes.changes);
    },
    announce: announcing(server),
  });
  const { database, pool } = opened;
  try {
    await requireSuitable(pool);
    await refuseNewer(pool);
    const provider = { getMigrations: async () => migrations };
    const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
    if (error) throw error;
  } catch (error) {
    await pool.end();
    throw faultOf(error);
  }
  return opened;
}

/** @throws UnsuitableDatabase */
async function requireSuitable(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<Record<'version' | 'encoding' | 'commit', string>>(
    `SELECT current_setting('server_version_num') AS version,
      current_setting('server_encoding') AS encoding,
      current_setting('synchronous_commit') AS commit`,
  );
  const { version = '', encoding = '', commit = '' } = rows[0] ?? {};
  if (Number(version) < OLDEST) {
    throw new UnsuitableDatabase('PostgreSQL is older than version 14; update it');
  }
  if (encoding !== 'UTF8') {
    throw new UnsuitableDatabase(
      `The database has the encoding ${encoding}; create one with ENCODING 'UTF8'`,
    );
  }
  if (commit === 'off') {
    throw new UnsuitableDatabase(
      'synchronous_commit is off, so PostgreSQL could lose what was acknowledged; turn it on for this database or user',
    );
  }
}

/** @throws NewerDatabase if a migration was run that this version does not know */
async function refuseNewer(pool: pg.Pool): Promise<void> {
  const { rows: tables } = await pool.query("SELECT to_regclass('kysely_migration') AS found");
  if (tables[0]?.found === null) return;
  const { rows } = await pool.query<{ name: string }>('SELECT name FROM kysely_migration');
  const later = rows.find(({ name }) => !(name in migrations));
  if (later) throw new NewerDatabase(later.name);
}
