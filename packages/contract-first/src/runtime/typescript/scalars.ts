import type { Scalar } from './shape.ts';

const same: Scalar = { read: (value) => value, write: (value) => value };

/** int64 as bigint; needs `readExactJson` and `writeExactJson`. */
export const bigint = same;
/** date-time as `Temporal.Instant`. */
export const instant = same;
/** date as `Temporal.PlainDate`. */
export const date = same;
