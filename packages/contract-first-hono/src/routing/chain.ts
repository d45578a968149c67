import type { Context, MiddlewareHandler } from 'hono';
import type { Environment } from '../environment.ts';

/**
 * Puts middleware in front of a handler. As in Hono, an error becomes a response where it is thrown, so
 * that middleware before it sees a response.
 */
export function chain<T>(
  middleware: readonly MiddlewareHandler<Environment>[],
  handle: (c: Context<Environment>, given: T) => Promise<Response>,
  refuse: (error: Error, c: Context<Environment>) => Response,
): (c: Context<Environment>, given: T) => Promise<void> {
  const run = async (c: Context<Environment>, given: T, at: number): Promise<void> => {
    try {
      const each = middleware[at];
      const response = each ? await each(c, () => run(c, given, at + 1)) : await handle(c, given);
      if (response && !c.finalized) c.res = response;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      c.error = error;
      c.res = refuse(error, c);
    }
  };
  return (c, given) => run(c, given, 0);
}
