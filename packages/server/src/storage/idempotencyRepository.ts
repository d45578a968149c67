import type { Selectable } from 'kysely';
import type { Database } from './sqlite/database.ts';
import type { IdempotentAnswerTable } from './sqlite/tables.ts';

export type KeptAnswer = Pick<Selectable<IdempotentAnswerTable>, 'fingerprint' | 'answer'>;

/** How many answers are kept; of more, the oldest go. */
const MOST = 100_000;

/** The answers that are given again to a request that is sent again. */
export class IdempotencyRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** @param now in milliseconds; what has expired by then is not there any more */
  async find(name: string, now: number): Promise<KeptAnswer | undefined> {
    return this.#db
      .selectFrom('idempotent_answers')
      .select(['fingerprint', 'answer'])
      .where('name', '=', name)
      .where('expires_ms', '>', now)
      .executeTakeFirst();
  }

  /** Keeps an answer, and lets go of those that have expired or are too many. */
  async keep(name: string, kept: KeptAnswer, now: number, expiresMs: number): Promise<void> {
    await this.#db.transaction().execute(async (db) => {
      await db.deleteFrom('idempotent_answers').where('expires_ms', '<=', now).execute();
      const { insertId } = await db
        .insertInto('idempotent_answers')
        .values({ name, ...kept, expires_ms: expiresMs })
        .executeTakeFirstOrThrow();
      await db
        .deleteFrom('idempotent_answers')
        .where('id', '<=', Number(insertId) - MOST)
        .execute();
    });
  }
}
