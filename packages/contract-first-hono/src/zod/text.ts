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
  if (value === undefined || value === null || Array.isArray(value)) return value;
  if (typeof value !== 'object') return [value];
  return Object.keys(value).every((key) => /^\d+$/.test(key)) ? Object.values(value) : [value];
}

/** `"a,b"` → `["a", "b"]`: an array written as one string; the empty string is an empty array. */
export const listFromText =
  (separator: string) =>
  (value: unknown): unknown =>
    typeof value === 'string' ? (value === '' ? [] : value.split(separator)) : value;

/** `"[1]"` → `[1]`: an object or a list that is written as JSON. */
export function jsonFromText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** What the text of a value is read as. */
export type TextShape = {
  /** The JSON types that the value may have; none are known where it is left out. */
  readonly types?: readonly string[];
  readonly items?: TextShape;
  readonly properties?: Readonly<Record<string, TextShape>>;
  /** Properties that have no name of their own. */
  readonly others?: TextShape;
};

/**
 * Reads a value of which each part is text: where a part may have several types, as the first of
 * number, boolean and string that fits.
 *
 * @param readArray how an array is read, where the value is not one already
 */
export const valueFromText =
  (shape: TextShape, readArray: (value: unknown) => unknown = (value) => value) =>
  (value: unknown): unknown => {
    const { types = [], items = {}, properties = {}, others = {} } = shape;
    const part = (of: TextShape) => valueFromText(of, readArray);
    const isOnlyArray = types.includes('array') && !types.includes('string');
    const read = isOnlyArray ? readArray(value) : value;
    if (Array.isArray(read)) return types.includes('array') ? read.map(part(items)) : value;
    if (typeof value === 'object' && value !== null && types.includes('object')) {
      const entries = Object.entries(value).map(([name, each]) => {
        const of = Object.hasOwn(properties, name) ? properties[name] : others;
        return [name, part(of ?? others)(each)];
      });
      return Object.fromEntries(entries);
    }
    if (types.includes('number') || types.includes('integer')) {
      const number = numberFromText(value);
      if (typeof number === 'number') return number;
    }
    return types.includes('boolean') ? booleanFromText(value) : value;
  };
