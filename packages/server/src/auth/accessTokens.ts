import { randomBytes } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { type Scope, scopes } from '../contract.ts';
import type { CredentialRows } from '../db/credentials.ts';
import type { Principal } from './principal.ts';

const ISSUER = 'file-organizer';
const ALGORITHM = 'HS256';
/** How long an access token is good for, in seconds. */
const LIFETIME = 30 * 60;

/** Access tokens: JWTs (RFC 7519) signed with a secret that only this server's data has. */
export class AccessTokens {
  readonly #secret: Uint8Array;

  private constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  static async open(rows: CredentialRows): Promise<AccessTokens> {
    const secret = await rows.secret('access_tokens', () => randomBytes(32).toString('base64'));
    return new AccessTokens(Buffer.from(secret, 'base64'));
  }

  /** @param subject the user that the token is for */
  async issue(subject: string, granted: readonly Scope[]): Promise<string> {
    return new SignJWT({ scope: granted.join(' ') })
      .setProtectedHeader({ alg: ALGORITHM })
      .setIssuer(ISSUER)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME}s`)
      .sign(this.#secret);
  }

  /** @returns who the token stands for, or undefined where it is altered, foreign or past its time */
  async verify(token: string): Promise<Principal | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#secret, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        requiredClaims: ['sub', 'exp', 'scope'],
      });
      const granted = String(payload.scope).split(' ');
      return {
        credential: `user:${payload.sub}`,
        userId: String(payload.sub),
        scopes: new Set(scopes.filter((scope) => granted.includes(scope))),
      };
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}
