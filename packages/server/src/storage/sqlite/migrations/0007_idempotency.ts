import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Stored responses, sent again for repeated requests. */
export const idempotency: Migration = {
  async up(db) {
    await db.schema
      .createTable('idempotent_answers')
      // Never reused, so it shows how many were added since.
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('name', 'text', (column) => column.notNull().unique())
      .addColumn('fingerprint', 'text', (column) => column.notNull())
      .addColumn('answer', 'blob', (column) => column.notNull())
      .addColumn('expires_ms', 'integer', (column) => column.notNull())
      .execute();
    await sql`CREATE INDEX idempotent_answers_expiry ON idempotent_answers (expires_ms)`.execute(
      db,
    );
  },
};
