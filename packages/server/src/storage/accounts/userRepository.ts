/**
 * SQL for the table `users`, and for what a change of a user entails.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import { type Database, dialectOf } from '../database.ts';
import type { UserTable } from '../tables.ts';

export type UserRow = Selectable<UserTable>;
/** A position in a list sorted by age: creation time and id of the last entry. */
export type AgePosition = readonly [createdMs: number, id: string];

/** Whether a row is of an administrator: has the scope `admin` and is not disabled. */
const isAdministrator = sql<boolean>`disabled = 0 AND ' ' || scopes || ' ' LIKE '% admin %'`;

/** The users, who can log in. */
export class UserRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async find(userId: string): Promise<UserRow | undefined> {
    return this.#db
      .selectFrom('users')
      .selectAll()
      .where('user_id', '=', userId)
      .executeTakeFirst();
  }

  /** The user of this name, ignoring case. */
  async findByName(username: string): Promise<UserRow | undefined> {
    const { ignoringCase } = dialectOf(this.#db);
    return this.#db
      .selectFrom('users')
      .selectAll()
      .where(ignoringCase(sql.ref('username')), '=', ignoringCase(sql`${username}`))
      .executeTakeFirst();
  }

  /** The oldest administrator. */
  async findAdministrator(): Promise<UserRow | undefined> {
    return this.#db
      .selectFrom('users')
      .selectAll()
      .where(isAdministrator)
      .orderBy('created_ms')
      .orderBy('user_id')
      .executeTakeFirst();
  }

  /** A page of users, oldest first. */
  async list(after: AgePosition | undefined, limit: number): Promise<UserRow[]> {
    return this.#db
      .selectFrom('users')
      .selectAll()
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(created_ms, user_id) > (${after?.[0]}, ${after?.[1]})`),
      )
      .orderBy('created_ms')
      .orderBy('user_id')
      .limit(limit)
      .execute();
  }

  async count(): Promise<number> {
    const { count } = await this.#db
      .selectFrom('users')
      .select((select) => select.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  }

  /** @returns undefined if the name is taken */
  async add(
    user: Pick<UserRow, 'username' | 'password_hash' | 'scopes'>,
    now: number,
  ): Promise<UserRow | undefined> {
    return this.#db
      .insertInto('users')
      .values({ user_id: randomUUID(), ...user, disabled: 0, created_ms: now })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
  }

  /**
   * Changes or removes a user. A new password or disabling ends all sessions of the user.
   *
   * @returns the user as changed, or as before removal; `last` if no administrator would be left, and
   *   nothing was changed; undefined if there is no such user
   */
  async change(
    userId: string,
    change: Partial<Pick<UserRow, 'password_hash' | 'scopes' | 'disabled'>> | 'remove',
  ): Promise<UserRow | 'last' | undefined> {
    return this.#db
      .transaction()
      .execute(async (trx): Promise<UserRow | undefined> => {
        if (change === 'remove') {
          const gone = await trx
            .deleteFrom('users')
            .where('user_id', '=', userId)
            .returningAll()
            .executeTakeFirst();
          if (gone) await keepAdministrator(trx);
          return gone;
        }
        // The id is set to itself, because an UPDATE without columns is invalid SQL.
        const changed = await trx
          .updateTable('users')
          .set({ user_id: userId, ...change })
          .where('user_id', '=', userId)
          .returningAll()
          .executeTakeFirst();
        if (!changed) return undefined;
        await keepAdministrator(trx);
        if (changed.disabled === 1 || change.password_hash !== undefined) {
          await trx.deleteFrom('sessions').where('user_id', '=', userId).execute();
        }
        return changed;
      })
      .catch((error: unknown) => {
        if (error === noAdministratorLeft) return 'last' as const;
        throw error;
      });
  }

  /** Assigns API keys and jobs without an owner, from before there were users, to a user. */
  async adopt(userId: string): Promise<void> {
    await this.#db
      .updateTable('api_keys')
      .set({ user_id: userId })
      .where('user_id', 'is', null)
      .execute();
    await this.#db
      .updateTable('jobs')
      .set({ user_id: userId })
      .where('user_id', 'in', ['', 'administrator'])
      .execute();
  }
}

/** Thrown inside a transaction to roll it back. */
const noAdministratorLeft = new Error('No administrator would be left');

/** @throws noAdministratorLeft */
async function keepAdministrator(trx: Database): Promise<void> {
  const left = await trx
    .selectFrom('users')
    .select('user_id')
    .where(isAdministrator)
    .limit(1)
    .executeTakeFirst();
  if (!left) throw noAdministratorLeft;
}
