import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Groups of files with equal content, digests, and jobs without a methodology. */
export const duplicates: Migration = {
  async up(db) {
    await db.schema
      .alterTable('jobs')
      .addColumn('options', 'text', (column) => column.notNull().defaultTo('{}'))
      .execute();
    // SQLite cannot drop NOT NULL from a column.
    await db.schema.alterTable('jobs').addColumn('any_methodology', 'text').execute();
    await sql`UPDATE jobs SET any_methodology = methodology`.execute(db);
    await db.schema.alterTable('jobs').dropColumn('methodology').execute();
    await db.schema.alterTable('jobs').renameColumn('any_methodology', 'methodology').execute();
    await db.schema
      .createTable('digests')
      .addColumn('inode', 'text', (column) => column.primaryKey())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('sha256', 'text', (column) => column.notNull())
      .modifyEnd(sql`WITHOUT ROWID`)
      .execute();
    await sql`CREATE INDEX files_size ON files (size) WHERE present = 1`.execute(db);
    await db.schema
      .createTable('duplicate_groups')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.job_id'))
      .addColumn('sha256', 'text', (column) => column.notNull())
      .addColumn('size', 'integer', (column) => column.notNull())
      .addColumn('file_count', 'integer', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('duplicate_groups_job')
      .on('duplicate_groups')
      .column('job_id')
      .execute();
    await db.schema
      .createTable('duplicates')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('job_id', 'text', (column) => column.notNull())
      .addColumn('group_id', 'integer', (column) =>
        column.notNull().references('duplicate_groups.id'),
      )
      .addColumn('file_id', 'text', (column) => column.notNull())
      .addColumn('path', 'text', (column) => column.notNull())
      .addColumn('modified_ms', 'integer', (column) => column.notNull())
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('error_code', 'text')
      .addColumn('error_message', 'text')
      .execute();
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
  },
};
