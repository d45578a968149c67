/**
 * Formats that have a type of their own in TypeScript, by the choice of the client.
 *
 * @module
 */
import { LargeInteger } from './exactJson.ts';
import type { Scalar } from './shape.ts';

/** int64 as bigint; answers are read by `readExactJson`, so that nothing is lost before. */
export const bigint: Scalar = {
  read: (value) => {
    if (value instanceof LargeInteger) return BigInt(value.text);
    // some servers write them as texts, because of JavaScript
    const isText = typeof value === 'string' && /^-?\d+$/.test(value);
    return Number.isSafeInteger(value) || isText ? BigInt(value as number | string) : value;
  },
  write: (value) => value,
};

/** date-time as `Temporal.Instant`. */
export const instant: Scalar = {
  read: (value) => parsed('Instant', value),
  write: textOf,
};

/** date as `Temporal.PlainDate`. */
export const date: Scalar = {
  read: (value) => parsed('PlainDate', value),
  write: textOf,
};

type TemporalLike = Readonly<Record<string, { from(text: string): unknown }>>;

/** A text that is no date stays a text: a client does not refuse what a server sends. */
function parsed(type: 'Instant' | 'PlainDate', value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const { Temporal } = globalThis as unknown as { readonly Temporal?: TemporalLike };
  if (!Temporal) throw new TypeError('This platform has no Temporal; load a polyfill');
  try {
    return Temporal[type]?.from(value);
  } catch {
    return value;
  }
}

/** `null` and the like stay what they are; dates know their own text. */
function textOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !(value instanceof Date)
    ? String(value)
    : value;
}
