/**
 * Issues and verifies access tokens.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Scope } from '../contract.ts';
import type { CredentialRepository } from '../storage/accounts/credentialRepository.ts';
import { readScopes, writeScopes } from './scopes.ts';

const ISSUER = 'file-organizer';
const ALGORITHM = 'HS256';
/** Marks an access token as opposed to other JWTs (RFC 9068, section 2.1). */
const TYPE = 'at+jwt';
/** Validity of an access token, in seconds. */
export const ACCESS_LIFETIME = 30 * 60;

/** The content of an access token. */
export type Claims = {
  readonly userId: string;
  readonly sessionId: string;
  readonly scopes: readonly Scope[];
};

/** Access tokens: JWTs (RFC 7519) signed with a secret stored in this server's database. */
export class AccessTokens {
  readonly #secret: Uint8Array;

  private constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  static async open(rows: CredentialRepository): Promise<AccessTokens> {
    const secret = await rows.secret('access_tokens', () => randomBytes(32).toString('base64'));
    return new AccessTokens(Buffer.from(secret, 'base64'));
  }

  async sign({ userId, sessionId, scopes }: Claims): Promise<string> {
    return new SignJWT({ scope: writeScopes(scopes), sid: sessionId })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
      .setIssuer(ISSUER)
      .setSubject(userId)
      .setIssuedAt()
      .setExpirationTime(`${ACCESS_LIFETIME}s`)
      .sign(this.#secret);
  }

  /** Whether this server issued the token and it is unaltered, even if it has expired. */
  async hasSigned(token: string): Promise<boolean> {
    return (await this.read(token, new Date(0))) !== undefined;
  }

  /**
   * @param now the time at which it must not have expired
   * @returns the content of the token; undefined if it is altered, foreign or expired
   */
  async read(token: string, now = new Date()): Promise<Claims | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#secret, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        typ: TYPE,
        currentDate: now,
        requiredClaims: ['sub', 'sid', 'exp', 'scope'],
      });
      return {
        userId: String(payload.sub),
        sessionId: String(payload.sid),
        scopes: readScopes(String(payload.scope)),
      };
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}
