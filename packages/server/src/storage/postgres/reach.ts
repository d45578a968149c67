import pg from 'pg';
import { clientConfig } from './database.ts';
import { faultOf } from './faults.ts';

/**
 * Checks that a database can be reached, without locking or changing anything in it.
 *
 * @throws DatabaseUnreachable or an error of `pg`
 */
export async function reach(url: string): Promise<void> {
  const client = new pg.Client(clientConfig(url));
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw faultOf(error);
  } finally {
    await client.end().catch(() => {});
  }
}
