import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Finds a file by what it is on the disk, also while its row still has it at another path. */
export const index: Migration = {
  async up(db) {
    await sql`DROP INDEX files_missed`.execute(db);
    await sql`CREATE INDEX files_identity ON files (identity)`.execute(db);
  },
};
