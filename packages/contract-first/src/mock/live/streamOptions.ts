/** How responses are streamed if the request does not say so. */
export type StreamOptions = {
  /** How many items a stream has; 0 for one that goes on until the client leaves. */
  readonly items?: number | undefined;
  /** The time between two items, in milliseconds. */
  readonly interval?: number | undefined;
};

/** The defaults of `StreamOptions`. */
export const usualStream = { items: 5, interval: 100 } as const;
