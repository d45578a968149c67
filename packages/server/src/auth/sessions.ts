import { randomUUID } from 'node:crypto';
import type { Scope } from '../contract.ts';
import { ProblemError } from '../problemError.ts';
import type { KeptToken, SessionRepository } from '../storage/accounts/sessionRepository.ts';
import type { UserRow } from '../storage/accounts/userRepository.ts';
import type { AccessTokens } from './accessTokens.ts';
import type { Principal } from './principal.ts';
import { limitScopes, readScopes } from './scopes.ts';
import { hashSecret, randomSecret } from './secret.ts';

/** How long a refresh token is good for, in seconds. */
export const REFRESH_LIFETIME = 7 * 24 * 60 * 60;

/** What a login or a refresh gives out. */
export type Tokens = {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly user: UserRow;
};

/**
 * Sessions: each begins with a login, is prolonged by refresh tokens that are good once, and ends
 * at once by a logout or where one of its refresh tokens comes a second time.
 */
export class Sessions {
  readonly #rows: SessionRepository;
  readonly #tokens: AccessTokens;

  constructor(rows: SessionRepository, tokens: AccessTokens) {
    this.#rows = rows;
    this.#tokens = tokens;
  }

  /**
   * Begins a session of a user whose password was checked.
   *
   * @throws ProblemError `login_failed` where the user was changed meanwhile
   */
  async begin(user: UserRow): Promise<Tokens> {
    const { token, kept } = newRefreshToken();
    const sessionId = randomUUID();
    if (!(await this.#rows.begin(sessionId, user, kept, Date.now()))) throw loginFailed();
    return { accessToken: await this.#sign(sessionId, user), refreshToken: token, user };
  }

  /**
   * The session that goes on of a refresh token, whether that was used or not.
   *
   * @throws ProblemError `invalid_refresh_token`
   */
  async ofRefreshToken(refreshToken: string): Promise<string> {
    const sessionId = await this.#rows.ofToken(hashSecret(refreshToken), Date.now());
    if (sessionId === undefined) throw refreshFailed();
    return sessionId;
  }

  /**
   * Changes a refresh token for new tokens.
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

  /** @returns who an access token stands for, or undefined where it is not good or not any more */
  async verify(accessToken: string): Promise<Principal | undefined> {
    const claims = await this.#tokens.read(accessToken);
    const principal = claims && (await this.find(claims.sessionId, claims.scopes));
    return principal?.userId === claims?.userId ? principal : undefined;
  }

  /** Whether an access token is from here, be it expired or of a session that has ended. */
  async hasIssued(accessToken: string): Promise<boolean> {
    return this.#tokens.hasSigned(accessToken);
  }

  /** @returns who a session stands for with these scopes, or undefined where it has ended */
  async find(sessionId: string, granted: readonly Scope[]): Promise<Principal | undefined> {
    const user = await this.#rows.findUser(sessionId, Date.now());
    return (
      user && {
        // All sessions of a user share one limit: a new login is not a new quota.
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

/** The same words whatever was wrong, so that nobody learns which users there are. */
export const loginFailed = (): ProblemError =>
  new ProblemError('login_failed', 'The user name or password is wrong');

const refreshFailed = (): ProblemError =>
  new ProblemError('invalid_refresh_token', 'The refresh token is invalid; sign in again');

function newRefreshToken(): { readonly token: string; readonly kept: KeptToken } {
  const token = `fr_${randomSecret()}`;
  const expiresMs = Date.now() + REFRESH_LIFETIME * 1000;
  return { token, kept: { hash: hashSecret(token), expiresMs } };
}
