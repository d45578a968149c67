import type { Context, MiddlewareHandler } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { type RateLimitPolicy, rateLimits } from '../contract.ts';
import { Failure } from '../failure.ts';
import { counted } from './counted.ts';
import type { Environment } from './environment.ts';

/** How far a limit is used up. */
type Usage = {
  readonly limit: number;
  readonly remaining: number;
  /** Until the window ends, in milliseconds. */
  readonly msLeft: number;
};

/** The limits of the contract, each counted by what its policy says. */
export class RateLimits {
  readonly #policies = new Map<
    string,
    {
      readonly policy: RateLimitPolicy;
      readonly limit: number;
      readonly limiter: RateLimiterMemory | undefined;
    }
  >();

  /** @param scale factor on all limits; with 0 nothing is counted, and all report a full quota */
  constructor(scale: number) {
    for (const policy of rateLimits) {
      const limit = scale === 0 ? policy.limit : Math.max(1, Math.floor(policy.limit * scale));
      const limiter =
        scale === 0
          ? undefined
          : new RateLimiterMemory({
              keyPrefix: policy.policy,
              points: limit,
              duration: policy.window,
            });
      this.#policies.set(policy.policy, { policy, limit, limiter });
    }
  }

  /**
   * Counts a request against a policy and tells in the answer's headers how that stands.
   *
   * @param name the operation's `x-rate-limit`
   * @throws Failure `rate_limited`
   * @throws TypeError where the contract has no policy of that name
   */
  middleware(name: string): MiddlewareHandler<Environment> {
    const entry = this.#policies.get(name);
    if (!entry) throw new TypeError(`The contract has no rate limit "${name}"`);
    const { policy, limit, limiter } = entry;
    const keyOf = counted[policy.per];
    if (!keyOf) throw new TypeError(`Nobody knows how to count per "${policy.per}"`);
    return async (c, next) => {
      const key = await keyOf(c);
      const untouched = { limit, remaining: limit, msLeft: policy.window * 1000 };
      const usage = limiter ? await consume(limiter, key, limit) : untouched;
      report(c, policy, { ...usage, remaining: Math.max(0, usage.remaining) });
      if (usage.remaining < 0) {
        const seconds = secondsLeft(usage);
        c.header('Retry-After', String(seconds));
        throw new Failure(
          'rate_limited',
          `The limit of ${limit} requests in ${policy.window} seconds is used up; try again in ${seconds} seconds`,
        );
      }
      await next();
    };
  }
}

/** Counts one request; `remaining` is below 0 where it was one too many. */
async function consume(limiter: RateLimiterMemory, key: string, limit: number): Promise<Usage> {
  try {
    const { remainingPoints, msBeforeNext } = await limiter.consume(key);
    return { limit, remaining: remainingPoints, msLeft: msBeforeNext };
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return { limit, remaining: -1, msLeft: refusal.msBeforeNext };
  }
}

const secondsLeft = ({ msLeft }: Usage): number => Math.max(1, Math.ceil(msLeft / 1000));

/** Both forms of the headers: the customary one, and that of draft-ietf-httpapi-ratelimit-headers. */
function report(c: Context<Environment>, policy: RateLimitPolicy, usage: Usage): void {
  const seconds = secondsLeft(usage);
  c.header('X-RateLimit-Limit', String(usage.limit));
  c.header('X-RateLimit-Remaining', String(usage.remaining));
  c.header('X-RateLimit-Reset', String(Math.ceil((Date.now() + usage.msLeft) / 1000)));
  c.header('RateLimit-Policy', `"${policy.policy}";q=${usage.limit};w=${policy.window}`);
  c.header('RateLimit', `"${policy.policy}";r=${usage.remaining};t=${seconds}`);
}
