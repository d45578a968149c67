import { printJson } from './losslessJson.ts';

type Comparison = {
  /** Whether objects may have more fields than expected. */
  readonly isOpen?: boolean;
};

/**
 * Whether two values of JSON mean the same. Moments may be written with another offset, and bytes need
 * not have the same name.
 */
export function isEqual(expected: unknown, actual: unknown, how: Comparison = {}): boolean {
  if (expected === actual) return true;
  if (typeof expected === 'string' && typeof actual === 'string') return isMoment(expected, actual);
  if (typeof expected === 'bigint' || typeof actual === 'bigint') {
    return String(expected) === String(actual);
  }
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((each, at) => isEqual(each, actual[at], how))
    );
  }
  if (!isObject(expected) || !isObject(actual)) return false;
  if ('$bytes' in expected) return expected.$bytes === actual.$bytes;
  const names = Object.keys(expected);
  return (
    names.every(
      (name) => Object.hasOwn(actual, name) && isEqual(expected[name], actual[name], how),
    ) &&
    (how.isOpen || Object.keys(actual).length === names.length)
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const moment = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

const isMoment = (one: string, other: string): boolean =>
  moment.test(one) && moment.test(other) && Date.parse(one) === Date.parse(other);

/** A value in a message: as JSON, cut where it is long. */
export function shown(value: unknown): string {
  if (value instanceof RegExp) return String(value);
  const text = value === undefined ? 'nothing' : printJson(value);
  return text.length > 160 ? `${text.slice(0, 160)}… (${text.length} characters)` : text;
}
