/**
 * SQL for the tables `api_keys` and `secrets`.
 *
 * @module
 */
import { type Selectable, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { ApiKeyTable } from '../tables.ts';
import type { Writes } from '../writes.ts';
import type { AgePosition } from './userRepository.ts';

export type ApiKeyRow = Selectable<ApiKeyTable>;
/** A key with its owner and the owner's scopes. */
export type OwnedKey = ApiKeyRow & { readonly user_id: string; readonly user_scopes: string };

/** The most keys cached in memory. */
const MOST_KEPT = 1_000;

/** Thrown to roll back a transaction. */
const tooMany = new Error('The user has too many keys');

/** API keys and the server's own secrets. */
export class CredentialRepository {
  readonly #db: Database;
  readonly #writes: Writes;
  /** Valid keys by id, cached until a write that may have invalidated any of them. */
  readonly #good = new Map<string, OwnedKey>();
  #elsewhere = 0;
  #written = 0;

  /** @param writes attached to the database */
  constructor(db: Database, writes: Writes) {
    this.#db = db;
    this.#writes = writes;
    writes.changes.on('credential', () => {
      this.#written += 1;
      this.#good.clear();
    });
  }

  /** A valid key; undefined if it has expired or its user is disabled. */
  async findKey(id: string, now: number): Promise<OwnedKey | undefined> {
    const elsewhere = this.#writes.elsewhere();
    if (elsewhere !== this.#elsewhere || this.#good.size >= MOST_KEPT) this.#good.clear();
    this.#elsewhere = elsewhere;
    const kept = this.#good.get(id);
    if (kept && (kept.expires_ms === null || kept.expires_ms > now)) return kept;
    const written = this.#written;
    const found = await this.#findGoodKey(id, now);
    // Not if anything was written since the row was read.
    if (found && written === this.#written) this.#good.set(id, found);
    return found;
  }

  async #findGoodKey(id: string, now: number): Promise<OwnedKey | undefined> {
    return this.#db
      .selectFrom('api_keys')
      .innerJoin('users', 'users.user_id', 'api_keys.user_id')
      .selectAll('api_keys')
      .select(['users.user_id', 'users.scopes as user_scopes'])
      .where('id', '=', id)
      .where('disabled', '=', 0)
      .where((where) => where.or([where('expires_ms', 'is', null), where('expires_ms', '>', now)]))
      .executeTakeFirst();
  }

  async hasKeys(): Promise<boolean> {
    const row = await this.#db.selectFrom('api_keys').select('id').limit(1).executeTakeFirst();
    return row !== undefined;
  }

  async addKey(row: ApiKeyRow): Promise<void> {
    await this.#db.insertInto('api_keys').values(row).execute();
  }

  /**
   * Adds a key, unless its user already has `most` unexpired keys.
   *
   * @param now in milliseconds since 1970
   * @returns whether it was added
   */
  async addKeyWithin(row: ApiKeyRow, most: number, now: number): Promise<boolean> {
    return this.#db
      .transaction()
      .execute(async (trx) => {
        // Inserts first, so that no other connection can write before the keys are counted.
        await trx.insertInto('api_keys').values(row).execute();
        const { count } = await trx
          .selectFrom('api_keys')
          .select((select) => select.fn.countAll<number>().as('count'))
          .where('user_id', '=', row.user_id)
          .where((where) =>
            where.or([where('expires_ms', 'is', null), where('expires_ms', '>', now)]),
          )
          .executeTakeFirstOrThrow();
        if (count > most) throw tooMany;
        return true;
      })
      .catch((error: unknown) => {
        if (error === tooMany) return false;
        throw error;
      });
  }

  /** Stores a key, replacing one with the same id. */
  async putKey(row: ApiKeyRow): Promise<void> {
    const { id: _, created_ms: __, last_used_ms: ___, ...rest } = row;
    await this.#db
      .insertInto('api_keys')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
      .execute();
  }

  /** A page of a user's keys, oldest first. */
  async listKeys(
    userId: string,
    after: AgePosition | undefined,
    limit: number,
  ): Promise<ApiKeyRow[]> {
    return this.#db
      .selectFrom('api_keys')
      .selectAll()
      .where('user_id', '=', userId)
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(created_ms, id) > (${after?.[0]}, ${after?.[1]})`),
      )
      .orderBy('created_ms')
      .orderBy('id')
      .limit(limit)
      .execute();
  }

  async countKeys(userId: string): Promise<number> {
    const { count } = await this.#db
      .selectFrom('api_keys')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where('user_id', '=', userId)
      .executeTakeFirstOrThrow();
    return count;
  }

  /** A user's key by id, expired or not. */
  async findOwnKey(userId: string, id: string): Promise<OwnedKey | undefined> {
    return this.#db
      .selectFrom('api_keys')
      .innerJoin('users', 'users.user_id', 'api_keys.user_id')
      .selectAll('api_keys')
      .select(['users.user_id', 'users.scopes as user_scopes'])
      .where('users.user_id', '=', userId)
      .where('id', '=', id)
      .executeTakeFirst();
  }

  async removeKey(id: string): Promise<void> {
    await this.#db.deleteFrom('api_keys').where('id', '=', id).execute();
  }

  /** Stores when keys were last used. */
  async putLastUses(uses: ReadonlyMap<string, number>): Promise<void> {
    if (uses.size === 0) return;
    await this.#db.transaction().execute(async (trx) => {
      for (const [id, last_used_ms] of uses) {
        await trx
          .updateTable('api_keys')
          .set({ last_used_ms })
          .where('id', '=', id)
          // Another server may have stored a later use.
          .where((where) =>
            where.or([where('last_used_ms', 'is', null), where('last_used_ms', '<', last_used_ms)]),
          )
          .execute();
      }
    });
  }

  /** The secret of this name, created by the first call. */
  async secret(name: string, make: () => string): Promise<string> {
    await this.#db
      .insertInto('secrets')
      .values({ name, value: make() })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    const { value } = await this.#db
      .selectFrom('secrets')
      .select('value')
      .where('name', '=', name)
      .executeTakeFirstOrThrow();
    return value;
  }
}
