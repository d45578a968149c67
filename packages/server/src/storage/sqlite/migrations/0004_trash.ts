import type { Migration } from 'kysely/migration';

/**
 * The destinations of announced moves, from the trash or within the library; and an index for the order of
 * the trash.
 */
export const trash: Migration = {
  async up(db) {
    await db.schema
      .createTable('moves')
      .addColumn('file_id', 'text', (column) => column.primaryKey())
      .addColumn('to_path', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('trash_order')
      .on('trash')
      .columns(['deleted_ms', 'file_id'])
      .execute();
  },
};
