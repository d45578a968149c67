import { sql } from 'kysely';
import type { Database } from './database.ts';

/**
 * Checks that the database can be read and written, without writing anything.
 *
 * @throws the error of reading or of starting to write
 */
export async function probe(database: Database): Promise<void> {
  await database.connection().execute(async (connection) => {
    await sql`BEGIN IMMEDIATE`.execute(connection);
    try {
      await connection.selectFrom('secrets').select('name').limit(1).execute();
    } finally {
      await sql`ROLLBACK`.execute(connection);
    }
  });
}
