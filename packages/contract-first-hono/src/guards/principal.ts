/** Who makes a request, by the credentials that came with it. An app's own has more. */
export type Principal = {
  /** Names the credential in limits and logs; never a secret. */
  readonly credential: string;
  readonly scopes: ReadonlySet<string>;
  /**
   * Verifies the credentials once more, for what outlasts a request, such as a WebSocket; undefined where they have
   * ended since. The kit sets it, unless `verify` has.
   */
  readonly renew?: () => Promise<Principal | undefined>;
};
