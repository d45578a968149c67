import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which files of equal content belong to other files, and stay with them. */
export const companions: Migration = {
  async up(db) {
    const groups = db.schema.alterTable('duplicate_groups');
    await groups
      .addColumn('stay_count', 'integer', (column) => column.notNull().defaultTo(1))
      .execute();
    await groups.addColumn('turn', 'integer', (column) => column.notNull().defaultTo(0)).execute();
    // Few are: most are executed in the first turn.
    await sql`CREATE INDEX duplicate_groups_turn ON duplicate_groups (job_id, turn, id)
      WHERE turn > 0`.execute(db);
    for (const name of ['spared_reason', 'companions', 'leaders']) {
      await db.schema.alterTable('duplicates').addColumn(name, 'text').execute();
    }
  },
};
