import { join } from 'node:path';
import Sqlite from 'better-sqlite3';

/** Where the lock is, by the data folder. */
export const pathOfLock = (data: string): string => join(data, 'server.lock');

/**
 * Takes the data folder for this process. The lock is one of the operating system, held through
 * a SQLite file, so that it ends with the process however that dies.
 *
 * @returns a function that gives the folder free, or undefined where another server has it
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
