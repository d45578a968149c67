import type { Middleware } from './middleware.ts';

/** The outcome of one attempt, without queries, bodies or credentials. */
export type LogEntry = {
  /** The client method, such as `files.putContent`. */
  readonly operation: string;
  readonly method: string;
  /** The path, without the query. */
  readonly path: string;
  readonly attempt: number;
  /** Undefined if there was no response. */
  readonly status: number | undefined;
  /** Why there was no response. */
  readonly reason: string | undefined;
  readonly requestId: string | undefined;
  /** Milliseconds until the response headers arrived. */
  readonly duration: number;
};

/** Logs each attempt: `console`, pino and most other loggers work. */
export type Logger = {
  /** A successful attempt. */
  readonly debug?: ((message: string, entry: LogEntry) => void) | undefined;
  /** A failed attempt. If it is retried, another entry with the next number follows. */
  readonly warn?: ((message: string, entry: LogEntry) => void) | undefined;
};

/** Middleware that logs each attempt. */
export function logAttempts(logger: Logger): Middleware {
  return async (request, next) => {
    const start = Date.now();
    const tell = (response?: Response, error?: unknown) => {
      const { operation, method, attempt } = request;
      const path = new URL(request.url).pathname;
      const status = response?.status;
      logger[response?.ok ? 'debug' : 'warn']?.(`${method} ${path} ${status ?? 'failed'}`, {
        operation,
        method,
        path,
        attempt,
        status,
        reason: error instanceof Error ? error.message : undefined,
        requestId: response?.headers.get('x-request-id') ?? undefined,
        duration: Date.now() - start,
      });
    };
    try {
      const response = await next(request);
      tell(response);
      return response;
    } catch (error) {
      tell(undefined, error);
      throw error;
    }
  };
}
