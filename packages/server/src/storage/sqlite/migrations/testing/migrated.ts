/**
 * Test support: databases of earlier versions.
 *
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Database } from '../../../database.ts';
import { openDatabase } from '../../database.ts';
import { migrations } from '../index.ts';

/**
 * Creates a data folder with a database as it was before a migration.
 *
 * @param name the number with which the migration's name starts
 */
export async function filledBefore(
  name: string,
  fill: (sqlite: Sqlite.Database) => void,
): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'file-organizer-migration-'));
  const sqlite = new Sqlite(join(data, 'file-organizer.sqlite'));
  const old = new Kysely<unknown>({ dialect: new SqliteDialect({ database: sqlite }) });
  const steps = Object.entries(migrations).filter(([each]) => each < name);
  const provider = { getMigrations: async () => Object.fromEntries(steps) };
  const { error } = await new Migrator({ db: old, provider }).migrateToLatest();
  if (error) throw error;
  fill(sqlite);
  await old.destroy();
  return data;
}

/** A database {@link filledBefore} a migration, then opened. */
export async function migrated(
  name: string,
  fill: (sqlite: Sqlite.Database) => void,
): Promise<{ readonly database: Database; end(): Promise<void> }> {
  const data = await filledBefore(name, fill);
  const database = await openDatabase(data);
  return {
    database,
    async end() {
      await database.destroy();
      await rm(data, { recursive: true });
    },
  };
}
