import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Users, their sessions, and the owner of each API key. Older keys have no owner yet; the first
 * administrator takes them over.
 */
export const accounts: Migration = {
  async up(db) {
    await db.schema
      .createTable('users')
      .addColumn('user_id', 'text', (column) => column.primaryKey())
      .addColumn('username', 'text', (column) => column.notNull())
      .addColumn('password_hash', 'text', (column) => column.notNull())
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('disabled', 'integer', (column) => column.notNull())
      .addColumn('created_ms', 'integer', (column) => column.notNull())
      .execute();
    await sql`CREATE UNIQUE INDEX users_username ON users (username COLLATE NOCASE)`.execute(db);
    await db.schema
      .createTable('sessions')
      .addColumn('session_id', 'text', (column) => column.primaryKey())
      .addColumn('user_id', 'text', (column) =>
        column.notNull().references('users.user_id').onDelete('cascade'),
      )
      .addColumn('expires_ms', 'integer', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('sessions_user').on('sessions').column('user_id').execute();
    await db.schema.createIndex('sessions_expiry').on('sessions').column('expires_ms').execute();
    await db.schema
      .createTable('refresh_tokens')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('session_id', 'text', (column) =>
        column.notNull().references('sessions.session_id').onDelete('cascade'),
      )
      .addColumn('expires_ms', 'integer', (column) => column.notNull())
      .addColumn('used', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('refresh_tokens_session')
      .on('refresh_tokens')
      .column('session_id')
      .execute();
    await db.schema
      .createIndex('refresh_tokens_expiry')
      .on('refresh_tokens')
      .column('expires_ms')
      .execute();
    await db.schema
      .alterTable('api_keys')
      .addColumn('user_id', 'text', (column) =>
        column.references('users.user_id').onDelete('cascade'),
      )
      .execute();
    await db.schema.alterTable('api_keys').addColumn('expires_ms', 'integer').execute();
    await db.schema.alterTable('api_keys').addColumn('last_used_ms', 'integer').execute();
    await db.schema.createIndex('api_keys_user').on('api_keys').column('user_id').execute();
  },
};
