import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Groups of equal files get rows, and their files ids, when they are requested; until then a scan stores
 * many groups in one row.
 */
export const foundGroups: Migration = {
  async up(db) {
    // SQLite cannot drop NOT NULL from a column.
    await db.schema.alterTable('duplicates').renameTo('duplicates_before').execute();
    await db.schema.dropIndex('duplicates_group').execute();
    await db.schema.dropIndex('duplicates_job').execute();
    await db.schema
      .createTable('duplicates')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('job_id', 'text', (column) => column.notNull())
      .addColumn('group_id', 'integer', (column) =>
        column.notNull().references('duplicate_groups.id'),
      )
      .addColumn('file_id', 'text')
      .addColumn('path', 'text', (column) => column.notNull())
      .addColumn('modified_ms', 'integer', (column) => column.notNull())
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('error_code', 'text')
      .addColumn('error_message', 'text')
      .execute();
    await sql`INSERT INTO duplicates
      SELECT id, job_id, group_id, file_id, path, modified_ms, version, status, error_code,
        error_message
      FROM duplicates_before ORDER BY id`.execute(db);
    await db.schema.dropTable('duplicates_before').execute();
    await db.schema
      .createIndex('duplicates_group')
      .on('duplicates')
      .columns(['group_id'])
      .execute();
    await db.schema
      .createIndex('duplicates_job')
      .on('duplicates')
      .columns(['job_id', 'status'])
      .execute();
    await db.schema
      .createTable('found_groups')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.job_id'))
      .addColumn('group_count', 'integer', (column) => column.notNull())
      .addColumn('file_count', 'integer', (column) => column.notNull())
      .addColumn('wasted', 'integer', (column) => column.notNull())
      .addColumn('groups', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('found_groups_job').on('found_groups').column('job_id').execute();
  },
};
