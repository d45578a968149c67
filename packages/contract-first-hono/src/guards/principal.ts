/** The authenticated caller of a request. Apps extend it. */
export type Principal = {
  /** Identifies the credential in limits and logs. Never a secret. */
  readonly credential: string;
  readonly scopes: ReadonlySet<string>;
  /**
   * Verifies the credentials again, for what outlasts a request, such as a WebSocket; undefined if
   * they are no longer valid. Set by the kit, unless `verify` has set it.
   */
  readonly renew?: () => Promise<Principal | undefined>;
};
