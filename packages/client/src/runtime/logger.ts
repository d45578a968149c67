import type { Middleware } from './middleware.ts';

/** What happened to one attempt. Neither queries, bodies nor credentials are among it. */
export type LogEntry = {
  /** The method that carries it out, such as `files.putContent`. */
  readonly operation: string;
  readonly method: string;
  /** The path alone. */
  readonly path: string;
  readonly attempt: number;
  /** Undefined where there was no answer. */
  readonly status: number | undefined;
  /** Why there was no answer. */
  readonly reason: string | undefined;
  readonly requestId: string | undefined;
  /** Milliseconds until the headers of the answer. */
  readonly duration: number;
};

/** Where to tell of each attempt: `console`, pino and most others fit. */
export type Logger = {
  /** An attempt that has succeeded. */
  readonly debug?: ((message: string, entry: LogEntry) => void) | undefined;
  /** An attempt that has failed; whether another follows shows by its number. */
  readonly warn?: ((message: string, entry: LogEntry) => void) | undefined;
};

/** Tells a logger of each attempt. */
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
