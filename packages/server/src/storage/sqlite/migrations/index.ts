import type { Migration } from 'kysely/migration';
import { first } from './0001_first.ts';
import { owners } from './0002_owners.ts';
import { accounts } from './0003_accounts.ts';
import { trash } from './0004_trash.ts';
import { search } from './0005_search.ts';
import { events } from './0006_events.ts';
import { idempotency } from './0007_idempotency.ts';
import { duplicates } from './0008_duplicates.ts';
import { index } from './0009_index.ts';
import { cancelling } from './0010_cancelling.ts';
import { foundGroups } from './0011_found_groups.ts';
import { givenNumbers } from './0013_given_numbers.ts';
import { twins } from './0014_twins.ts';
import { journal } from './0015_journal.ts';
import { searchAnew } from './0016_search_anew.ts';
import { companions } from './0017_companions.ts';
import { sortKeys } from './0018_sort_keys.ts';
import { contentTypes } from './0019_content_types.ts';
import { greekAnd } from './0020_greek_and.ts';
import { uploads } from './0021_uploads.ts';
import { searchPassages } from './0022_search_passages.ts';
import { listOrder } from './0023_list_order.ts';

/** The steps from an empty database to the current tables; a released step never changes. */
export const migrations: Record<string, Migration> = {
  '0001_first': first,
  '0002_owners': owners,
  '0003_accounts': accounts,
  '0004_trash': trash,
  '0005_search': search,
  '0006_events': events,
  '0007_idempotency': idempotency,
  '0008_duplicates': duplicates,
  '0009_index': index,
  '0010_cancelling': cancelling,
  '0011_found_groups': foundGroups,
  '0013_given_numbers': givenNumbers,
  '0014_twins': twins,
  '0015_journal': journal,
  '0016_search_anew': searchAnew,
  '0017_companions': companions,
  '0018_sort_keys': sortKeys,
  '0019_content_types': contentTypes,
  '0020_greek_and': greekAnd,
  '0021_uploads': uploads,
  '0022_search_passages': searchPassages,
  '0023_list_order': listOrder,
};
