import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Keeps all files in the order of their names, so that a page of a list of the whole library does not sort all
 * of them. Without the path: a move leaves the index as it is.
 */
export const listOrder: Migration = {
  async up(db) {
    await sql`CREATE INDEX files_order ON files (sort_key) WHERE present = 1`.execute(db);
  },
};
