import { sql } from 'kysely';
import { type Database, dialectOf, relaxed } from '../database.ts';
import type { DigestTable } from '../tables.ts';

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
    const wanted = dialectOf(this.#db).table({ inode: 'text', state: 'text' }, files);
    const { rows } = await sql<{ inode: string; sha256: string }>`
      SELECT digests.inode, digests.sha256 FROM ${wanted} AS wanted
      JOIN digests ON digests.inode = wanted.inode AND digests.state = wanted.state
    `.execute(this.#db);
    return new Map(rows.map(({ inode, sha256 }) => [inode, sha256]));
  }

  /** Stores digests, replacing those of other states of the same inodes. Lost ones are computed again. */
  async keep(digests: readonly Readonly<DigestTable>[]): Promise<void> {
    // The last one of an inode counts; a statement may only write a row once.
    const latest = new Map(digests.map((each) => [each.inode, each]));
    const columns = { inode: 'text', state: 'text', sha256: 'text' } as const;
    const given = dialectOf(this.#db).table(columns, [...latest.values()]);
    // The condition keeps SQLite from reading ON CONFLICT as part of a join.
    await relaxed(this.#db, (trx) =>
      sql`
        INSERT INTO digests (inode, state, sha256)
        SELECT inode, state, sha256 FROM ${given} AS given WHERE true
        ON CONFLICT (inode) DO UPDATE SET state = excluded.state, sha256 = excluded.sha256
      `.execute(trx),
    );
  }
}
