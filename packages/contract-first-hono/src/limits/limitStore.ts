/**
 * Counts requests for rate limits.
 *
 * @module
 */

import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** A limit, as the document defines it in `x-rate-limits`. */
export type LimitPolicy = {
  /** Its name, to which the `x-rate-limit` of operations refers. */
  readonly policy: string;
  /** Requests allowed per window. */
  readonly limit: number;
  /** In seconds. */
  readonly window: number;
  /** What is counted together, such as `credential` or `address`. */
  readonly per: string;
};

/** How far a limit is used up. */
export type Usage = {
  /** Requests in the window, including refused ones. */
  readonly used: number;
  /** Time until the window ends, in milliseconds. */
  readonly msLeft: number;
};

/** Where requests are counted. Servers that share a store share their limits. */
export interface LimitStore {
  /** Counts a request of a key, and starts a window if there is none. */
  count(policy: LimitPolicy, key: string): Promise<Usage>;
  /** The usage of a key, without counting; undefined if no window has started. */
  read(policy: LimitPolicy, key: string): Promise<Usage | undefined>;
}

/** Counts in the memory of this process. */
export class MemoryLimits implements LimitStore {
  readonly #limiters = new Map<string, RateLimiterMemory>();

  async count(policy: LimitPolicy, key: string): Promise<Usage> {
    try {
      return usageOf(await this.#limiter(policy).consume(key));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      return usageOf(refusal);
    }
  }

  async read(policy: LimitPolicy, key: string): Promise<Usage | undefined> {
    const found = await this.#limiter(policy).get(key);
    // Windows are removed by a timer, which may be late.
    return found && found.msBeforeNext > 0 ? usageOf(found) : undefined;
  }

  #limiter({ policy, limit, window }: LimitPolicy): RateLimiterMemory {
    let limiter = this.#limiters.get(policy);
    if (!limiter) {
      limiter = new RateLimiterMemory({ keyPrefix: policy, points: limit, duration: window });
      this.#limiters.set(policy, limiter);
    }
    return limiter;
  }
}

const usageOf = ({ consumedPoints, msBeforeNext }: RateLimiterRes): Usage => ({
  used: consumedPoints,
  msLeft: msBeforeNext,
});
