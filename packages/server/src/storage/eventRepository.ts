/**
 * SQL for the table `events`.
 *
 * @module
 */
import type { Selectable } from 'kysely';
import { type Database, flushedAside, insertRows } from './database.ts';
import type { EventTable } from './tables.ts';

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
    return flushedAside(this.#db, async (trx) => {
      const rows: EventRow[] = [];
      const newest = new Map<string, number>();
      for (const each of fresh) {
        const last = newest.get(each.user_id) ?? (await newestOf(trx, each.user_id));
        const row = { ...each, event_id: last + 1 };
        newest.set(each.user_id, row.event_id);
        rows.push(row);
      }
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
