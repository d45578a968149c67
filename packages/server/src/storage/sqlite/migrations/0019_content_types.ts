import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { kindOf } from '../../../files/fileType.ts';

/** Rows read between two statements. */
const AT_ONCE = 5_000;

/**
 * Stores the media type of contents that contradict the file's name, and determines the types of all files
 * again, since the rule for names has changed.
 */
export const contentTypes: Migration = {
  async up(db) {
    await db.schema.alterTable('files').addColumn('content_type', 'text').execute();
    // Few files have one.
    await sql`CREATE INDEX files_content_type ON files (path) WHERE content_type IS NOT NULL`.execute(
      db,
    );
    let after = '';
    for (;;) {
      const { rows } = await sql<{
        file_id: string;
        name: string;
        mime_type: string;
        type: string;
      }>`
        SELECT file_id, name, mime_type, type FROM files WHERE file_id > ${after}
        ORDER BY file_id LIMIT ${AT_ONCE}`.execute(db);
      const changed = rows.flatMap(({ file_id, name, mime_type, type }) => {
        const kind = kindOf(name);
        const isSame = kind.mediaType === mime_type && kind.type === type;
        return isSame ? [] : [[file_id, kind.mediaType, kind.type]];
      });
      if (changed.length > 0) {
        await sql`UPDATE files SET mime_type = told.value ->> 1, type = told.value ->> 2
          FROM json_each(${JSON.stringify(changed)}) AS told
          WHERE file_id = told.value ->> 0`.execute(db);
      }
      const last = rows.at(-1);
      if (!last) return;
      after = last.file_id;
    }
  },
};
