import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** An index of files by size and digest, which finds a file's duplicates among thousands of its size. */
export const twins: Migration = {
  async up(db) {
    await sql`DROP INDEX files_size`.execute(db);
    await sql`CREATE INDEX files_size ON files (size, sha256) WHERE present = 1`.execute(db);
  },
};
