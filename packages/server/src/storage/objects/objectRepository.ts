/**
 * SQL for the table `objects`: the objects in the bucket, before they are there and until they are removed.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type Database, listOf } from '../database.ts';
import { NOW_MS } from '../postgres/fence.ts';
import type { ObjectTable, Tables } from '../tables.ts';

export type ObjectRow = Selectable<ObjectTable>;

/** What starts the identity of a file whose bytes are an object. */
const IDENTITY = 'object:';

/** The identity of a file, as in `files.identity`. */
export const identityOf = (objectId: string): string => IDENTITY + objectId;

/** The object of a file. @throws TypeError for a file on a disk */
export function objectIdOf({ identity }: { readonly identity: string }): string {
  if (identity.startsWith(IDENTITY)) return identity.slice(IDENTITY.length);
  throw new TypeError(`The file with the identity ${identity} is not in object storage`);
}

/** The version of a file with these bytes, as in `files.version`. */
export const versionOf = (objectId: string, size: number): string =>
  `${identityOf(objectId)}:${size}`;

const NOW = sql.raw<number>(NOW_MS);

/** Marks an object as that of a file. @returns false if it was condemned, because its upload took too long */
export async function store(
  trx: Transaction<Tables>,
  { object_id, size, sha256 }: Pick<ObjectRow, 'object_id' | 'size' | 'sha256'>,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('objects')
    .set({ size, sha256, state: 'stored', multipart_id: null, changed_ms: NOW })
    .where('object_id', '=', object_id)
    .where('state', '=', 'uploading')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Condemns objects that no file has any more. */
export async function condemn(
  trx: Transaction<Tables>,
  objectIds: readonly string[],
): Promise<void> {
  await trx
    .updateTable('objects')
    .set({ state: 'condemned', changed_ms: NOW })
    .where('object_id', 'in', listOf(trx, objectIds))
    .where('state', '<>', 'condemned')
    .execute();
}

/** Condemns objects that no file has yet. */
export async function giveUp(db: Kysely<Tables>, objectIds: readonly string[]): Promise<void> {
  await db
    .updateTable('objects')
    .set({ state: 'condemned', changed_ms: NOW })
    .where('object_id', 'in', listOf(db, objectIds))
    .where('state', '=', 'uploading')
    .execute();
}

/** Objects whose upload is under way, and those to be removed. */
export class ObjectRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Adds an object that is about to be uploaded. @returns its id */
  async begin(): Promise<string> {
    const object_id = randomBytes(16).toString('hex');
    const times = { created_ms: NOW, changed_ms: NOW };
    await this.#db
      .insertInto('objects')
      .values({
        object_id,
        size: 0,
        sha256: null,
        state: 'uploading',
        multipart_id: null,
        ...times,
      })
      .execute();
    return object_id;
  }

  /** Records the multipart upload before its first part, so that its parts can be removed. */
  async beganParts(objectId: string, multipartId: string): Promise<void> {
    await this.#db
      .updateTable('objects')
      .set({ multipart_id: multipartId, changed_ms: NOW })
      .where('object_id', '=', objectId)
      .execute();
  }

  /** Records that an upload goes on. @returns false if it was given up */
  async progressed(objectId: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('objects')
      .set({ changed_ms: NOW })
      .where('object_id', '=', objectId)
      .where('state', '=', 'uploading')
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Condemns an object unless a file has it. */
  async giveUp(objectId: string): Promise<void> {
    await giveUp(this.#db, [objectId]);
  }

  async find(objectId: string): Promise<ObjectRow | undefined> {
    return this.#db
      .selectFrom('objects')
      .selectAll()
      .where('object_id', '=', objectId)
      .executeTakeFirst();
  }

  /**
   * Condemns objects whose upload has not progressed for long, except those of uploads that can be continued.
   *
   * @param age in milliseconds
   */
  async giveUpOlder(age: number): Promise<void> {
    await this.#db
      .updateTable('objects')
      .set({ state: 'condemned', changed_ms: NOW })
      .where('state', '=', 'uploading')
      .where('changed_ms', '<', sql<number>`${NOW} - CAST(${age} AS bigint)`)
      .where(
        sql<boolean>`NOT EXISTS (SELECT 1 FROM object_uploads JOIN uploads USING (upload_id)
          WHERE objects.object_id IN (object_uploads.object_id, object_uploads.tail_id))`,
      )
      .execute();
  }

  /**
   * Objects that can be removed: condemned for a while, and of no file in the tree or the trash. The second should
   * follow from the first; it is checked in the same transaction because a mistake would be final.
   *
   * @param age how long they have been condemned, in milliseconds
   * @returns the objects, and those that a file has although they are condemned
   */
  async removable(
    age: number,
    limit: number,
  ): Promise<{ readonly free: readonly ObjectRow[]; readonly used: readonly ObjectRow[] }> {
    return this.#db.transaction().execute(async (trx) => {
      const rows = await trx
        .selectFrom('objects')
        .selectAll()
        .select(
          sql<boolean>`(EXISTS (SELECT 1 FROM files WHERE identity = ${IDENTITY} || object_id)
            OR EXISTS (SELECT 1 FROM trash WHERE file ->> 'identity' = ${IDENTITY} || object_id))`.as(
            'used',
          ),
        )
        .where('state', '=', 'condemned')
        .where('changed_ms', '<', sql<number>`${NOW} - CAST(${age} AS bigint)`)
        .orderBy('changed_ms')
        .limit(limit)
        .execute();
      return { free: rows.filter(({ used }) => !used), used: rows.filter(({ used }) => used) };
    });
  }

  /** Forgets objects that were removed from the bucket. */
  async removed(objectIds: readonly string[]): Promise<void> {
    await this.#db
      .deleteFrom('objects')
      .where('object_id', 'in', listOf(this.#db, objectIds))
      .where('state', '=', 'condemned')
      .execute();
  }
}
