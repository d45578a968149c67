/**
 * The lock that keeps a second server from using the same database.
 *
 * @module
 */
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { clientConfig } from './database.ts';
import { faultOf } from './faults.ts';
import type { ThreadState } from './threadState.ts';

/** Key of the advisory lock that a server holds while it runs. */
export const SERVER_LOCK = 6_171_180_002;

/** How long a start waits for PostgreSQL to notice that an earlier server has ended, in milliseconds. */
const PATIENCE = 3_000;
/** Pause before the lock is tried again, in milliseconds. */
const PAUSE = 200;

/**
 * Seconds after which PostgreSQL looks for a silent holder of the lock, and how often it looks: a machine
 * that lost its power does not close its connections.
 */
const KEEPALIVE =
  'SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3';

/**
 * A lock of a session, which ends with its connection. If the connection breaks, this server does not write
 * until it has the lock again.
 */
export class ServerLock {
  readonly #url: string;
  readonly #state: ThreadState;
  #client: pg.Client | undefined;
  #isReleased = false;
  #regaining: Promise<void> | undefined;

  private constructor(url: string, state: ThreadState) {
    this.#url = url;
    this.#state = state;
  }

  /**
   * Takes the lock of a database.
   *
   * @param state is told when the lock is lost and held again
   * @returns undefined if another server holds it
   * @throws DatabaseUnreachable or an error of `pg`
   */
  static async take(url: string, state: ThreadState): Promise<ServerLock | undefined> {
    const lock = new ServerLock(url, state);
    for (const began = performance.now(); ; await setTimeout(PAUSE)) {
      if (await lock.#try()) return lock;
      if (performance.now() - began > PATIENCE) return undefined;
    }
  }

  async release(): Promise<void> {
    this.#isReleased = true;
    await this.#regaining;
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {});
  }

  async #try(): Promise<boolean> {
    const client = new pg.Client(clientConfig(this.#url));
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query(KEEPALIVE);
      const { rows } = await client.query(`SELECT pg_try_advisory_lock(${SERVER_LOCK}) AS taken`);
      if (rows[0]?.taken !== true) {
        await client.end();
        return false;
      }
    } catch (error) {
      await client.end().catch(() => {});
      throw faultOf(error);
    }
    this.#client = client;
    this.#state.isHeld = true;
    client.on('end', () => {
      if (this.#client !== client || this.#isReleased) return;
      this.#client = undefined;
      this.#state.isHeld = false;
      this.#regaining = this.#regain();
    });
    return true;
  }

  async #regain(): Promise<void> {
    while (!this.#isReleased) {
      if (await this.#try().catch(() => false)) return;
      await setTimeout(PAUSE, undefined, { ref: false });
    }
  }
}
