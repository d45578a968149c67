import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The search index. Triggers add every file that was added, changed or removed to a queue, whatever
 * statement did it, so that none is forgotten; the indexer empties the queue.
 */
export const search: Migration = {
  async up(db) {
    await db.schema
      .createTable('search_queue')
      .addColumn('entry', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('file_id', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('search_documents')
      .addColumn('document', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('file_id', 'text', (column) => column.notNull().unique())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('folded_name', 'text', (column) => column.notNull())
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('reader', 'text')
      .addColumn('pending', 'integer')
      .execute();
    await sql`CREATE INDEX search_pending ON search_documents (reader, pending)
      WHERE pending IS NOT NULL`.execute(db);
    // Contentless: the texts are in the library and not stored twice. Texts are folded before
    // (src/search/terms.ts), so the tokenizers need not fold.
    for (const what of ['name', 'text']) {
      await sql`CREATE VIRTUAL TABLE ${sql.table(`search_${what}_words`)} USING fts5 (
        text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
      )`.execute(db);
      await sql`CREATE VIRTUAL TABLE ${sql.table(`search_${what}_parts`)} USING fts5 (
        text, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1'
      )`.execute(db);
    }
    await sql`CREATE TRIGGER files_come AFTER INSERT ON files BEGIN
      INSERT INTO search_queue (file_id) VALUES (new.file_id);
    END`.execute(db);
    // A file's folder is looked up by the search, so that moves change nothing here.
    await sql`CREATE TRIGGER files_change AFTER UPDATE OF name, version ON files
      WHEN old.name <> new.name OR old.version <> new.version
    BEGIN
      INSERT INTO search_queue (file_id) VALUES (new.file_id);
    END`.execute(db);
    await sql`CREATE TRIGGER files_go AFTER DELETE ON files BEGIN
      INSERT INTO search_queue (file_id) VALUES (old.file_id);
    END`.execute(db);
    await sql`INSERT INTO search_queue (file_id) SELECT file_id FROM files`.execute(db);
  },
};
