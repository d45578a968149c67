/** A credential, or what gets one; it is asked for each request, since some operations end one. */
export type Credential = string | (() => string | Promise<string>);

/** How a server is verified; a part of `contract.config.ts`, which flags of the command go before. */
export type VerifySettings = {
  /** Where the server is; nothing else is asked. */
  readonly url?: string;
  /** Credentials that may do everything, by the names of the document's security schemes. */
  readonly credentials?: Readonly<Record<string, Credential>>;
  /** Credentials that may do little, to see that scopes are required. */
  readonly weak?: {
    readonly credentials: Readonly<Record<string, Credential>>;
    /** The scopes that they have; none where it is left out. */
    readonly scopes?: readonly string[];
  };
  /** Headers that every request has, credentials or not. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Values that a server knows and a document does not, by operation (or `*`) and by name. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /**
   * With what a valid request may be refused, by operation (or `*`): statuses, or codes of problems,
   * of rules that no schema can say.
   */
  readonly mayRefuse?: Readonly<Record<string, readonly string[]>>;
  /** Only operations that match: an operationId, or `METHOD /path`, with `*` for anything. */
  readonly include?: readonly string[];
  /** Not those that match. */
  readonly exclude?: readonly string[];
  /**
   * Names of checks that are left out, since they cannot apply to a server: a mock without a state
   * remembers no keys and no conditions.
   */
  readonly excludeChecks?: readonly string[];
  /** The same seed sends the same requests to a server in the same state. */
  readonly seed?: number;
  /** At most so many requests; `mostRequests` of the number of operations by default. */
  readonly maxRequests?: number;
  /**
   * The share of operations that have to be reached, in per cent: those whose valid requests got a
   * success that the document lists.
   */
  readonly minCoverage?: number;
  /**
   * Operations that need not be reached, and why: an operationId or `METHOD /path`, with `*` for
   * anything.
   */
  readonly allowUnreached?: Readonly<Record<string, string>>;
  /** How many seconds are waited in all where a limit was reached (`Retry-After`). */
  readonly maxWait?: number;
};

export const defaults = { seed: 1, maxWait: 60, minCoverage: 100 } as const;

/** The maximum number of requests for documents of any size, and for each operation of large ones. */
export const requests = { document: 20_000, operation: 40 } as const;

/** The default of `maxRequests`. */
export const mostRequests = (operations: number): number =>
  Math.max(requests.document, requests.operation * operations);
