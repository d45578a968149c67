import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The texts of the search index, compressed, so that results can show a passage. All texts are read again;
 * until then files are found as before, without a passage.
 */
export const searchPassages: Migration = {
  async up(db) {
    // The row ids are those of `search_text_words`.
    await sql`CREATE TABLE search_texts (id INTEGER PRIMARY KEY, text BLOB NOT NULL)`.execute(db);
    await sql`UPDATE search_documents SET pending = document
      WHERE reader IS NOT NULL AND pending IS NULL`.execute(db);
  },
};
