/** What happened to one attempt. Neither queries, bodies nor credentials are among it. */
export type LogEntry = {
  readonly operation: string;
  readonly method: string;
  /** The path alone. */
  readonly path: string;
  readonly attempt: number;
  /** Undefined where there was no answer. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** Milliseconds. */
  readonly duration: number;
  /** Milliseconds until the next attempt; undefined where there is none. */
  readonly retryIn: number | undefined;
};

/** Where to tell of each attempt: `console`, pino and most others fit. */
export type Logger = {
  /** An attempt that has succeeded, or has failed for good. */
  debug?(message: string, entry: LogEntry): void;
  /** An attempt that has failed and is followed by another. */
  warn?(message: string, entry: LogEntry): void;
};
