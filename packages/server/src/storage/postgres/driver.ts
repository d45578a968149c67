import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import {
  escapeLiteral,
  type Pool,
  type PoolClient,
  type QueryResult as QueryResultOfPostgres,
} from 'pg';
import { type Connection, type ConnectionAdapter, type Fence, LeaseLost } from '../database.ts';
import { storableParameter } from './dialect.ts';
import { faultOf, isFromPostgres } from './faults.ts';
import { pass } from './fence.ts';
import { type Written, writtenBy } from './reportNotices.ts';
import { ClaimLost, claimRenewal } from './shared/claimFence.ts';
import { CHANNEL } from './shared/notices.ts';

/** Key of the advisory lock that a writing transaction holds. */
export const WRITER_LOCK = 6_171_180_001;

/** Statements that only read. */
const READS = /^\s*select\b/i;

/** The parts of PostgreSQL's message that triggers set. */
type NoticeMessage = {
  readonly message?: string | undefined;
  readonly detail?: string | undefined;
};

/** What a driver reports to the rest of the server. */
export type WriteListener = {
  /** @throws DatabaseUnreachable if this server must not write now */
  readonly mayWrite: () => void;
  /** A transaction has ended, and may have been committed; with what its triggers have reported. */
  readonly ended: (written: Written | undefined) => void;
  /** The notice to other servers that is sent with a transaction; undefined if none is. */
  readonly announce?: ((written: Written) => string) | undefined;
};

/** The order of a thread's transactions: they share few connections. */
type Turns = {
  /** Ends with the last one that has begun. */
  last: Promise<void>;
};

/**
 * Runs statements so that the repositories find what they find with SQLite: transactions write one after
 * the other, whichever thread or server they are from, and those that only read never wait. A transaction
 * holds an advisory lock from its first statement to its end.
 */
export class PostgresDriver implements Driver {
  readonly #pool: Pool;
  readonly #listener: WriteListener;
  readonly #turns: Turns;
  readonly #fence: Fence | undefined;

  /** @param fence checked by each transaction */
  constructor(
    pool: Pool,
    listener: WriteListener,
    { turns = { last: Promise.resolve() }, fence }: { turns?: Turns; fence?: Fence } = {},
  ) {
    this.#pool = pool;
    this.#listener = listener;
    this.#turns = turns;
    this.#fence = fence;
  }

  /** A driver on the same connections whose transactions check a lease. */
  fencedBy(fence: Fence): PostgresDriver {
    return new PostgresDriver(this.#pool, this.#listener, { turns: this.#turns, fence });
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PostgresConnection> {
    return new PostgresConnection(this);
  }

  async beginTransaction(connection: PostgresConnection): Promise<void> {
    await connection.begin();
  }

  async commitTransaction(connection: PostgresConnection): Promise<void> {
    await connection.commit();
  }

  async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    await connection.rollBack();
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    if (!this.#fence) await this.#pool.end();
  }

  /** Runs a statement that reads, on any connection. */
  async read<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const client = await this.#connect();
    try {
      const result = await execute<Row>(client, query);
      client.release();
      return result;
    } catch (error) {
      release(client, error);
      throw error;
    }
  }

  /** Begins a transaction, once it is the only one that writes. */
  async begin(): Promise<Writing> {
    const before = this.#turns.last;
    const turn = Promise.withResolvers<void>();
    this.#turns.last = turn.promise;
    await before;
    try {
      this.#listener.mayWrite();
      const client = await this.#connect();
      const notices: string[] = [];
      const hear = ({ message, detail }: NoticeMessage) => {
        if (message === 'file_organizer' && detail !== undefined) notices.push(detail);
      };
      client.on('notice', hear);
      const end = (error: unknown, mayBeCommitted: boolean) => {
        client.off('notice', hear);
        release(client, error);
        try {
          if (mayBeCommitted) this.#listener.ended(writtenBy(notices));
        } finally {
          turn.resolve();
        }
      };
      try {
        const renewal = claimRenewal();
        const statements = ['BEGIN', `SELECT pg_advisory_xact_lock(${WRITER_LOCK})`];
        // `pg` returns a result for each of several statements, which its types leave out.
        const results = (await client.query(
          [...statements, ...(renewal ?? [])].join('; '),
        )) as unknown as readonly QueryResultOfPostgres[];
        if (renewal && results.at(-1)?.rowCount === 0) {
          await client.query('ROLLBACK');
          throw new ClaimLost();
        }
        if (this.#fence) await pass(client, this.#fence);
      } catch (error) {
        // The connection is fine after a lease was lost.
        end(error instanceof LeaseLost ? undefined : error, false);
        throw faultOf(error);
      }
      const commit = async () => {
        const written = this.#listener.announce && writtenBy(notices);
        const notice = written && this.#listener.announce?.(written);
        await client.query(
          notice === undefined
            ? 'COMMIT'
            : `SELECT pg_notify('${CHANNEL}', ${escapeLiteral(notice)}); COMMIT`,
        );
      };
      return { client, commit, end };
    } catch (error) {
      turn.resolve();
      throw error;
    }
  }

  async #connect(): Promise<PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw faultOf(error);
    }
  }
}

