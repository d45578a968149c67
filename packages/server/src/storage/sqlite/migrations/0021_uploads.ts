import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Uploads whose bytes arrive in several requests. */
export const uploads: Migration = {
  async up(db) {
    await db.schema
      .createTable('uploads')
      .addColumn('upload_id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('folder', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('size', 'integer', (column) => column.notNull())
      .addColumn('on_conflict', 'text', (column) => column.notNull())
      .addColumn('sha256', 'text')
      .addColumn('received', 'integer', (column) => column.notNull())
      .addColumn('identity', 'text')
      .addColumn('file_id', 'text')
      .addColumn('expires_ms', 'integer', (column) => column.notNull())
      .execute();
    await sql`CREATE INDEX uploads_expiry ON uploads (expires_ms)`.execute(db);
    await sql`CREATE INDEX uploads_owner ON uploads (user_id) WHERE file_id IS NULL`.execute(db);
  },
};
