import type { Migration } from 'kysely/migration';

/** The owner of each job. */
export const owners: Migration = {
  async up(db) {
    await db.schema
      .alterTable('jobs')
      .addColumn('user_id', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
  },
};
