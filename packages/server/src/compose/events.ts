/**
 * Creates the bus that delivers events.
 *
 * @module
 */
import type { EventBus } from '../events/eventBus.ts';
import { EventLog, RETAINED_EVENTS } from '../events/eventLog.ts';
import { SharedEventLog } from '../events/sharedEventLog.ts';
import { EventRepository } from '../storage/eventRepository.ts';
import type { ServerContext } from './context.ts';

export type EventParts = { readonly events: EventBus; close(): void };

export function composeEvents({ storage, log: { log } }: ServerContext): EventParts {
  const { shared, nonBlocking } = storage;
  const rows = shared?.events(RETAINED_EVENTS);
  if (!rows || !shared?.hasOthers) {
    const events = new EventLog(rows ?? new EventRepository(nonBlocking, RETAINED_EVENTS), log);
    return { events, close: () => {} };
  }
  const events = new SharedEventLog(rows, log);
  shared.onEvents(() => events.look());
  return { events, close: () => events.close() };
}
