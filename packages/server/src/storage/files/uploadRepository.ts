/**
 * SQL for the table `uploads`.
 *
 * @module
 */
import type { Selectable } from 'kysely';
import { type Database, flushedAside, listOf, relaxed } from '../database.ts';
import type { UploadTable } from '../tables.ts';

/** An upload whose bytes arrive in several requests. */
export type UploadRow = Selectable<UploadTable>;

/** Uploads that are unfinished, or completed a short time ago. */
export class UploadRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Not flushed: a client whose upload a power failure has lost begins a new one. */
  async add(row: UploadRow): Promise<void> {
    await relaxed(this.#db, (trx) => trx.insertInto('uploads').values(row).execute());
  }

  /** @param now in milliseconds; expired uploads are not found */
  async find(uploadId: string, now: number): Promise<UploadRow | undefined> {
    return this.#db
      .selectFrom('uploads')
      .selectAll()
      .where('upload_id', '=', uploadId)
      .where('expires_ms', '>', now)
      .executeTakeFirst();
  }

  /** Records how many bytes are on the disk, and waits until that is on the disk as well. */
  async received(uploadId: string, received: number, expiresMs: number): Promise<void> {
    await flushedAside(this.#db, (trx) =>
      trx
        .updateTable('uploads')
        .set({ received, expires_ms: expiresMs })
        .where('upload_id', '=', uploadId)
        .execute(),
    );
  }

  /** Records the steps of publishing. Not flushed: the file that was published is. */
  async change(
    uploadId: string,
    changes: Partial<Pick<UploadRow, 'identity' | 'file_id' | 'expires_ms'>>,
  ): Promise<void> {
    await relaxed(this.#db, (trx) =>
      trx.updateTable('uploads').set(changes).where('upload_id', '=', uploadId).execute(),
    );
  }

  async remove(uploadId: string): Promise<void> {
    await this.#db.deleteFrom('uploads').where('upload_id', '=', uploadId).execute();
  }

  /** How many unfinished uploads a user has. */
  async countOf(userId: string, now: number): Promise<number> {
    const { count } = await this.#db
      .selectFrom('uploads')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('user_id', '=', userId)
      .where('file_id', 'is', null)
      .where('expires_ms', '>', now)
      .executeTakeFirstOrThrow();
    return count;
  }

  /** The IDs of unfinished uploads, expired or not. */
  async unfinished(): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('uploads')
      .select('upload_id')
      .where('file_id', 'is', null)
      .execute();
    return rows.map((row) => row.upload_id);
  }

  /**
   * Removes expired uploads.
   *
   * @param except the IDs of those that stay
   * @returns their IDs
   */
  async removeExpired(now: number, except: readonly string[]): Promise<string[]> {
    const rows = await this.#db
      .deleteFrom('uploads')
      .where('expires_ms', '<=', now)
      .where('upload_id', 'not in', listOf(this.#db, except))
      .returning('upload_id')
      .execute();
    return rows.map((row) => row.upload_id);
  }
}
