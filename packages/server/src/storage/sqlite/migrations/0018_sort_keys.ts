import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { sortKeyOf } from '../../../files/sortKey.ts';

/** Rows updated by one statement. */
const BATCH = 10_000;

/** File names sort by a key; an index keeps the files of a folder in that order. */
export const sortKeys: Migration = {
  async up(db) {
    await db.schema
      .alterTable('files')
      .addColumn('sort_key', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    await sql`DROP INDEX files_folder`.execute(db);
    for (let last = 0; ; ) {
      const { rows } = await sql<{ row: number; name: string }>`
        SELECT rowid AS row, name FROM files WHERE rowid > ${last} ORDER BY rowid LIMIT ${BATCH}
      `.execute(db);
      if (rows.length === 0) break;
      const keys = JSON.stringify(rows.map(({ row, name }) => [row, sortKeyOf(name)]));
      await sql`
        UPDATE files SET sort_key = computed.value ->> 1 FROM json_each(${keys}) AS computed
        WHERE files.rowid = computed.value ->> 0
      `.execute(db);
      last = rows.at(-1)?.row ?? last;
    }
    await sql`CREATE INDEX files_folder ON files (folder, sort_key, path) WHERE present = 1`.execute(
      db,
    );
  },
};
