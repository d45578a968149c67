import { sql } from 'kysely';
import type { Database } from '../database.ts';

/** The database has the library of another kind of storage; the message says which. */
export class WrongMode extends Error {
  override readonly name = 'WrongMode';
}

/** @throws WrongMode if the database has files of a folder, or deleted ones */
export async function requireObjects(db: Database): Promise<void> {
  const { rows } = await sql`SELECT 1 FROM files WHERE identity NOT LIKE 'object:%'
    UNION ALL SELECT 1 FROM trash WHERE file ->> 'identity' NOT LIKE 'object:%' LIMIT 1`.execute(
    db,
  );
  if (rows.length > 0) throw new WrongMode('It has the index of a library in a folder');
}

/** @throws WrongMode if the database has paths of a library in object storage, or objects */
export async function requireFolder(db: Database): Promise<void> {
  const { rows } = await sql`SELECT 1 FROM entries UNION ALL SELECT 1 FROM objects LIMIT 1`.execute(
    db,
  );
  if (rows.length > 0) throw new WrongMode('It has the paths of a library in object storage');
}
