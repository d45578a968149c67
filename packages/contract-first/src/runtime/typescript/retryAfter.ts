/**
 * How long a server asks to wait, in seconds: by `Retry-After`, as a number or a date (RFC 9110,
 * section 10.2.3), else by the `t` of `RateLimit` (the IETF draft on RateLimit header fields).
 *
 * @param limited whether `t` counts even where the field does not say that nothing is left
 */
export function secondsToWait(headers: Headers | undefined, limited: boolean): number | undefined {
  const retryAfter = headers?.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(retryAfter)) return Number(retryAfter);
  const date = Date.parse(retryAfter);
  if (date >= 0) return Math.max(0, Math.ceil((date - Date.now()) / 1000));
  const state = readRateLimit(headers);
  return state && (limited || state.remaining === 0) ? state.reset : undefined;
}

/** The state of a limit; the time is in seconds. */
export type RateLimitState = {
  readonly policy: string;
  readonly remaining: number;
  readonly reset: number;
};

/** Reads the field `RateLimit`, such as `"files";r=99;t=42`. */
export function readRateLimit(headers: Headers | undefined): RateLimitState | undefined {
  const field = headers?.get('ratelimit') ?? '';
  const [, policy, remaining, reset] = /"(.*?)";\s*r=(\d+);\s*t=(\d+)/.exec(field) ?? [];
  if (policy === undefined) return undefined;
  return { policy, remaining: Number(remaining), reset: Number(reset) };
}
