/**
 * The lock that keeps a second server from using the same data folder.
 *
 * @module
 */
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/** Path of the lock in the data folder. */
export const pathOfLock = (data: string): string => join(data, 'server.lock');

/**
 * Locks the data folder for this process. It is a lock of the operating system, held through a SQLite file,
 * so it ends with the process however that ends.
 *
 * @returns a function that releases the lock; undefined if another server holds it
 */
export function lockData(data: string): (() => void) | undefined {
  const sqlite = new Sqlite(pathOfLock(data), { timeout: 0 });
  try {
    sqlite.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    sqlite.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      return undefined;
    }
    throw error;
  }
  return () => sqlite.close();
}
