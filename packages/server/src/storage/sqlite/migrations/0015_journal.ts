import type { Migration } from 'kysely/migration';

/** Folders that move as one, copies across file systems, and the earlier state of a job's folders. */
export const journal: Migration = {
  async up(db) {
    await db.schema
      .alterTable('changes')
      .addColumn('action', 'text', (column) => column.notNull().defaultTo('move'))
      .execute();
    await db.schema.alterTable('changes').addColumn('to_version', 'text').execute();
    await db.schema.alterTable('changes').addColumn('back_version', 'text').execute();
    await db.schema
      .createTable('touched_folders')
      .addColumn('job_id', 'text', (column) => column.notNull().references('jobs.job_id'))
      .addColumn('path', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('identity', 'text')
      .addColumn('mode', 'integer')
      .addColumn('uid', 'integer')
      .addColumn('gid', 'integer')
      .addColumn('accessed_ns', 'text')
      .addColumn('modified_ns', 'text')
      .addColumn('left_ns', 'text')
      .addPrimaryKeyConstraint('touched_folders_key', ['job_id', 'path'])
      .execute();
  },
};
