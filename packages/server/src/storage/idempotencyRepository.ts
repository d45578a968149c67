/**
 * SQL for the table `idempotent_answers`.
 *
 * @module
 */
import type { Selectable } from 'kysely';
import type { Database } from './database.ts';
import type { IdempotentAnswerTable } from './tables.ts';

export type KeptAnswer = Pick<Selectable<IdempotentAnswerTable>, 'fingerprint' | 'answer'>;

/** The most responses stored; beyond that, the oldest are removed. */
const MOST = 100_000;

/** Stored responses, sent again for repeated requests. */
export class IdempotencyRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** @param now in milliseconds; expired responses are not found */
  async find(name: string, now: number): Promise<KeptAnswer | undefined> {
    return this.#db
      .selectFrom('idempotent_answers')
      .select(['fingerprint', 'answer'])
      .where('name', '=', name)
      .where('expires_ms', '>', now)
      .executeTakeFirst();
  }

  /** Stores a response, and removes those that have expired or exceed the limit. */
  async keep(name: string, kept: KeptAnswer, now: number, expiresMs: number): Promise<void> {
    await this.#db.transaction().execute(async (db) => {
      await db.deleteFrom('idempotent_answers').where('expires_ms', '<=', now).execute();
      const { id } = await db
        .insertInto('idempotent_answers')
        .values({ name, ...kept, expires_ms: expiresMs })
        .returning('id')
        .executeTakeFirstOrThrow();
      await db
        .deleteFrom('idempotent_answers')
        .where('id', '<=', id - MOST)
        .execute();
    });
  }
}
