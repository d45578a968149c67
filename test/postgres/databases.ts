/**
 * The two databases for tests that hold on both.
 *
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../packages/server/src/storage/database.ts';
import { openPostgres } from '../../packages/server/src/storage/postgres/database.ts';
import { ThreadState } from '../../packages/server/src/storage/postgres/threadState.ts';
import { openDatabase } from '../../packages/server/src/storage/sqlite/database.ts';
import { Writes } from '../../packages/server/src/storage/writes.ts';
import { PostgresCluster } from '../support/postgres.ts';

/** A new database without rows. */
export type Opened = {
  readonly database: Database;
  readonly writes: Writes;
  close(): Promise<void>;
};

/**
 * PostgreSQL for the tests of a file; undefined where it cannot run, which is said and fails with
 * `CI=true`.
 */
export async function startPostgres(): Promise<PostgresCluster | undefined> {
  try {
    return await PostgresCluster.start();
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    console.warn('PostgreSQL cannot run here, so its tests are skipped:', error);
    return undefined;
  }
}

export async function openSqliteForTest(): Promise<Opened> {
  const data = await mkdtemp(join(tmpdir(), 'file-organizer-repositories-'));
  const writes = new Writes();
  const database = await openDatabase(data, writes);
  const close = async () => {
    await database.destroy();
    await rm(data, { recursive: true });
  };
  return { database, writes, close };
}

export async function openPostgresForTest(cluster: PostgresCluster): Promise<Opened> {
  const writes = new Writes();
  const { database } = await openPostgres(await cluster.create(), writes, new ThreadState());
  return { database, writes, close: () => database.destroy() };
}
