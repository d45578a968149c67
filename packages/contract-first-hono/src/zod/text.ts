/**
 * How generated schemas read a parameter's text. Each gives back what it cannot read, so that
 * the schema behind it says what is wrong.
 *
 * @module
 */

/** `"12"` → `12`, by JSON's syntax of a number (RFC 8259, section 6). */
export const numberFromText = (value: unknown): unknown =>
  typeof value === 'string' && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(value)
    ? Number(value)
    : value;

/** `"true"` → `true`, `"false"` → `false`. */
export const booleanFromText = (value: unknown): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/** `"a"` → `["a"]`: a parameter given once is an array of one. */
export const arrayFromText = (value: unknown): unknown =>
  value === undefined || Array.isArray(value) ? value : [value];

/** `"a,b"` → `["a", "b"]`: an array written as one text, with nothing for an empty one. */
export const listFromText =
  (separator: string) =>
  (value: unknown): unknown =>
    typeof value === 'string' ? (value === '' ? [] : value.split(separator)) : value;
