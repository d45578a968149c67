/**
 * How long a server asks to wait, in seconds: by `Retry-After`, as a number or a date (RFC 9110,
 * section 10.2.3), else by the `t` of `RateLimit` (the IETF draft on RateLimit header fields).
 */
export function secondsToWait(headers: Headers | undefined): number | undefined {
  const retryAfter = headers?.get('retry-after')?.trim();
  if (retryAfter && /^\d+$/.test(retryAfter)) return Number(retryAfter);
  const date = Date.parse(retryAfter ?? '');
  if (!Number.isNaN(date)) return Math.max(0, Math.ceil((date - Date.now()) / 1000));
  const reset = /;\s*t=(\d+)/.exec(headers?.get('ratelimit') ?? '')?.[1];
  return reset === undefined ? undefined : Number(reset);
}
