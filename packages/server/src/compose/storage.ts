/**
 * Opens the database that the settings choose.
 *
 * @module
 */
import type { Logger } from 'pino';
import type { Config, SettingError } from '../start/config.ts';
import type { Folders } from '../start/folders.ts';
import { postgresFault } from '../start/postgresFault.ts';
import { databaseFault } from '../start/startFault.ts';
import { pathOfDatabase } from '../storage/sqlite/database.ts';
import { openSqliteStorage } from '../storage/sqlite/storage.ts';
import type { Storage } from '../storage/storage.ts';
import type { Writes } from '../storage/writes.ts';

/**
 * @param hasOthers whether other servers are active on the database, which has to be PostgreSQL then
 * @throws an error that {@link storageFault} explains, if the database cannot be used
 */
export async function openStorage(
  { databaseUrl }: Pick<Config, 'databaseUrl'>,
  { data }: Folders,
  writes: Writes,
  log: Logger,
  hasOthers = false,
): Promise<Storage> {
  if (databaseUrl === undefined) return openSqliteStorage(data, writes);
  // Loaded on demand: most servers need no client of PostgreSQL.
  const { openPostgresStorage } = await import('../storage/postgres/storage.ts');
  return openPostgresStorage({ url: databaseUrl, data, writes, log, hasOthers });
}

/** @throws an error that {@link storageFault} explains, if PostgreSQL cannot be reached with this URL */
export async function requireReachable(url: string): Promise<void> {
  const { reach } = await import('../storage/postgres/reach.ts');
  await reach(url);
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
