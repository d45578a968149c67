import { snakeCase } from './casing.ts';

/**
 * The text that a value has in a path, a query or a form.
 *
 * @throws TypeError for a value without one
 */
export function toText(name: string, value: unknown): string {
  if (typeof value === 'string') return checkText(name, value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
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

/** Lists the texts of a field: one each item of an array, none where it was not given. */
export function toTexts(name: string, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map((item) => toText(name, item));
}

/**
 * Puts values in the place of the braces of a path.
 *
 * @throws TypeError where a value is missing, or would lead to another operation's address
 */
export function expandPath(template: string, params: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const [text = ''] = toTexts(name, params[name]);
    // URL parsers drop "." and "..", escaped or not, so that they cannot be sent as a value
    if (text === '' || text === '.' || text === '..') {
      throw new TypeError(`"${name}" must not be empty, "." or ".."`);
    }
    return encodeURIComponent(text);
  });
}

/** Writes a query, with its question mark where there is something in it. */
export function writeQuery(fields: readonly (readonly [name: string, value: unknown])[]): string {
  const pairs = fields.flatMap(([name, value]) =>
    toTexts(name, value).map((text) => `${snakeCase(name)}=${encodeURIComponent(text)}`),
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}
