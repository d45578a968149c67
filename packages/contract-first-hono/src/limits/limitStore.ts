import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** A limit, as the document states it in `x-rate-limits`. */
export type LimitPolicy = {
  /** Its name, which operations have as `x-rate-limit`. */
  readonly policy: string;
  /** How many requests there may be in a window. */
  readonly limit: number;
  /** In seconds. */
  readonly window: number;
  /** What is counted together, such as `credential` or `address`. */
  readonly per: string;
};

/** How far a limit is used up. */
export type Usage = {
  /** How many requests came in the window, those that were refused among them. */
  readonly used: number;
  /** Until the window ends, in milliseconds. */
  readonly msLeft: number;
};

/** Where requests are counted; servers that share one share their limits. */
export interface LimitStore {
  /** Counts one request of a key, and begins a window where there is none. */
  count(policy: LimitPolicy, key: string): Promise<Usage>;
  /** How a key stands, without counting; undefined where no window has begun. */
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
    // It forgets by a timer, which may be late.
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
