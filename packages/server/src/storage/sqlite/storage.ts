import { SqliteSearchStore } from '../search/searchStore.ts';
import type { Storage } from '../storage.ts';
import type { Writes } from '../writes.ts';
import { connectNonBlocking, openDatabase } from './database.ts';

/**
 * Opens the database in the data folder.
 *
 * @throws NewerDatabase, or SqliteError for a file that cannot be used
 */
export async function openSqliteStorage(data: string, writes: Writes): Promise<Storage> {
  const database = await openDatabase(data, writes);
  try {
    const nonBlocking = await connectNonBlocking(data);
    return {
      ...{ database, nonBlocking },
      place: { kind: 'sqlite', data },
      shared: undefined,
      exclusively: (work) => work(),
      openSearch: async (limits) => new SqliteSearchStore(database, data, limits),
      close: async () => {
        await nonBlocking.destroy();
        await database.destroy();
      },
    };
  } catch (error) {
    await database.destroy();
    throw error;
  }
}
