/**
 * The result of authentication, which handlers receive.
 *
 * @module
 */
import type { Scope } from '../contract.ts';

/** What browsers do with the content of a link. */
export type Disposition = 'inline' | 'attachment';

/** What the ticket of a link permits. */
export type FileLink = {
  readonly fileId: string;
  readonly disposition: Disposition;
};

/** The authenticated caller of a request. */
export type Principal = {
  /** Identifies the credential in limits and logs; never a secret. */
  readonly credential: string;
  /** The user who owns the credential. */
  readonly userId: string;
  readonly scopes: ReadonlySet<Scope>;
  /**
   * Verifies the credential again, for what outlives a request; undefined if it is no longer valid.
   * Whatever is issued for a principal, such as a ticket, keeps this function.
   */
  readonly renew?: () => Promise<Principal | undefined>;
  /** The session of an access token; undefined for an API key. */
  readonly sessionId?: string;
  /** The id of an API key, and when it expires; undefined for an access token. */
  readonly key?: { readonly id: string; readonly expiresMs: number | null };
  /** The process of a key that is stored nowhere, and ends with it. */
  readonly processId?: string;
  /** What a link permits, if the credential is its ticket. */
  readonly link?: FileLink;
};

/** Whether the scopes include those needed; `admin` covers all. */
export const covers = (
  { scopes }: { readonly scopes: ReadonlySet<string> },
  needed: readonly string[],
): boolean => scopes.has('admin') || needed.every((scope) => scopes.has(scope));

/** The principal of a ticket as text. What else it can do is found out again when the ticket is redeemed. */
export const ticketPrincipal = {
  write: ({ credential, userId, scopes, sessionId, key, processId }: Principal): string =>
    JSON.stringify({ credential, userId, scopes: [...scopes], sessionId, key, processId }),
  read: (text: string): Principal => {
    // Written above.
    const { scopes, ...rest } = JSON.parse(text) as Omit<Principal, 'scopes'> & {
      readonly scopes: readonly Scope[];
    };
    return { ...rest, scopes: new Set(scopes) };
  },
};
