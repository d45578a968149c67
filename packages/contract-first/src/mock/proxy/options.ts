import type { UpstreamOptions } from './upstream.ts';

/** How requests are passed on to a real server. */
export type ProxyOptions = UpstreamOptions & {
  /** The real server. A URL without a path gets the base path of the document's server. */
  readonly url: string;
  /** Whether it answers every request, also those that the mock has a handler or a state for. */
  readonly isOnly?: boolean | undefined;
  /** Whether requests and responses that the document does not allow become errors. */
  readonly refuses?: boolean | undefined;
};
