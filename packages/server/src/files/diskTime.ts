/**
 * Times as file systems store them: nanoseconds since 1970, with seconds of 64 bits, which is far beyond
 * the range of `Date` and RFC 3339. All times read from the disk are converted here.
 *
 * @module
 */

/** The first and last millisecond that RFC 3339, section 5.6, can express: years 0000 to 9999. */
const FIRST_MS = Date.parse('0000-01-01T00:00:00.000Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

const NS_IN_MS = 1_000_000n;

/** The last second of 64 bits, in nanoseconds since 1970. */
const LAST_NS = ((1n << 63n) - 1n) * 1_000_000_000n;
/** An earlier time, in nanoseconds since 1970, may be one of the last seconds of 64 bits. */
const WRAPPED_NS = -((1n << 63n) - 1024n) * 1_000_000_000n;

/**
 * Corrects a time that Node.js has read: it converts seconds to floating point, which turns the last 512
 * of them into the first (on x64).
 */
export const unwrapped = (ns: bigint): bigint => (ns < WRAPPED_NS ? LAST_NS : ns);

/**
 * Milliseconds since 1970, rounded down and clamped to the years 0000 to 9999.
 *
 * @param read nanoseconds since 1970, read by Node.js or by a system call
 */
export function msOf(read: bigint): number {
  const ns = unwrapped(read);
  const ms = ns / NS_IN_MS;
  // Division of bigints rounds towards zero.
  return clampMs(Number(ns < 0n && ms * NS_IN_MS !== ns ? ms - 1n : ms));
}

/** The nearest millisecond that RFC 3339 can express. */
export const clampMs = (ms: number): number => Math.min(Math.max(ms, FIRST_MS), LAST_MS);

/** A time as the contract's `date-time`, clamped like {@link msOf}. */
export const timestampOf = (ms: number): string => new Date(clampMs(ms)).toISOString();

/** How many numbers, at the upper end of 64 bits, represent times whose nanoseconds do not fit. */
const COARSE = 1n << 50n;
const FIRST_COARSE = (1n << 63n) - COARSE;

/**
 * A time as a 64-bit number: nanoseconds from 1677 to 2262, and milliseconds beyond. Equal times have equal
 * ticks.
 */
export const tickOf = (ns: bigint): bigint =>
  ns >= -(1n << 63n) && ns < FIRST_COARSE ? ns : FIRST_COARSE + BigInt(msOf(ns) - FIRST_MS);

/** The time of a tick, in nanoseconds since 1970. */
export const nsOfTick = (tick: bigint): bigint =>
  tick < FIRST_COARSE ? tick : (tick - FIRST_COARSE + BigInt(FIRST_MS)) * NS_IN_MS;
