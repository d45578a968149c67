/**
 * Everything that the server stores outside of the library, except trash and unfinished uploads, which are
 * files of the data folder.
 *
 * @module
 */
import type { Database } from './database.ts';
import type { ReadLimits } from './search/boundedReads.ts';
import type { SearchStore } from './search/searchStore.ts';

/** Where a further thread finds the database; can be sent to it. */
export type DatabasePlace =
  | { readonly kind: 'sqlite'; readonly data: string }
  | {
      readonly kind: 'postgres';
      readonly url: string;
      /** See `ThreadState`. */
      readonly shared: Int32Array;
    };

/** The open database. */
export type Storage = {
  readonly database: Database;
  /** For background work: its writes fail instead of waiting while another connection writes. */
  readonly nonBlocking: Database;
  readonly place: DatabasePlace;
  openSearch(limits?: Partial<ReadLimits>): Promise<SearchStore>;
  close(): Promise<void>;
};

/**
 * Connects a further thread to the database. Only the code of the database in use is loaded.
 *
 * @param busyTimeout how long a statement waits while another connection locks SQLite, in milliseconds
 */
export async function connectThread(place: DatabasePlace, busyTimeout: number): Promise<Database> {
  if (place.kind === 'sqlite') {
    const { connect } = await import('./sqlite/database.ts');
    return connect(place.data, { busyTimeout }).database;
  }
  const [{ connectThread: connect }, { ThreadState }] = await Promise.all([
    import('./postgres/database.ts'),
    import('./postgres/threadState.ts'),
  ]);
  return connect(place.url, new ThreadState(place.shared));
}
