/**
 * Opens the database that the settings choose.
 *
 * @module
 */
import type { Config, SettingError } from '../start/config.ts';
import type { Folders } from '../start/folders.ts';
import { postgresFault } from '../start/postgresFault.ts';
import { databaseFault } from '../start/startFault.ts';
import { pathOfDatabase } from '../storage/sqlite/database.ts';
import { openSqliteStorage } from '../storage/sqlite/storage.ts';
import type { Storage } from '../storage/storage.ts';
import type { Writes } from '../storage/writes.ts';

/** @throws an error that {@link storageFault} explains, if the database cannot be used */
export async function openStorage(
  { databaseUrl }: Pick<Config, 'databaseUrl'>,
  { data }: Folders,
  writes: Writes,
): Promise<Storage> {
  if (databaseUrl === undefined) return openSqliteStorage(data, writes);
  // Loaded on demand: most servers need no client of PostgreSQL.
  const { openPostgresStorage } = await import('../storage/postgres/storage.ts');
  return openPostgresStorage(databaseUrl, data, writes);
}

/** Explains an error of the database during the start, with a remedy; undefined for any other error. */
export const storageFault = (
  error: unknown,
  { databaseUrl }: Pick<Config, 'databaseUrl'>,
  { data }: Folders,
): SettingError | undefined =>
  databaseUrl === undefined
    ? databaseFault(error, pathOfDatabase(data))
    : postgresFault(error, databaseUrl);
