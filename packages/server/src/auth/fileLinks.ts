/**
 * Tickets in the URLs of file contents, for what cannot send a header.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { CredentialRepository } from '../storage/accounts/credentialRepository.ts';
import { covers, type FileLink, type Principal } from './principal.ts';

const ISSUER = 'file-organizer';
const ALGORITHM = 'HS256';
/** Marks a ticket as opposed to other JWTs (RFC 8725, section 3.11). */
const TYPE = 'file-link+jwt';
/** How long a link is valid, in seconds. */
export const LINK_LIFETIME = 60 * 60;

/** The credentials that a link was created with, which it ends with. */
export type LinkHolder = { readonly kind: 'session' | 'key' | 'local'; readonly id: string };

/** A new ticket. */
export type IssuedLink = {
  readonly ticket: string;
  /** In milliseconds since 1970. */
  readonly expiresMs: number;
};

/**
 * Links to the contents of files. A ticket is a JWT (RFC 7519) with a secret of its own, so nothing is
 * stored for it, it outlasts a restart, and any server with the same database can verify it. That its
 * session or key is still valid is checked with each request.
 */
export class FileLinks {
  readonly #secret: Uint8Array;
  readonly #find: (holder: LinkHolder) => Promise<Principal | undefined>;

  private constructor(
    secret: Uint8Array,
    find: (holder: LinkHolder) => Promise<Principal | undefined>,
  ) {
    this.#secret = secret;
    this.#find = find;
  }

  /** @param find the principal of a session or key; undefined if it is no longer valid */
  static async open(
    rows: Pick<CredentialRepository, 'secret'>,
    find: (holder: LinkHolder) => Promise<Principal | undefined>,
  ): Promise<FileLinks> {
    const secret = await rows.secret('file_links', () => randomBytes(32).toString('base64'));
    return new FileLinks(Buffer.from(secret, 'base64'), find);
  }

  /**
   * A ticket for the content of one file.
   *
   * @param now in milliseconds since 1970
   */
  async issue(
    principal: Principal,
    { fileId, disposition }: FileLink,
    now = Date.now(),
  ): Promise<IssuedLink> {
    const seconds = Math.floor(now / 1000) + LINK_LIFETIME;
    const { kind, id } = holderOf(principal);
    const ticket = await new SignJWT({ disposition, kind, hid: id })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
      .setIssuer(ISSUER)
      .setSubject(fileId)
      .setExpirationTime(seconds)
      .sign(this.#secret);
    return { ticket, expiresMs: seconds * 1000 };
  }

  /**
   * @param fileId the file of the request, which must be that of the ticket
   * @returns the principal of the link, who may only read; undefined if the ticket is altered, expired or
   *   for another file, or if the credentials that it was created with are no longer valid
   */
  async verify(ticket: string, fileId: string | undefined): Promise<Principal | undefined> {
    const claims = await this.#read(ticket);
    if (!claims || fileId !== claims.link.fileId) return undefined;
    const principal = await this.#find(claims.holder);
    if (!principal) return undefined;
    return {
      // Requests with the link count against the limit of these credentials.
      credential: principal.credential,
      userId: principal.userId,
      scopes: new Set(covers(principal, ['files:read']) ? (['files:read'] as const) : []),
      link: claims.link,
    };
  }

  async #read(
    ticket: string,
  ): Promise<{ readonly link: FileLink; readonly holder: LinkHolder } | undefined> {
    try {
      const { payload } = await jwtVerify(ticket, this.#secret, {
        algorithms: [ALGORITHM],
        issuer: ISSUER,
        typ: TYPE,
        requiredClaims: ['sub', 'exp', 'disposition', 'kind', 'hid'],
      });
      const { sub: fileId = '', disposition, kind, hid } = payload;
      if (kind !== 'session' && kind !== 'key' && kind !== 'local') return undefined;
      return {
        link: { fileId, disposition: disposition === 'inline' ? 'inline' : 'attachment' },
        holder: { kind, id: String(hid) },
      };
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}

function holderOf({ sessionId, key, processId }: Principal): LinkHolder {
  if (sessionId !== undefined) return { kind: 'session', id: sessionId };
  if (key) return { kind: 'key', id: key.id };
  if (processId !== undefined) return { kind: 'local', id: processId };
  throw new TypeError('A link needs a session or a key, which it ends with');
}
