import type { Scope } from '../contract.ts';

/** Who makes a request, by the credentials that came with it. */
export type Principal = {
  /** Names the credential in limits and logs; never a secret. */
  readonly credential: string;
  /** The user that the credentials are of. */
  readonly userId: string;
  readonly scopes: ReadonlySet<Scope>;
  /**
   * Verifies the credentials once more, for what outlasts a request; undefined where they have
   * ended since. What is issued for a principal, such as a ticket, keeps this of it.
   */
  readonly renew?: () => Promise<Principal | undefined>;
  /** The session of an access token; undefined for an API key. */
  readonly sessionId?: string;
  /** The id of an API key, and when that ends by itself; undefined for an access token. */
  readonly key?: { readonly id: string; readonly expiresMs: number | null };
};

/** Whether the scopes cover those that are needed; `admin` covers all. */
export const covers = (
  { scopes }: { readonly scopes: ReadonlySet<string> },
  needed: readonly string[],
): boolean => scopes.has('admin') || needed.every((scope) => scopes.has(scope));
