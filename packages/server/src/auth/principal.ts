/**
 * The result of authentication, which handlers receive.
 *
 * @module
 */
import type { Scope } from '../contract.ts';

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
};

/** Whether the scopes include those needed; `admin` covers all. */
export const covers = (
  { scopes }: { readonly scopes: ReadonlySet<string> },
  needed: readonly string[],
): boolean => scopes.has('admin') || needed.every((scope) => scopes.has(scope));
