import type { BoundOperation, Document } from '../document/model.ts';
import { ownValue } from '../document/ownValue.ts';
import { ProblemError } from './problemError.ts';

/** A limit as a document declares it in `x-rate-limits`; an operation names one in `x-rate-limit`. */
export type RateLimitPolicy = {
  readonly policy: string;
  /** How many requests are allowed in a window. */
  readonly limit: number;
  /** In seconds. */
  readonly window: number;
  /** What is counted: `credential`, `address`, or a key of the mock's own. */
  readonly per: string;
  /** Whether it is not declared, and follows from a documented 429. */
  readonly isImplied?: boolean;
};

/** Whose requests are counted together. */
export type Requester = {
  readonly address: string;
  readonly credential: string | undefined;
  /** As it was sent: limits count before a body is checked. */
  readonly body: Buffer;
};

/** Requests of the same key are counted together. */
export type LimitKey = (requester: Requester) => string;

/** How a policy stands after a request. */
export type Usage = {
  readonly policy: RateLimitPolicy;
  readonly remaining: number;
  /** Until the window ends, in whole seconds, 1 at least. */
  readonly seconds: number;
  /** Whether this request was one too many. */
  readonly isExceeded: boolean;
};

/**
 * The limits of a document. Counted here and not by rate-limiter-flexible, which is asynchronous and
 * made for stores that a mock does not have.
 */
export class RateLimits {
  readonly #policies: ReadonlyMap<string, RateLimitPolicy>;
  readonly #counts: boolean;
  readonly #keys: Readonly<Record<string, LimitKey>>;
  readonly #now: () => number;
  readonly #windows = new Map<string, { used: number; readonly endsMs: number }>();

  /**
   * @param counts whether requests are counted; otherwise every limit reports a full quota
   * @param keys by the `per` of policies
   */
  constructor(
    document: Document,
    counts: boolean,
    keys: Readonly<Record<string, LimitKey>> = {},
    now: () => number = Date.now,
  ) {
    const declared = document['x-rate-limits'];
    // The lint has checked the form of the extension.
    const policies = Array.isArray(declared) ? (declared as readonly RateLimitPolicy[]) : [];
    this.#policies = new Map(policies.map((policy) => [policy.policy, policy]));
    this.#counts = counts;
    this.#keys = keys;
    this.#now = now;
  }

  /** Counts a request; undefined where there is no such policy. */
  count(operation: BoundOperation | undefined, requester: () => Requester): Usage | undefined {
    const name = operation?.operation['x-rate-limit'];
    const policy = this.#policies.get(String(name)) ?? this.#implied(operation);
    if (!policy) return undefined;
    if (!this.#counts) return untouched(policy);
    const now = this.#now();
    const key = `${policy.policy} ${this.#keyOf(policy, requester())}`;
    let window = this.#windows.get(key);
    if (!window || window.endsMs <= now) {
      window = { used: 0, endsMs: now + policy.window * 1000 };
      this.#windows.set(key, window);
    }
    window.used += 1;
    return {
      policy,
      remaining: Math.max(0, policy.limit - window.used),
      seconds: Math.max(1, Math.ceil((window.endsMs - now) / 1000)),
      isExceeded: window.used > policy.limit,
    };
  }

  #keyOf({ per }: RateLimitPolicy, requester: Requester): string {
    const key = ownValue(this.#keys, per);
    if (key) return key(requester);
    const { address, credential } = requester;
    return per === 'credential' ? (credential ?? address) : address;
  }

  /** The limit of an operation that documents a 429 without a policy. */
  #implied(operation: BoundOperation | undefined): RateLimitPolicy | undefined {
    if (!this.#counts || !operation || !('429' in operation.responses)) return undefined;
    const limit = documentedLimit(operation) ?? USUAL_LIMIT;
    const policy = operation.id.replaceAll(/[^\x20-\x7e]|["\\]/g, '_');
    return { policy, limit, window: USUAL_WINDOW, per: 'credential', isImplied: true };
  }

  /**
   * A policy that is used up, for a refusal that was asked for: soon over, so that a client which
   * waits as it is told is not held up.
   */
  exhausted(name: unknown): Usage | undefined {
    const policy = this.#policies.get(String(name));
    return policy && { policy, remaining: 0, seconds: SHORT_WAIT, isExceeded: true };
  }
}

/** How many requests are allowed, in how many seconds, if a document has a 429 without any number. */
const USUAL_LIMIT = 60;
const USUAL_WINDOW = 60;

/** The number that an operation shows in an example of `RateLimit-Limit` or `X-RateLimit-Limit`. */
function documentedLimit({ responses }: BoundOperation): number | undefined {
  return Object.values(responses)
    .flatMap(({ headers = {} }) => Object.entries(headers))
    .filter(([name]) => /^(x-)?ratelimit-limit$/i.test(name))
    .map(([, header]) =>
      '$ref' in header ? NaN : Number(header.example ?? header.schema?.example),
    )
    .find((limit) => Number.isInteger(limit) && limit > 0);
}

/** How long a refusal that was asked for tells a client to wait, in seconds. */
const SHORT_WAIT = 1;

const untouched = (policy: RateLimitPolicy): Usage => ({
  policy,
  remaining: policy.limit,
  seconds: policy.window,
  isExceeded: false,
});

/**
 * How a limit stands, in both forms of headers: the customary one, and that of
 * draft-ietf-httpapi-ratelimit-headers; with `Retry-After` where it is used up.
 */
export function limitHeaders(
  { policy, remaining, seconds, isExceeded }: Usage,
  nowMs: number,
): Readonly<Record<string, string>> {
  return {
    'X-RateLimit-Limit': String(policy.limit),
    'X-RateLimit-Remaining': String(remaining),
    'X-RateLimit-Reset': String(Math.ceil(nowMs / 1000) + seconds),
    'RateLimit-Policy': `"${policy.policy}";q=${policy.limit};w=${policy.window}`,
    RateLimit: `"${policy.policy}";r=${remaining};t=${seconds}`,
    ...(isExceeded && { 'Retry-After': String(seconds) }),
  };
}

/** The refusal of a request that is one too many. */
export function limited(usage: Usage | undefined): ProblemError {
  const seconds = usage?.seconds ?? SHORT_WAIT;
  const time = seconds === 1 ? '1 second' : `${seconds} seconds`;
  const what = usage
    ? `The limit of ${usage.policy.limit} requests in ${usage.policy.window} seconds is used up`
    : 'Too many requests';
  return new ProblemError('rate_limited', `${what}; try again in ${time}`);
}

/**
 * Has the headers of a refusal, as an example shows them, tell a client to wait for a short time only,
 * and all of them for the same.
 *
 * @param isLimit whether it is about a limit, which is used up
 */
export function shortenWait(
  headers: Record<string, string>,
  isLimit: boolean,
  nowMs: number,
): void {
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (lower === 'retry-after') headers[name] = String(SHORT_WAIT);
    if (!isLimit) continue;
    if (lower === 'ratelimit') {
      headers[name] = value.replace(/\br=\d+/g, 'r=0').replace(/\bt=\d+/g, `t=${SHORT_WAIT}`);
    }
    if (/^(x-)?ratelimit-remaining$/.test(lower)) headers[name] = '0';
    if (/^(x-)?ratelimit-reset(-after)?$/.test(lower)) headers[name] = resetOf(value, nowMs);
  }
}

/** Seconds from now, or seconds since 1970 where the example is that large. */
const resetOf = (example: string, nowMs: number): string =>
  String(Number(example) > 1e9 ? Math.ceil(nowMs / 1000) + SHORT_WAIT : SHORT_WAIT);
