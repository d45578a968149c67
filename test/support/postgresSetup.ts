/**
 * With `DATABASE=postgres`, every test server uses a database of one PostgreSQL, which runs as long as the
 * tests; with `DATABASE=objects`, also a prefix of one object storage.
 *
 * @module
 */
import { PostgresCluster } from './postgres.ts';
import { Seaweed } from './seaweedfs.ts';

export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  // Each project of Vitest calls this.
  const isRunning = process.env.TEST_POSTGRES !== undefined;
  const { DATABASE = '' } = process.env;
  if (!['postgres', 'objects'].includes(DATABASE) || isRunning) return undefined;
  const cluster = await PostgresCluster.start();
  // The processes of the tests inherit it.
  process.env.TEST_POSTGRES = cluster.url('postgres');
  if (DATABASE === 'postgres') return () => cluster.end();
  const seaweed = await Seaweed.start();
  process.env.TEST_OBJECT_STORAGE = JSON.stringify(seaweed.settings());
  return async () => {
    await Promise.all([cluster.end(), seaweed.end()]);
  };
}
