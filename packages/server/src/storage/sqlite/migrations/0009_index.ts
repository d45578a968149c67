import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** An index to find a file by its identity on the disk, even while its row has another path. */
export const index: Migration = {
  async up(db) {
    await sql`DROP INDEX files_missed`.execute(db);
    await sql`CREATE INDEX files_identity ON files (identity)`.execute(db);
  },
};
