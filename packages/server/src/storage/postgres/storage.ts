import type { Storage } from '../storage.ts';
import type { Writes } from '../writes.ts';
import { openPostgres } from './database.ts';
import { ServerLock } from './lock.ts';
import { FollowingSearchStore } from './searchStore.ts';
import { ThreadState } from './threadState.ts';

/** Another server uses the database. */
export class DatabaseInUse extends Error {
  override readonly name = 'DatabaseInUse';
}

/**
 * Opens a database of PostgreSQL for this server alone.
 *
 * @param url such as `postgres://user:password@host:5432/database`
 * @param data the data folder, for the search index
 * @throws DatabaseInUse, UnsuitableDatabase, NewerDatabase, DatabaseUnreachable or an error of `pg`
 */
export async function openPostgresStorage(
  url: string,
  data: string,
  writes: Writes,
): Promise<Storage> {
  const state = new ThreadState();
  const lock = await ServerLock.take(url, state);
  if (!lock) throw new DatabaseInUse('Another server uses this database');
  try {
    const database = await openPostgres(url, writes, state);
    return {
      // A thread never blocks while it waits for PostgreSQL.
      ...{ database, nonBlocking: database },
      place: { kind: 'postgres', url, shared: state.shared },
      openSearch: (limits) => FollowingSearchStore.open(database, data, limits),
      close: async () => {
        await database.destroy();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
