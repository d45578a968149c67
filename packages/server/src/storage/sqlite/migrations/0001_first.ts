import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Files, trash, keys, secrets, jobs and their plans. */
export const first: Migration = {
  async up(db) {
    await db.schema
      .createTable('files')
      .addColumn('file_id', 'text', (column) => column.primaryKey())
      .addColumn('path', 'text', (column) => column.notNull())
      .addColumn('folder', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('size', 'integer', (column) => column.notNull())
      .addColumn('mime_type', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('sha256', 'text')
      .addColumn('created_ms', 'integer', (column) => column.notNull())
      .addColumn('modified_ms', 'integer', (column) => column.notNull())
      .addColumn('identity', 'text', (column) => column.notNull())
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('present', 'integer', (column) => column.notNull())
      .execute();
    await sql`CREATE UNIQUE INDEX files_path ON files (path) WHERE present = 1`.execute(db);
    await sql`CREATE INDEX files_folder ON files (folder, name) WHERE present = 1`.execute(db);
    await sql`CREATE INDEX files_missed ON files (identity) WHERE present = 0`.execute(db);
    await db.schema
      .createTable('trash')
      .addColumn('file_id', 'text', (column) => column.primaryKey())
      .addColumn('path', 'text', (column) => column.notNull())
      .addColumn('file', 'text', (column) => column.notNull())
      .addColumn('deleted_ms', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('api_keys')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('created_ms', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('secrets')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('jobs')
      .addColumn('job_id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('root', 'text', (column) => column.notNull())
      .addColumn('path', 'text', (column) => column.notNull())
      .addColumn('methodology', 'text', (column) => column.notNull())
      .addColumn('dry_run', 'integer', (column) => column.notNull())
      .addColumn('processed_count', 'integer', (column) => column.notNull())
      .addColumn('total_count', 'integer', (column) => column.notNull())
      .addColumn('error_count', 'integer', (column) => column.notNull())
      .addColumn('created_ms', 'integer', (column) => column.notNull())
      .addColumn('updated_ms', 'integer', (column) => column.notNull())
      .addColumn('phase_ms', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('changes')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.job_id'))
      .addColumn('file_id', 'text', (column) => column.notNull())
      .addColumn('from_path', 'text', (column) => column.notNull())
      .addColumn('to_path', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('confidence', 'real', (column) => column.notNull())
      .addColumn('needs_review', 'integer', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('error_code', 'text')
      .addColumn('error_message', 'text')
      .execute();
    await db.schema
      .createIndex('changes_job')
      .on('changes')
      .columns(['job_id', 'status'])
      .execute();
    await db.schema
      .createTable('kept')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.job_id'))
      .addColumn('path', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('kept_job').on('kept').column('job_id').execute();
    await db.schema
      .createTable('folders')
      .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.job_id'))
      .addColumn('path', 'text', (column) => column.notNull())
      .addColumn('files_before', 'integer', (column) => column.notNull())
      .addColumn('files_after', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('folders_key', ['job_id', 'path'])
      .execute();
  },
};
