/**
 * The event bus of a single server, with its log in the database.
 *
 * @module
 */
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { EventRepository, EventRow } from '../storage/eventRepository.ts';
import { untilFree } from '../storage/untilFree.ts';
import type { EventBus, Listener } from './eventBus.ts';
import type { EventData, EventName } from './messages.ts';

/** Retention: how many events of each user are stored. */
export const RETAINED_EVENTS = 1_000;
/** The most events waiting to be stored while the database is slow, over all users. */
const MOST_WAITING = 10_000;

/**
 * How long events are collected to be stored together, in milliseconds: while a client listens, and while none
 * does. Each write waits for a flush, and makes the connection for requests read its pages again.
 */
const GATHER = { listeners: 25, noListeners: 100 } as const;

/**
 * Stores events and notifies listeners. Events are numbered when they are stored, so that live events and
 * replayed ones are the same, in the same order.
 */
export class EventLog implements EventBus {
  readonly #rows: EventRepository;
  readonly #log: Logger;
  readonly #deliver: (rows: readonly EventRow[]) => void;
  /** Whether anyone may be listening. */
  readonly #mayBeHeard: () => boolean;
  readonly #listeners = new Map<string, Set<Listener>>();
  #waiting: Omit<EventRow, 'event_id'>[] = [];
  /** Resolves when those that wait are stored. */
  #stored: PromiseWithResolvers<void> | undefined;
  /** The same for the batch that is being written. */
  #storing: PromiseWithResolvers<void> | undefined;
  #writing: Promise<void> | undefined;

  /** @param deliver is given the events of each transaction; by default they go to the listeners */
  constructor(rows: EventRepository, log: Logger, deliver?: (rows: readonly EventRow[]) => void) {
    this.#rows = rows;
    this.#log = log;
    this.#deliver = deliver ?? ((stored) => this.#tell(stored));
    this.#mayBeHeard = () => deliver !== undefined || this.#listeners.size > 0;
  }

  /** Publishes an event. Returns at once; a failure to store it does not affect the caller. */
  publish<Name extends EventName>(userId: string, event: Name, data: EventData[Name]): void {
    if (this.#waiting.length >= MOST_WAITING) {
      this.#log.error({ event }, 'event dropped: too many events are waiting to be stored');
      return;
    }
    this.#waiting.push({
      user_id: userId,
      event,
      occurred_ms: Date.now(),
      data: JSON.stringify(data),
    });
    this.#stored ??= Promise.withResolvers();
    this.#writing ??= this.#write();
  }

  /**
   * Calls a listener with each batch of a user's events from now on.
   *
   * @returns a function that removes the listener
   */
  listen(userId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(userId) ?? new Set();
    this.#listeners.set(userId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(userId) === listeners) {
        this.#listeners.delete(userId);
      }
    };
  }

  /** The next events of a user after a number, in order. */
  async after(userId: string, eventId: number, limit: number): Promise<EventRow[]> {
    return this.#rows.after(userId, eventId, limit);
  }

  /** The numbers of a user's oldest and newest events; both 0 if there are none. */
  async range(userId: string): Promise<{ readonly oldest: number; readonly newest: number }> {
    return this.#rows.range(userId);
  }

  /** Waits until everything published so far is stored; not for what is published during the wait. */
  async settled(): Promise<void> {
    await (this.#stored ?? this.#storing)?.promise;
  }

  /** Stores waiting events in batches, one transaction each, until none are left. */
  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      await setTimeout(this.#mayBeHeard() ? GATHER.listeners : GATHER.noListeners);
      const batch = this.#waiting;
      this.#waiting = [];
      this.#storing = this.#stored;
      this.#stored = undefined;
      try {
        this.#deliver(await untilFree(() => this.#rows.append(batch)));
      } catch (error) {
        this.#log.error({ err: error, events: batch.length }, 'could not store events');
      }
      this.#storing?.resolve();
      this.#storing = undefined;
    }
    this.#writing = undefined;
  }

  #tell(rows: readonly EventRow[]): void {
    for (const [userId, own] of Map.groupBy(rows, (row) => row.user_id)) {
      for (const listener of this.#listeners.get(userId) ?? []) listener(own);
    }
  }
}
