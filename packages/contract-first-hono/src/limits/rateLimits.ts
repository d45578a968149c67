/**
 * Rate limits by `x-rate-limits`, and the headers that report them.
 *
 * @module
 */

import type { Context, MiddlewareHandler } from 'hono';
import type { BodyLimit } from '../body/readBody.ts';
import type { Environment } from '../environment.ts';
import { ProblemError } from '../problems/problemError.ts';
import { setHeader } from '../reply.ts';
import type { Check } from '../routing/chain.ts';
import { addressOf, type KeyOf, limitKeys } from './limitKeys.ts';
import { type LimitPolicy, type LimitStore, MemoryLimits } from './limitStore.ts';

/** The state of a limit for a request. */
type Standing = {
  readonly limit: number;
  readonly remaining: number;
  /** Time until the window ends, in milliseconds. */
  readonly msLeft: number;
};

/** How the document's limits are counted. */
export type LimitSettings = {
  /** Where requests are counted; in memory by default. */
  readonly store?: LimitStore;
  /** Functions for values of `per` besides `credential` and `address`. */
  readonly keys?: Readonly<Record<string, KeyOf>>;
  /**
   * Factor on all limits; 1 by default. With 0 nothing is counted, and headers report a full quota.
   */
  readonly scale?: number;
  /**
   * The policy that counts wrong credentials per address, if the document has it; `failures` by
   * default.
   */
  readonly failures?: string;
};

/**
 * How many attempts per account and window remain for an address that has used up its failures:
 * others at the same address, such as behind one proxy, must not be locked out by somebody guessing
 * there.
 */
const SPARED = 3;

/** The limits of a document (`x-rate-limits`), each counted by its policy. */
export class RateLimits {
  readonly #policies: ReadonlyMap<string, LimitPolicy>;
  /** Undefined if nothing is counted. */
  readonly #store: LimitStore | undefined;
  readonly #keys: Readonly<Record<string, KeyOf>>;
  readonly #failures: LimitPolicy | undefined;
  /** Attempts per account and window for an address that has used up its failures. */
  readonly #spared: number;

  constructor(policies: readonly LimitPolicy[], settings: LimitSettings = {}) {
    const { scale = 1, failures = 'failures' } = settings;
    this.#store = scale === 0 ? undefined : (settings.store ?? new MemoryLimits());
    this.#spared = Math.max(1, Math.floor(SPARED * scale));
    this.#keys = { ...limitKeys, ...settings.keys };
    this.#policies = new Map(
      policies.map((each) => {
        const limit = scale === 0 ? each.limit : Math.max(1, Math.floor(each.limit * scale));
        return [each.policy, { ...each, limit }];
      }),
    );
    this.#failures = this.#policies.get(failures);
  }

  /**
   * Counts a request against a policy, and reports the limit in the response's headers.
   *
   * @param name the operation's `x-rate-limit`
   * @param body how much of the body may be read to determine the key
   * @param isSignIn whether the request submits something guessable, such as a password
   * @throws ProblemError `rate_limited`
   * @throws TypeError if the document has no policy of that name, or its `per` is unknown
   */
  check(name: string, body: BodyLimit, isSignIn: boolean): Check {
    const policy = this.#policies.get(name);
    if (!policy) throw new TypeError(`The document has no rate limit "${name}"`);
    const keyOf = this.#keys[policy.per];
    if (!keyOf)
      throw new TypeError(`Nothing says what the limit "${name}" counts per ${policy.per}`);
    const untouched = {
      limit: policy.limit,
      remaining: policy.limit,
      msLeft: policy.window * 1000,
    };
    return async (c) => {
      const key = await keyOf(c, body);
      const standing = this.#store ? await count(this.#store, policy, key) : untouched;
      if (standing.remaining < 0) throw this.#refusal(c, policy, standing);
      if (isSignIn && policy.limit - standing.remaining > this.#spared) {
        await this.#refuseExhausted(c);
      }
      report(c, policy, standing);
    };
  }

  /**
   * Counts wrong credentials against the address that sent them.
   *
   * @throws ProblemError `rate_limited` if it has sent too many
   */
  async countFailure(c: Context<Environment>): Promise<void> {
    const standing = await this.#countFailure(c);
    if (this.#failures && standing && standing.remaining < 0) {
      throw this.#refusal(c, this.#failures, standing);
    }
  }

  /**
   * Counts refused requests of an operation with credentials in its body: wrong ones (401), and
   * unreadable ones (400), so that neither is free.
   */
  readonly countRefused: MiddlewareHandler<Environment> = async (c, next) => {
    await next();
    if (c.res.status === 400 || c.res.status === 401) await this.#countFailure(c);
  };

  /** @returns undefined if failures are not counted */
  async #countFailure(c: Context<Environment>): Promise<Standing | undefined> {
    return this.#store && this.#failures && count(this.#store, this.#failures, addressOf(c));
  }

  /**
   * Refuses an address that has sent too many wrong credentials, whatever it sends now.
   *
   * @throws ProblemError `rate_limited`
   */
  async #refuseExhausted(c: Context<Environment>): Promise<void> {
    if (!this.#failures) return;
    const usage = await this.#store?.read(this.#failures, addressOf(c));
    const { limit } = this.#failures;
    if (usage && usage.used >= limit) {
      throw this.#refusal(c, this.#failures, { limit, remaining: -1, msLeft: usage.msLeft });
    }
  }

  /** Also sets the headers. */
  #refusal(c: Context<Environment>, policy: LimitPolicy, standing: Standing): ProblemError {
    const seconds = secondsLeft(standing);
    c.set('limitedBy', policy.policy);
    report(c, policy, { ...standing, remaining: 0 });
    setHeader(c, 'Retry-After', String(seconds));
    const what = policy === this.#failures ? 'invalid credentials' : 'requests';
    return new ProblemError(
      'rate_limited',
      `The limit of ${policy.limit} ${what} in ${policy.window} seconds is used up; try again in ${seconds} seconds`,
    );
  }
}

/** Counts a request. `remaining` is negative if it exceeds the limit. */
async function count(store: LimitStore, policy: LimitPolicy, key: string): Promise<Standing> {
  const { used, msLeft } = await store.count(policy, key);
  const { limit } = policy;
  return { limit, remaining: used > limit ? -1 : limit - used, msLeft };
}

const secondsLeft = ({ msLeft }: Standing): number => Math.max(1, Math.ceil(msLeft / 1000));

/** Sets both kinds of headers: the common ones, and those of draft-ietf-httpapi-ratelimit-headers. */
function report(c: Context<Environment>, policy: LimitPolicy, standing: Standing): void {
  const seconds = secondsLeft(standing);
  setHeader(c, 'X-RateLimit-Limit', String(standing.limit));
  setHeader(c, 'X-RateLimit-Remaining', String(standing.remaining));
  setHeader(c, 'X-RateLimit-Reset', String(Math.ceil((Date.now() + standing.msLeft) / 1000)));
  setHeader(c, 'RateLimit-Policy', `"${policy.policy}";q=${standing.limit};w=${policy.window}`);
  setHeader(c, 'RateLimit', `"${policy.policy}";r=${standing.remaining};t=${seconds}`);
}
