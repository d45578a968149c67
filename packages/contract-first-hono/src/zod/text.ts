/**
 * How generated schemas parse a parameter's text. Each function returns unchanged what it cannot
 * parse, so that the schema that follows reports the error.
 *
 * @module
 */

/** `"12"` → `12`, by JSON's number syntax (RFC 8259, section 6). */
export const numberFromText = (value: unknown): unknown =>
  typeof value === 'string' && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(value)
    ? Number(value)
    : value;

/** `"true"` → `true`, `"false"` → `false`. */
export const booleanFromText = (value: unknown): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

/**
 * `"a"` → `["a"]`: a parameter given once is an array with one item. Items may also have numbers as
 * names: `{ 0: "a", 1: "b" }` → `["a", "b"]`.
 */
export function arrayFromText(value: unknown): unknown {
  if (value === undefined || Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return [value];
  return Object.keys(value).every((key) => /^\d+$/.test(key)) ? Object.values(value) : [value];
}

/** `"a,b"` → `["a", "b"]`: an array written as one string; the empty string is an empty array. */
export const listFromText =
  (separator: string) =>
  (value: unknown): unknown =>
    typeof value === 'string' ? (value === '' ? [] : value.split(separator)) : value;
