import type { Migration } from 'kysely/migration';
import { first } from './0001_first.ts';
import { owners } from './0002_owners.ts';
import { events } from './0006_events.ts';
import { cancelling } from './0010_cancelling.ts';

/** The steps from an empty database to the present tables; a step that was released never changes. */
export const migrations: Record<string, Migration> = {
  '0001_first': first,
  '0002_owners': owners,
  '0006_events': events,
  '0010_cancelling': cancelling,
};
