/**
 * The text that a value has in a path, a query, a cookie or a form.
 *
 * @throws TypeError for a value without one
 */
export function toText(name: string, value: unknown): string {
  if (typeof value === 'string') return checkText(name, value);
  if (/^(number|boolean|bigint)$/.test(typeof value)) return String(value);
  // dates, those of Temporal too, and URLs know their own text
  const { toJSON } = Object(value);
  const text: unknown = typeof toJSON === 'function' && toJSON.call(value);
  if (typeof text === 'string') return text;
  throw new TypeError(`"${name}" must be a string, a number, a boolean or a date`);
}

/**
 * The text that a value has in a header.
 *
 * @throws TypeError for a value without one, or one that a header cannot carry
 */
export function toHeader(name: string, value: unknown): string {
  const text = toText(name, value);
  if (/^[\t\x20-\x7e]*$/.test(text)) return text;
  throw new TypeError(`"${name}" must contain only printable ASCII characters`);
}

/**
 * Half a character, a surrogate without the other, has no bytes in UTF-8: what sends it puts another
 * character in its place, or throws an error of its own.
 *
 * @throws TypeError that names what has it
 */
export function checkText(name: string, text: string): string {
  if (!/\p{Surrogate}/u.test(text)) return text;
  throw new TypeError(`"${name}" must be well-formed Unicode: it contains an unpaired surrogate`);
}

/** Lists the texts of a value: one for each item of an array, none if there is no value. */
export function toTexts(name: string, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map((item) => toText(name, item));
}
