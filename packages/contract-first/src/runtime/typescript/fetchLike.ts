/**
 * A `fetch` function: the platform's, or a compatible one, such as those of undici, node-fetch 2 and 3,
 * cross-fetch and fetch-cookie, or a wrapper around one of them. It resolves for every status.
 */
export type FetchLike = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** The options of a request. They are complete, so that they can be passed to any `fetch`. */
export type FetchInit = {
  readonly method: string;
  readonly headers: Record<string, string>;
  /**
   * A string, bytes, a `Blob`, a web or Node stream, or null. No two `fetch` have one type for it:
   * `never` is a part of each.
   */
  readonly body: never;
  readonly signal: AbortSignal;
  readonly redirect: 'error' | 'manual';
  readonly duplex: 'half';
};

/** The part of a response that every `fetch` provides. */
export type FetchResponse = {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
};

/** Sends a body, with further options. */
export type Send = (body: unknown, more?: Partial<FetchInit>) => Promise<FetchResponse>;
