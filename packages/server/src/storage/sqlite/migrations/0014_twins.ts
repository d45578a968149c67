import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Files by size and digest, so that the twins of one are found among thousands of its size. */
export const twins: Migration = {
  async up(db) {
    await sql`DROP INDEX files_size`.execute(db);
    await sql`CREATE INDEX files_size ON files (size, sha256) WHERE present = 1`.execute(db);
  },
};
