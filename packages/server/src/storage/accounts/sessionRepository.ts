/**
 * SQL for the tables `sessions` and `refresh_tokens`.
 *
 * @module
 */
import type { Database } from '../database.ts';
import type { UserRow } from './userRepository.ts';

/** A refresh token as it is stored. */
export type KeptToken = {
  /** SHA-256 of the token, in hex. */
  readonly hash: string;
  readonly expiresMs: number;
};
/** A session with its user. */
export type OwnedSession = { readonly sessionId: string; readonly user: UserRow };

/** Sessions, and the refresh tokens that extend them. */
export class SessionRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** The user of a session; undefined if it has ended or its user is disabled. */
  async findUser(sessionId: string, now: number): Promise<UserRow | undefined> {
    return this.#db
      .selectFrom('sessions')
      .innerJoin('users', 'users.user_id', 'sessions.user_id')
      .selectAll('users')
      .where('session_id', '=', sessionId)
      .where('expires_ms', '>', now)
      .where('disabled', '=', 0)
      .executeTakeFirst();
  }

  /**
   * Starts a session, and deletes expired ones.
   *
   * @returns whether it was started; not if the user was disabled, deleted or given another password after
   *   the password was checked
   */
  async begin(
    sessionId: string,
    user: UserRow,
    { hash, expiresMs }: KeptToken,
    now: number,
  ): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      await trx.deleteFrom('sessions').where('expires_ms', '<=', now).execute();
      await trx.deleteFrom('refresh_tokens').where('expires_ms', '<=', now).execute();
      const still = await trx
        .selectFrom('users')
        .select('user_id')
        .where('user_id', '=', user.user_id)
        .where('password_hash', '=', user.password_hash)
        .where('disabled', '=', 0)
        .executeTakeFirst();
      if (!still) return false;
      await trx
        .insertInto('sessions')
        .values({ session_id: sessionId, user_id: user.user_id, expires_ms: expiresMs })
        .execute();
      await trx
        .insertInto('refresh_tokens')
        .values({ hash, session_id: sessionId, expires_ms: expiresMs, used: 0 })
        .execute();
      return true;
    });
  }

  /**
   * Replaces a refresh token by the next one. Reusing a token ends its session and all its tokens (RFC
   * 9700, section 4.14.2).
   *
   * @returns undefined if the token is invalid
   */
  async rotate(hash: string, next: KeptToken, now: number): Promise<OwnedSession | undefined> {
    return this.#db.transaction().execute(async (trx) => {
      const token = await trx
        .selectFrom('refresh_tokens')
        .select(['session_id', 'used'])
        .where('hash', '=', hash)
        .where('expires_ms', '>', now)
        .executeTakeFirst();
      if (!token) return undefined;
      const session = trx.deleteFrom('sessions').where('session_id', '=', token.session_id);
      const user = await trx
        .selectFrom('sessions')
        .innerJoin('users', 'users.user_id', 'sessions.user_id')
        .selectAll('users')
        .where('session_id', '=', token.session_id)
        .where('disabled', '=', 0)
        .executeTakeFirst();
      if (token.used === 1 || !user) {
        await session.execute();
        return undefined;
      }
      await trx.updateTable('refresh_tokens').set({ used: 1 }).where('hash', '=', hash).execute();
      await trx
        .insertInto('refresh_tokens')
        .values({
          hash: next.hash,
          session_id: token.session_id,
          expires_ms: next.expiresMs,
          used: 0,
        })
        .execute();
      await trx
        .updateTable('sessions')
        .set({ expires_ms: next.expiresMs })
        .where('session_id', '=', token.session_id)
        .execute();
      return { sessionId: token.session_id, user };
    });
  }

  /** The session of a refresh token; undefined if it has ended or the token has expired. */
  async ofToken(hash: string, now: number): Promise<string | undefined> {
    const found = await this.#db
      .selectFrom('refresh_tokens')
      .select('session_id')
      .where('hash', '=', hash)
      .where('expires_ms', '>', now)
      .executeTakeFirst();
    return found?.session_id;
  }

  async end(sessionId: string): Promise<void> {
    await this.#db.deleteFrom('sessions').where('session_id', '=', sessionId).execute();
  }
}
