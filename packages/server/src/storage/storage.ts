/**
 * Everything that the server stores outside of the library, except trash and unfinished uploads, which are
 * files of the data folder.
 *
 * @module
 */
import type { Database } from './database.ts';
import type { CounterEventRepository } from './postgres/shared/counterEventRepository.ts';
import type { KeyClaims } from './postgres/shared/keyClaims.ts';
import type { LimitCounters } from './postgres/shared/limitCounters.ts';
import type { TicketCodec, TicketTable } from './postgres/shared/ticketTable.ts';
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
      /** The id of the server, if others are active on the same database. */
      readonly server: string | undefined;
    };

/** What servers on one database share besides its data; see `postgres/shared`. */
export type SharedState = {
  readonly limits: LimitCounters;
  readonly claims: KeyClaims;
  /** @param kind of the tickets, which are only accepted as such */
  tickets<P>(kind: string, codec: TicketCodec<P>): TicketTable<P>;
  /** @param retained how many events of each user are stored */
  events(retained: number): CounterEventRepository;
  /** Whether other servers are active at the same time. */
  readonly hasOthers: boolean;
  /** Calls a function whenever other servers may have added events. */
  onEvents(look: () => void): void;
};

/** The open database. */
export type Storage = {
  readonly database: Database;
  /** For background work: its writes fail instead of waiting while another connection writes. */
  readonly nonBlocking: Database;
  readonly place: DatabasePlace;
  /** Undefined for a database that only one server can use. */
  readonly shared: SharedState | undefined;
  /** Runs what only one server may do at a time, such as to create the first key. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
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
  return connect(place.url, new ThreadState(place.shared), place.server);
}
