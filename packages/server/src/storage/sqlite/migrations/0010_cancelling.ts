import type { Migration } from 'kysely/migration';

/** Requested cancellation of jobs, and the order of lists of jobs. */
export const cancelling: Migration = {
  async up(db) {
    await db.schema
      .alterTable('jobs')
      .addColumn('cancel_requested', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .createIndex('jobs_newest')
      .on('jobs')
      .columns(['root', 'created_ms', 'job_id'])
      .execute();
  },
};
