/**
 * SQL for the tables `object_uploads` and `object_upload_parts`: what has arrived of uploads that can be continued,
 * on any server. One request appends at a time. The next one replaces `appender`, and everything that the
 * earlier one would still record is refused.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { type Selectable, sql, type Transaction } from 'kysely';
import { type Database, relaxed } from '../database.ts';
import type { ObjectUploadPartTable, ObjectUploadTable, Tables } from '../tables.ts';
import { condemn, giveUp } from './objectRepository.ts';

export type ObjectUploadRow = Selectable<ObjectUploadTable>;

/** An upload as it is when a request begins to append. */
export type OpenedUpload = {
  readonly row: ObjectUploadRow;
  /** How many bytes are stored. */
  readonly received: number;
};

/** A part that was uploaded, and what it changes. */
export type NewPart = Omit<Selectable<ObjectUploadPartTable>, 'upload_id'> & {
  readonly object_id: string;
  /** How many bytes are stored with it. */
  readonly received: number;
};

/** Which request appends to which upload. */
export type Appender = Pick<ObjectUploadRow, 'upload_id' | 'appender'>;

/** The `appender` while no request appends. */
const NO_APPENDER = '';

/** Uploads in parts. Methods that take an {@link Appender} return false if another request has taken over. */
export class ObjectUploadRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Makes a request the one that appends. @returns undefined if there is no such upload */
  async takeOver(uploadId: string): Promise<OpenedUpload | undefined> {
    return this.#db.transaction().execute(async (trx) => {
      const upload = await trx
        .selectFrom('uploads')
        .select('received')
        .where('upload_id', '=', uploadId)
        .executeTakeFirst();
      if (!upload) return undefined;
      const appender = randomUUID();
      const row = await trx
        .insertInto('object_uploads')
        .values({
          ...{ upload_id: uploadId, appender, next_part: 1 },
          ...{ object_id: null, tail_id: null, whole_sha256: null },
        })
        .onConflict((conflict) =>
          // The number that an earlier request may still be using is not used again.
          conflict.column('upload_id').doUpdateSet({
            appender,
            next_part: sql`object_uploads.next_part
              + CASE object_uploads.appender WHEN ${NO_APPENDER} THEN 0 ELSE 1 END`,
          }),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return { row, received: upload.received };
    });
  }

  /** Records that a request has ended, and nothing that it has sent is still on its way. */
  async release({ upload_id, appender }: Appender): Promise<void> {
    await relaxed(this.#db, (trx) =>
      trx
        .updateTable('object_uploads')
        .set({ appender: NO_APPENDER })
        .where('upload_id', '=', upload_id)
        .where('appender', '=', appender)
        .execute(),
    );
  }

  /** Records a part, which contains what was in the tail. */
  async addPart(appender: Appender, part: NewPart): Promise<boolean> {
    const { number, etag, object_id, received } = part;
    return this.#asAppender(appender, async (trx, { tail_id }) => {
      await trx
        .insertInto('object_upload_parts')
        .values({ upload_id: appender.upload_id, number, etag })
        .execute();
      await this.#note(
        trx,
        appender,
        { object_id, next_part: number + 1, tail_id: null },
        received,
      );
      if (tail_id !== null) await condemn(trx, [tail_id]);
    });
  }

  /** Records the object with the bytes after the last part. */
  async setTail(
    appender: Appender,
    tail: { readonly tail_id: string; readonly received: number },
  ): Promise<boolean> {
    return this.#asAppender(appender, async (trx, { tail_id }) => {
      await this.#note(trx, appender, { tail_id: tail.tail_id }, tail.received);
      if (tail_id !== null) await condemn(trx, [tail_id]);
    });
  }

  /** Records the object that has all bytes. A tail that is not this object is condemned. */
  async setWhole(
    appender: Appender,
    whole: { readonly object_id: string; readonly whole_sha256: string },
  ): Promise<boolean> {
    return this.#asAppender(appender, async (trx, { tail_id }) => {
      await this.#note(trx, appender, { ...whole, tail_id: null });
      if (tail_id !== null && tail_id !== whole.object_id) await condemn(trx, [tail_id]);
    });
  }

  /** The parts in the order of their bytes. */
  async parts(uploadId: string): Promise<Pick<ObjectUploadPartTable, 'number' | 'etag'>[]> {
    return this.#db
      .selectFrom('object_upload_parts')
      .select(['number', 'etag'])
      .where('upload_id', '=', uploadId)
      .orderBy('number')
      .execute();
  }

  /** Forgets an upload, and condemns its objects unless a file has them. */
  async remove(uploadId: string): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const removed = await trx
        .deleteFrom('object_uploads')
        .where('upload_id', '=', uploadId)
        .returningAll()
        .executeTakeFirst();
      if (!removed) return;
      await trx.deleteFrom('object_upload_parts').where('upload_id', '=', uploadId).execute();
      const ids = [removed.object_id, removed.tail_id].filter((id) => id !== null);
      await giveUp(trx, ids);
    });
  }

  /** The ids of uploads that are forgotten in `uploads` only, by a server that crashed. */
  async orphans(): Promise<string[]> {
    const { rows } = await sql<{ upload_id: string }>`SELECT upload_id FROM object_uploads
      WHERE NOT EXISTS (SELECT 1 FROM uploads WHERE uploads.upload_id = object_uploads.upload_id)
      LIMIT 1000`.execute(this.#db);
    return rows.map((row) => row.upload_id);
  }

  async #asAppender(
    { upload_id, appender }: Appender,
    work: (trx: Transaction<Tables>, row: ObjectUploadRow) => Promise<void>,
  ): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('object_uploads')
        .selectAll()
        .where('upload_id', '=', upload_id)
        .where('appender', '=', appender)
        .executeTakeFirst();
      if (!row) return false;
      await work(trx, row);
      return true;
    });
  }

  async #note(
    trx: Transaction<Tables>,
    { upload_id }: Appender,
    changes: Partial<ObjectUploadRow>,
    received?: number,
  ): Promise<void> {
    await trx
      .updateTable('object_uploads')
      .set(changes)
      .where('upload_id', '=', upload_id)
      .execute();
    if (received === undefined) return;
    await trx.updateTable('uploads').set({ received }).where('upload_id', '=', upload_id).execute();
  }
}
