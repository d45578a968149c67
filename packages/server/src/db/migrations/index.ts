import type { Migration } from 'kysely/migration';
import { first } from './0001_first.ts';
import { owners } from './0002_owners.ts';
import { search } from './0005_search.ts';
import { idempotency } from './0007_idempotency.ts';
import { index } from './0009_index.ts';
import { cancelling } from './0010_cancelling.ts';

/** The steps from an empty database to the present tables; a step that was released never changes. */
export const migrations: Record<string, Migration> = {
  '0001_first': first,
  '0002_owners': owners,
  '0005_search': search,
  '0007_idempotency': idempotency,
  '0009_index': index,
  '0010_cancelling': cancelling,
};
