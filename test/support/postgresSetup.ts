/**
 * With `DATABASE=postgres`, every test server uses a database of one PostgreSQL, which runs as long as the
 * tests.
 *
 * @module
 */
import { PostgresCluster } from './postgres.ts';

export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  // Each project of Vitest calls this.
  const isRunning = process.env.TEST_POSTGRES !== undefined;
  if (process.env.DATABASE !== 'postgres' || isRunning) return undefined;
  const cluster = await PostgresCluster.start();
  // The processes of the tests inherit it.
  process.env.TEST_POSTGRES = cluster.url('postgres');
  return () => cluster.end();
}
