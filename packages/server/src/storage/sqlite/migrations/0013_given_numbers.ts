import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The numbers of Johnny Decimal trees, since a number is never assigned twice. */
export const givenNumbers: Migration = {
  async up(db) {
    await db.schema
      .createTable('given_numbers')
      .addColumn('root', 'text', (column) => column.notNull())
      .addColumn('folder', 'text', (column) => column.notNull())
      .addColumn('number', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('job_id', 'text')
      .addPrimaryKeyConstraint('given_numbers_key', ['root', 'folder', 'number'])
      .modifyEnd(sql`WITHOUT ROWID`)
      .execute();
  },
};