/** A transaction under way. */
type Writing = {
  readonly client: PoolClient;
  /** Commits, and sends other servers a notice with it. */
  readonly commit: () => Promise<void>;
  /** Reports the end to the listener, and lets the next one begin. */
  readonly end: (error: unknown, mayBeCommitted: boolean) => void;
};

/** What Kysely takes for a connection; one of the pool is only held during a transaction or a statement. */
class PostgresConnection implements DatabaseConnection {
  readonly #driver: PostgresDriver;
  #writing: Writing | undefined;

  constructor(driver: PostgresDriver) {
    this.#driver = driver;
  }

  async begin(): Promise<void> {
    this.#writing = await this.#driver.begin();
  }

  async commit(): Promise<void> {
    const { client, commit, end } = this.#ended();
    try {
      await commit();
      end(undefined, true);
    } catch (error) {
      // If the notice was refused, the transaction has not ended yet.
      await client.query('ROLLBACK').catch(() => {});
      end(error, true);
      throw faultOf(error);
    }
  }

  async rollBack(): Promise<void> {
    // A commit that fails has already ended the transaction.
    if (!this.#writing) return;
    const { client, end } = this.#ended();
    try {
      await client.query('ROLLBACK');
      end(undefined, false);
    } catch (error) {
      // The connection is gone, and the transaction with it. The first error counts.
      end(error, false);
    }
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#writing) return execute(this.#writing.client, query);
    if (READS.test(query.sql)) return this.#driver.read(query);
    await this.begin();
    try {
      const result = await this.executeQuery<Row>(query);
      await this.commit();
      return result;
    } catch (error) {
      await this.rollBack();
      throw error;
    }
  }

  // biome-ignore lint/correctness/useYield: nothing here streams, and Kysely requires the method.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new TypeError('Rows are read a page at a time');
  }

  #ended(): Writing {
    const writing = this.#writing;
    if (!writing) throw new TypeError('No transaction has begun');
    this.#writing = undefined;
    return writing;
  }
}

async function execute<Row>(client: PoolClient, query: CompiledQuery): Promise<QueryResult<Row>> {
  try {
    const values = query.parameters.map(storableParameter);
    const { rows, rowCount } = await client.query(query.sql, values);
    // The type of the rows follows from the query.
    return { rows: rows as Row[], numAffectedRows: BigInt(rowCount ?? 0) };
  } catch (error) {
    throw faultOf(error);
  }
}

/** Returns a connection to the pool, which ends it if the error is one of the connection. */
function release(client: PoolClient, error: unknown): void {
  const isOfStatement = isFromPostgres(error) && error.severity === 'ERROR';
  client.release(error !== undefined && !isOfStatement);
}

/** Kysely's dialect, with our driver. */
export class OurPostgresDialect implements Dialect {
  readonly #driver: PostgresDriver;
  readonly #ours: Connection;

  constructor(driver: PostgresDriver, ours: Connection) {
    this.#driver = driver;
    this.#ours = ours;
  }

  createDriver(): PostgresDriver {
    return this.#driver;
  }

  createQueryCompiler(): PostgresQueryCompiler {
    return new PostgresQueryCompiler();
  }

  createAdapter(): PostgresAdapter {
    return new OurAdapter(this.#ours);
  }

  createIntrospector(db: Kysely<unknown>): PostgresIntrospector {
    return new PostgresIntrospector(db);
  }
}

class OurAdapter extends PostgresAdapter implements ConnectionAdapter {
  readonly ours: Connection;

  constructor(ours: Connection) {
    super();
    this.ours = ours;
  }

  // Each transaction has the lock of those that write, and all migrations are one transaction.
  override async acquireMigrationLock(): Promise<void> {}
  override async releaseMigrationLock(): Promise<void> {}
}
