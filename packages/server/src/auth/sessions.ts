/**
 * Logins and what they issue.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import type { Scope } from '../contract.ts';
import { ProblemError } from '../problemError.ts';
import type { KeptToken, SessionRepository } from '../storage/accounts/sessionRepository.ts';
import type { UserRow } from '../storage/accounts/userRepository.ts';
import type { AccessTokens } from './accessTokens.ts';
import type { Principal } from './principal.ts';
import { limitScopes, readScopes } from './scopes.ts';
import { hashSecret, randomSecret } from './secret.ts';

/** Validity of a refresh token, in seconds. */
export const REFRESH_LIFETIME = 7 * 24 * 60 * 60;

/** The tokens of a login or a refresh. */
export type Tokens = {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly user: UserRow;
};

/**
 * Sessions: each starts with a login, is extended by refresh tokens that are valid once, and ends
 * immediately with a logout or when one of its refresh tokens is used twice.
 */
export class Sessions {
  readonly #rows: SessionRepository;
  readonly #tokens: AccessTokens;

  constructor(rows: SessionRepository, tokens: AccessTokens) {
    this.#rows = rows;
    this.#tokens = tokens;
  }

  /**
   * Starts a session of a user whose password was verified.
   *
   * @throws ProblemError `login_failed` if the user was changed meanwhile
   */
  async begin(user: UserRow): Promise<Tokens> {
    const { token, kept } = newRefreshToken();
    const sessionId = randomUUID();
    if (!(await this.#rows.begin(sessionId, user, kept, Date.now()))) throw loginFailed();
    return { accessToken: await this.#sign(sessionId, user), refreshToken: token, user };
  }

  /**
   * The active session of a refresh token, whether the token was used or not.
   *
   * @throws ProblemError `invalid_refresh_token`
   */
  async ofRefreshToken(refreshToken: string): Promise<string> {
    const sessionId = await this.#rows.ofToken(hashSecret(refreshToken), Date.now());
    if (sessionId === undefined) throw refreshFailed();
    return sessionId;
  }

  /**
   * Replaces a refresh token by new tokens.
   *
   * @throws ProblemError `invalid_refresh_token`
   */
  async refresh(refreshToken: string): Promise<Tokens> {
    const { token, kept } = newRefreshToken();
    const session = await this.#rows.rotate(hashSecret(refreshToken), kept, Date.now());
    if (!session) throw refreshFailed();
    const accessToken = await this.#sign(session.sessionId, session.user);
    return { accessToken, refreshToken: token, user: session.user };
  }

  /** @returns the principal of an access token; undefined if it is invalid or no longer valid */
  async verify(accessToken: string): Promise<Principal | undefined> {
    const claims = await this.#tokens.read(accessToken);
    const principal = claims && (await this.find(claims.sessionId, claims.scopes));
    return principal?.userId === claims?.userId ? principal : undefined;
  }

  /** Whether this server issued an access token, even if it has expired or its session has ended. */
  async hasIssued(accessToken: string): Promise<boolean> {
    return this.#tokens.hasSigned(accessToken);
  }

  /** @returns the principal of a session with these scopes; undefined if it has ended */
  async find(sessionId: string, granted: readonly Scope[]): Promise<Principal | undefined> {
    const user = await this.#rows.findUser(sessionId, Date.now());
    return (
      user && {
        // All sessions of a user share one limit: a new login gives no new quota.
        credential: `user:${user.user_id}`,
        userId: user.user_id,
        scopes: limitScopes(granted, readScopes(user.scopes)),
        sessionId,
      }
    );
  }

  async end(sessionId: string): Promise<void> {
    await this.#rows.end(sessionId);
  }

  async #sign(sessionId: string, user: UserRow): Promise<string> {
    const scopes = readScopes(user.scopes);
    return this.#tokens.sign({ userId: user.user_id, sessionId, scopes });
  }
}

/** The same message whatever was wrong, so that it does not reveal which users exist. */
export const loginFailed = (): ProblemError =>
  new ProblemError('login_failed', 'The user name or password is wrong');

const refreshFailed = (): ProblemError =>
  new ProblemError('invalid_refresh_token', 'The refresh token is invalid; sign in again');

function newRefreshToken(): { readonly token: string; readonly kept: KeptToken } {
  const token = `fr_${randomSecret()}`;
  const expiresMs = Date.now() + REFRESH_LIFETIME * 1000;
  return { token, kept: { hash: hashSecret(token), expiresMs } };
}
