import { sql } from 'kysely';
import { type Database, relaxed } from '../sqlite/database.ts';
import type { DigestTable } from '../sqlite/tables.ts';

/** Digests of files that were read whole, so that they need not be read again. */
export class DigestRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Whether no digest is known. */
  async isEmpty(): Promise<boolean> {
    const row = await this.#db.selectFrom('digests').select('inode').limit(1).executeTakeFirst();
    return row === undefined;
  }

  /** The digests of files known in exactly this state, by inode. */
  async find(
    files: readonly { readonly inode: string; readonly state: string }[],
  ): Promise<Map<string, string>> {
    const wanted = JSON.stringify(files.map(({ inode, state }) => [inode, state]));
    const { rows } = await sql<{ inode: string; sha256: string }>`
      SELECT digests.inode, digests.sha256 FROM json_each(${wanted}) AS wanted
      JOIN digests ON digests.inode = wanted.value ->> 0 AND digests.state = wanted.value ->> 1
    `.execute(this.#db);
    return new Map(rows.map(({ inode, sha256 }) => [inode, sha256]));
  }

  /** Stores digests, replacing those of other states of the same inodes. Lost ones are computed again. */
  async keep(digests: readonly Readonly<DigestTable>[]): Promise<void> {
    const rows = JSON.stringify(digests.map(({ inode, state, sha256 }) => [inode, state, sha256]));
    // One parameter for all rows: preparing a statement with thousands takes longer than the insert.
    await relaxed(this.#db, (trx) =>
      sql`
        INSERT OR REPLACE INTO digests (inode, state, sha256)
        SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${rows})
      `.execute(trx),
    );
  }
}
