/**
 * Events as an interface, so that more than one server could share them.
 *
 * @module
 */
import type { EventRow } from '../storage/eventRepository.ts';
import type { EventData, EventName } from './messages.ts';

/** Called with a user's events once they are stored, in order. */
export type Listener = (rows: readonly EventRow[]) => void;

/** Delivers each user's events to live connections, and stores the latest. */
export interface EventBus {
  /** Publishes an event. Returns at once; an event that cannot be stored never fails the caller. */
  publish<Name extends EventName>(userId: string, event: Name, data: EventData[Name]): void;
  /**
   * Calls a listener with each batch of a user's events from now on.
   *
   * @returns a function that removes the listener
   */
  listen(userId: string, listener: Listener): () => void;
  /** The next events of a user after a number, in order. */
  after(userId: string, eventId: number, limit: number): Promise<EventRow[]>;
  /** The numbers of a user's oldest and newest stored events; both 0 if there are none. */
  range(userId: string): Promise<{ readonly oldest: number; readonly newest: number }>;
  /** Resolves when everything published so far is stored. */
  settled(): Promise<void>;
}
