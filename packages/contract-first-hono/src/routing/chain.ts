import type { Context, MiddlewareHandler } from 'hono';
import type { Environment } from '../environment.ts';

/** Throws for a request that is refused. It returns a promise only if it has to wait. */
export type Check = (c: Context<Environment>) => void | Promise<void>;

/** What a request passes on the way to its handler: a check, or middleware around all that follows. */
export type Step = { readonly check: Check } | { readonly around: MiddlewareHandler<Environment> };

/**
 * Puts steps in front of a handler. As in Hono, an error becomes a response where it is thrown, so that
 * middleware before it sees a response.
 */
export function chain<T>(
  steps: readonly Step[],
  handle: (c: Context<Environment>, given: T) => Promise<Response>,
  refuse: (error: Error, c: Context<Environment>) => Response,
): (c: Context<Environment>, given: T) => Promise<void> {
  const run = async (c: Context<Environment>, given: T, from: number): Promise<void> => {
    try {
      for (let at = from; at < steps.length; at++) {
        const step = steps[at];
        if (!step) break;
        if ('around' in step) {
          const response = await step.around(c, () => run(c, given, at + 1));
          if (response && !c.finalized) c.res = response;
          return;
        }
        const passing = step.check(c);
        if (passing) await passing;
      }
      const response = await handle(c, given);
      if (!c.finalized) c.res = response;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      c.error = error;
      c.res = refuse(error, c);
    }
  };
  return (c, given) => run(c, given, 0);
}
