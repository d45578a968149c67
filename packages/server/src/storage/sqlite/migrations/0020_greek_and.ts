import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { sortKeyOf } from '../../../files/sortKey.ts';

/** Names with the Greek symbol for "and" had keys as if it were a letter of its own. */
export const greekAnd: Migration = {
  async up(db) {
    const { rows } = await sql<{ row: number; name: string }>`
      SELECT rowid AS row, name FROM files WHERE name LIKE '%ϗ%' OR name LIKE '%Ϗ%'
    `.execute(db);
    const keys = JSON.stringify(rows.map(({ row, name }) => [row, sortKeyOf(name)]));
    await sql`
      UPDATE files SET sort_key = computed.value ->> 1 FROM json_each(${keys}) AS computed
      WHERE files.rowid = computed.value ->> 0
    `.execute(db);
  },
};
