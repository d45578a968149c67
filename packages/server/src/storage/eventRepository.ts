/**
 * SQL for the table `events`.
 *
 * @module
 */
import type { Selectable, Transaction } from 'kysely';
import { type Database, flushedAside, insertRows } from './database.ts';
import type { EventTable, Tables } from './tables.ts';

export type EventRow = Selectable<EventTable>;

const COLUMNS = [
  'user_id',
  'event_id',
  'event',
  'occurred_ms',
  'data',
] as const satisfies readonly (keyof EventRow)[];

/** The log of events: the newest of each user. */
export class EventRepository {
  readonly #db: Database;
  readonly #kept: number;

  /** @param kept how many events of each user are retained */
  constructor(db: Database, kept: number) {
    this.#db = db;
    this.#kept = kept;
  }

  /** Writes events in one transaction and gives each the next number of its user. */
  async append(fresh: readonly Omit<EventRow, 'event_id'>[]): Promise<EventRow[]> {
    return this.store(async (trx) => {
      const newest = new Map<string, number>();
      // In one order for all servers: each locks the numbers of several users.
      for (const [userId, own] of [...Map.groupBy(fresh, (each) => each.user_id)].sort(byUser)) {
        newest.set(userId, (await this.reserve(trx, userId, own.length)) - own.length);
      }
      const rows = fresh.map((each) => {
        const event_id = (newest.get(each.user_id) ?? 0) + 1;
        newest.set(each.user_id, event_id);
        return { ...each, event_id };
      });
      await insertRows(trx, 'events', COLUMNS, rows);
      for (const [userId, last] of newest) {
        await trx
          .deleteFrom('events')
          .where('user_id', '=', userId)
          .where('event_id', '<=', last - this.#kept)
          .execute();
      }
      return rows;
    });
  }

  /** Runs the transaction that adds events, which are delivered once it has ended. */
  protected store<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
    return flushedAside(this.#db, work);
  }

  /**
   * Reserves the next numbers of a user, without gaps.
   *
   * @returns the last of them
   */
  protected async reserve(
    trx: Transaction<Tables>,
    userId: string,
    count: number,
  ): Promise<number> {
    return (await newestOf(trx, userId)) + count;
  }

  /** The next events of a user after a number, in order. */
  async after(userId: string, eventId: number, limit: number): Promise<EventRow[]> {
    return this.#db
      .selectFrom('events')
      .selectAll()
      .where('user_id', '=', userId)
      .where('event_id', '>', eventId)
      .orderBy('event_id')
      .limit(limit)
      .execute();
  }

  /** The numbers of a user's oldest and newest events in the log; both 0 if there are none. */
  async range(userId: string): Promise<{ readonly oldest: number; readonly newest: number }> {
    const [oldest] = await this.after(userId, 0, 1);
    return { oldest: oldest?.event_id ?? 0, newest: await newestOf(this.#db, userId) };
  }
}

async function newestOf(db: Database, userId: string): Promise<number> {
  const row = await db
    .selectFrom('events')
    .select('event_id')
    .where('user_id', '=', userId)
    .orderBy('event_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.event_id ?? 0;
}

const byUser = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : Number(a > b);
