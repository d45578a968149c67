import type { Context, MiddlewareHandler } from 'hono';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { type RateLimitPolicy, rateLimits } from '../contract.ts';
import { Failure } from '../failure.ts';
import { addressOf, counted } from './counted.ts';
import type { Environment } from './environment.ts';
import type { BodyLimit } from './readBody.ts';

/** How far a limit is used up. */
type Usage = {
  readonly limit: number;
  readonly remaining: number;
  /** Until the window ends, in milliseconds. */
  readonly msLeft: number;
};

/** A policy with what counts it; without, nothing is counted. */
type Limit = {
  readonly policy: RateLimitPolicy;
  readonly limit: number;
  readonly limiter: RateLimiterMemory | undefined;
};

/** The policy that counts wrong credentials. */
const FAILURES: RateLimitPolicy['policy'] = 'failures';
/**
 * How often a window an address that has used up its failures may still try each account: others at
 * the same address, such as behind one proxy, must not be locked out by whoever guesses there.
 */
const SPARED = 3;

/** The limits of the contract, each counted by what its policy says. */
export class RateLimits {
  readonly #limits = new Map<string, Limit>();
  /** How often a window each account may be tried from an address that has used up its failures. */
  readonly #spared: number;

  /** @param scale factor on all limits; with 0 nothing is counted, and all report a full quota */
  constructor(scale: number) {
    this.#spared = Math.max(1, Math.floor(SPARED * scale));
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
      this.#limits.set(policy.policy, { policy, limit, limiter });
    }
  }

  /**
   * Counts a request against a policy and tells in the answer's headers how that stands.
   *
   * @param name the operation's `x-rate-limit`
   * @param body how much of the body may be read to learn whom to count
   * @param isSignIn whether it submits what can be guessed, such as a password
   * @throws Failure `rate_limited`
   * @throws TypeError where the contract has no policy of that name
   */
  middleware(name: string, body: BodyLimit, isSignIn: boolean): MiddlewareHandler<Environment> {
    const { policy, limit, limiter } = this.#limit(name);
    const keyOf = counted[policy.per];
    return async (c, next) => {
      const key = await keyOf(c, body);
      const untouched = { limit, remaining: limit, msLeft: policy.window * 1000 };
      const usage = limiter ? await consume(limiter, key, limit) : untouched;
      if (usage.remaining < 0) throw refusal(c, policy, usage);
      if (isSignIn && limit - usage.remaining > this.#spared) await this.#refuseExhausted(c);
      report(c, policy, usage);
      await next();
    };
  }

  /**
   * Counts wrong credentials against the address that they come from.
   *
   * @throws Failure `rate_limited` where that has sent too many
   */
  async countFailure(c: Context<Environment>): Promise<void> {
    const usage = await this.#countFailure(c);
    if (usage && usage.remaining < 0) throw refusal(c, this.#limit(FAILURES).policy, usage);
  }

  /**
   * Counts what is refused of an operation that submits credentials in its body: wrong ones (401), and
   * what could not be read (400), so that neither is free of cost.
   */
  readonly countRefused: MiddlewareHandler<Environment> = async (c, next) => {
    await next();
    if (c.res.status === 400 || c.res.status === 401) await this.#countFailure(c);
  };

  /** @returns undefined where limits are off */
  async #countFailure(c: Context<Environment>): Promise<Usage | undefined> {
    const { limit, limiter } = this.#limit(FAILURES);
    return limiter && consume(limiter, addressOf(c), limit);
  }

  /**
   * Refuses an address that has sent too many wrong credentials, whatever it sends now.
   *
   * @throws Failure `rate_limited`
   */
  async #refuseExhausted(c: Context<Environment>): Promise<void> {
    const { policy, limit, limiter } = this.#limit(FAILURES);
    const used = await limiter?.get(addressOf(c));
    // It forgets by a timer, which may be late.
    if (used && used.remainingPoints <= 0 && used.msBeforeNext > 0) {
      throw refusal(c, policy, { limit, remaining: -1, msLeft: used.msBeforeNext });
    }
  }

  #limit(name: string): Limit {
    const limit = this.#limits.get(name);
    if (!limit) throw new TypeError(`The contract has no rate limit "${name}"`);
    return limit;
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

/** Tells the client in the headers, too. */
function refusal(c: Context<Environment>, policy: RateLimitPolicy, usage: Usage): Failure {
  const seconds = secondsLeft(usage);
  c.set('limitedBy', policy.policy);
  report(c, policy, { ...usage, remaining: 0 });
  c.header('Retry-After', String(seconds));
  const what = policy.policy === FAILURES ? 'invalid credentials' : 'requests';
  return new Failure(
    'rate_limited',
    `The limit of ${usage.limit} ${what} in ${policy.window} seconds is used up; try again in ${seconds} seconds`,
  );
}

/** Both forms of the headers: the customary one, and that of draft-ietf-httpapi-ratelimit-headers. */
function report(c: Context<Environment>, policy: RateLimitPolicy, usage: Usage): void {
  const seconds = secondsLeft(usage);
  c.header('X-RateLimit-Limit', String(usage.limit));
  c.header('X-RateLimit-Remaining', String(usage.remaining));
  c.header('X-RateLimit-Reset', String(Math.ceil((Date.now() + usage.msLeft) / 1000)));
  c.header('RateLimit-Policy', `"${policy.policy}";q=${usage.limit};w=${policy.window}`);
  c.header('RateLimit', `"${policy.policy}";r=${usage.remaining};t=${seconds}`);
}
