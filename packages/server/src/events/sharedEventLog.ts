/**
 * The event bus of servers that share a database.
 *
 * @module
 */
import type { Logger } from 'pino';
import type { EventRow } from '../storage/eventRepository.ts';
import type { EventBus, Listener } from './eventBus.ts';
import { EventLog } from './eventLog.ts';
import type { EventData, EventName } from './messages.ts';

/**
 * How often the log is looked at for events of other servers, in milliseconds, in case that their notices were lost.
 */
const POLL = 2_000;
/** Events read from the log at a time. */
const BATCH = 100;

/** Where the events of all servers are stored. */
type Repository = ConstructorParameters<typeof EventLog>[0] & {
  /** The numbers of the newest events of some users. */
  newest(userIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
};

/** A user with listeners. */
type Followed = {
  readonly userId: string;
  readonly listeners: Set<Listener>;
  /** The last event that the listeners were given, or that was there before; undefined until it is known. */
  position: number | undefined;
  /** Resolves when the position is known, or could not be read. */
  ready: Promise<void>;
  /** Whether the log has to be looked at, again if it is being read. */
  isWanted: boolean;
  isReading: boolean;
};

/**
 * Gives listeners the events of all servers in their order. Those of this server come from memory if nothing is
 * missing before them, all others from the log: when another server gives notice of new ones, and regularly.
 */
export class SharedEventLog implements EventBus {
  readonly #rows: Repository;
  readonly #log: Logger;
  readonly #own: EventLog;
  readonly #followed = new Map<string, Followed>();
  readonly #polls: NodeJS.Timeout;

  constructor(rows: Repository, log: Logger) {
    this.#rows = rows;
    this.#log = log;
    this.#own = new EventLog(rows, log, (stored) => this.#stored(stored));
    this.#polls = setInterval(() => void this.#poll(), POLL).unref();
  }

  publish<Name extends EventName>(userId: string, event: Name, data: EventData[Name]): void {
    this.#own.publish(userId, event, data);
  }

  listen(userId: string, listener: Listener): () => void {
    const followed = this.#followed.get(userId) ?? this.#follow(userId);
    followed.listeners.add(listener);
    return () => {
      followed.listeners.delete(listener);
      if (followed.listeners.size === 0 && this.#followed.get(userId) === followed) {
        this.#followed.delete(userId);
      }
    };
  }

  async after(userId: string, eventId: number, limit: number): Promise<EventRow[]> {
    return this.#own.after(userId, eventId, limit);
  }

  async range(userId: string): Promise<{ readonly oldest: number; readonly newest: number }> {
    return this.#own.range(userId);
  }

  /** Also waits until it is known from where on each listener gets events. */
  async settled(): Promise<void> {
    await this.#own.settled();
    await Promise.all([...this.#followed.values()].map(({ ready }) => ready));
  }

  /** Other servers may have added events. */
  look(): void {
    for (const followed of this.#followed.values()) this.#want(followed);
  }

  close(): void {
    clearInterval(this.#polls);
  }

  #follow(userId: string): Followed {
    const followed: Followed = {
      ...{ userId, listeners: new Set<Listener>(), position: undefined },
      ...{ ready: Promise.resolve(), isWanted: false, isReading: false },
    };
    this.#followed.set(userId, followed);
    followed.ready = this.#locate(followed);
    return followed;
  }

  /** Finds out which events are there already. */
  async #locate(followed: Followed): Promise<void> {
    try {
      followed.position = (await this.#rows.newest([followed.userId])).get(followed.userId) ?? 0;
    } catch (error) {
      this.#log.warn({ err: error }, 'could not read the number of the newest event');
    }
  }

  /** Events of this server, in one transaction. */
  #stored(rows: readonly EventRow[]): void {
    for (const [userId, own] of Map.groupBy(rows, (row) => row.user_id)) {
      const followed = this.#followed.get(userId);
      if (!followed) continue;
      const [first] = own;
      const isNext = first !== undefined && followed.position === first.event_id - 1;
      if (isNext && !followed.isReading) this.#tell(followed, own);
      else this.#want(followed);
    }
  }

  #tell(followed: Followed, rows: readonly EventRow[]): void {
    followed.position = rows.at(-1)?.event_id ?? followed.position;
    for (const listener of followed.listeners) listener(rows);
  }

  #want(followed: Followed): void {
    followed.isWanted = true;
    if (!followed.isReading) void this.#read(followed);
  }

  /** Reads the log until nothing is missing. If that fails, the next notice or poll repeats it. */
  async #read(followed: Followed): Promise<void> {
    followed.isReading = true;
    try {
      await followed.ready;
      if (followed.position === undefined) await this.#locate(followed);
      while (followed.isWanted && followed.listeners.size > 0) {
        followed.isWanted = false;
        const { userId, position } = followed;
        if (position === undefined) return;
        const rows = await this.#rows.after(userId, position, BATCH);
        if (rows.length > 0) this.#tell(followed, rows);
        if (rows.length === BATCH) followed.isWanted = true;
      }
    } catch (error) {
      this.#log.warn({ err: error }, 'could not read events of other servers; will try again');
    } finally {
      followed.isReading = false;
    }
  }

  async #poll(): Promise<void> {
    const userIds = [...this.#followed.keys()];
    if (userIds.length === 0) return;
    try {
      const newest = await this.#rows.newest(userIds);
      for (const followed of this.#followed.values()) {
        if ((newest.get(followed.userId) ?? 0) > (followed.position ?? -1)) this.#want(followed);
      }
    } catch {
      // PostgreSQL cannot be reached now.
    }
  }
}
