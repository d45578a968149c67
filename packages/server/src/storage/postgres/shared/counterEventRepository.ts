import { sql, type Transaction } from 'kysely';
import { type Database, listOf } from '../../database.ts';
import { EventRepository } from '../../eventRepository.ts';
import type { Tables } from '../../tables.ts';
import { withoutClaim } from './claimFence.ts';
import { CHANNEL, noticeOf } from './notices.ts';

/**
 * Events that several servers add. The transaction that adds events locks the counter of each user, so that numbers
 * have no gaps and become visible in their order, and sends other servers one notice.
 */
export class CounterEventRepository extends EventRepository {
  readonly #db: Database;
  readonly #server: string | undefined;

  /**
   * @param kept how many events of each user are retained
   * @param server the id of this server, if others are active on the same database
   */
  constructor(db: Database, kept: number, server: string | undefined) {
    super(db, kept);
    this.#db = db;
    this.#server = server;
  }

  /** The numbers of the newest events of some users. */
  async newest(userIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { rows } = await sql<{ user_id: string; newest: number }>`
      SELECT user_id, newest FROM event_counters WHERE user_id IN ${listOf(this.#db, userIds)}
    `.execute(this.#db);
    return new Map(rows.map((row) => [row.user_id, row.newest]));
  }

  /** Flushed before it ends, since other servers deliver the events as soon as they see them. */
  protected override store<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
    const from = this.#server;
    if (from === undefined) return withoutClaim(() => super.store(work));
    const add = () =>
      this.#db.transaction().execute(async (trx) => {
        const result = await work(trx);
        const notice = noticeOf({ from, events: true });
        await sql`SELECT pg_notify(${CHANNEL}, ${notice})`.execute(trx);
        return result;
      });
    return withoutClaim(add);
  }

  protected override async reserve(
    trx: Transaction<Tables>,
    userId: string,
    count: number,
  ): Promise<number> {
    const { rows } = await sql<{ newest: number }>`
      INSERT INTO event_counters AS counter (user_id, newest) VALUES (${userId}, ${count})
      ON CONFLICT (user_id) DO UPDATE SET newest = counter.newest + ${count}
      RETURNING newest`.execute(trx);
    const [row] = rows;
    if (!row) throw new TypeError('PostgreSQL returned no counter');
    return row.newest;
  }
}
