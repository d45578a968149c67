import type { Middleware } from './middleware.ts';
import { pause } from './pause.ts';
import { readRateLimit } from './retryAfter.ts';

/**
 * Delays requests while their rate limit is used up, according to the server's last response, instead
 * of letting the server refuse them.
 */
export function waitForRateLimit(): Middleware {
  /** When each policy that is used up has something left again, in Unix milliseconds. */
  const until = new Map<string | undefined, number>();
  return async (request, next) => {
    const time = (until.get(request.limit) ?? 0) - Date.now();
    if (time > 0) await pause(time, request.signal);
    const response = await next(request);
    const state = readRateLimit(response.headers);
    if (state?.remaining === 0) until.set(state.policy, Date.now() + state.reset * 1000);
    else until.delete(state?.policy);
    return response;
  };
}
