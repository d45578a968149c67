import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Names and texts are folded differently, and more types of files are read, so all are indexed again. Marks
 * are part of words, since scripts such as Thai and Hindi write vowels with them.
 */
export const searchAnew: Migration = {
  async up(db) {
    for (const what of ['name', 'text']) {
      await sql`DROP TABLE ${sql.table(`search_${what}_words`)}`.execute(db);
      await sql`DROP TABLE ${sql.table(`search_${what}_parts`)}`.execute(db);
      await sql`CREATE VIRTUAL TABLE ${sql.table(`search_${what}_words`)} USING fts5 (
        text, content = '', contentless_delete = 1,
        tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
      )`.execute(db);
      await sql`CREATE VIRTUAL TABLE ${sql.table(`search_${what}_parts`)} USING fts5 (
        text, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1'
      )`.execute(db);
    }
    await sql`DELETE FROM search_documents`.execute(db);
    await sql`DELETE FROM search_queue`.execute(db);
    await sql`INSERT INTO search_queue (file_id) SELECT file_id FROM files`.execute(db);
  },
};
