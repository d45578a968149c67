/**
 * Checks of JSON Schema that Zod lacks, or has in a different form, as functions for Zod's `check`.
 *
 * They see a value after the schema has parsed it, without the unknown keys that an object drops.
 *
 * @module
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { canonical } from './canonical.ts';

/** What Zod passes to a check: a value, and the list to add issues to. */
export type Checked = { readonly value: unknown; readonly issues: unknown[] };
/** A function for Zod's `check`. */
export type Check = (checked: Checked) => void;

/**
 * A minimum length in code points (JSON Schema Validation, section 6.3.2); Zod counts UTF-16 units.
 */
export const minLength =
  (minimum: number): Check =>
  ({ value, issues }) => {
    if (typeof value !== 'string' || codePoints(value) >= minimum) return;
    issues.push({ code: 'too_small', origin: 'string', minimum, inclusive: true, input: value });
  };

/** A maximum length in code points (section 6.3.1). */
export const maxLength =
  (maximum: number): Check =>
  ({ value, issues }) => {
    // A string never has more code points than units, so most strings need no counting.
    if (typeof value !== 'string' || value.length <= maximum || codePoints(value) <= maximum)
      return;
    issues.push({ code: 'too_big', origin: 'string', maximum, inclusive: true, input: value });
  };

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

// Its schemas are made here. Validating them would cost a tenth of a second at each start.
const ajv = addFormats.default(new Ajv2020({ strict: false, validateSchema: false }));

const formats = new Map<string, ValidateFunction>();

/**
 * A format, checked by ajv, so that the same rules apply to requests and responses. Compiled for the first value,
 * and once for all schemas: documents have thousands of formats, each of which would take a millisecond or more of
 * every start.
 */
export function format(name: string): Check {
  return ({ value, issues }) => {
    let isValid = formats.get(name);
    if (!isValid) {
      isValid = ajv.compile({ format: name });
      formats.set(name, isValid);
    }
    if (isValid(value)) return;
    issues.push({ code: 'invalid_format', origin: typeof value, format: name, input: value });
  };
}

/** No equal items (section 6.4.3). */
export const uniqueItems: Check = ({ value, issues }) => {
  if (!Array.isArray(value) || new Set(value.map(canonical)).size === value.length) return;
  issues.push({ code: 'custom', message: 'Must not have an item twice', input: value });
};

/** A minimum number of properties (section 6.5.2). */
export const minProperties =
  (minimum: number): Check =>
  ({ value, issues }) => {
    if (!isObject(value) || Object.keys(value).length >= minimum) return;
    issues.push({ code: 'too_small', origin: 'object', minimum, inclusive: true, input: value });
  };

/** A maximum number of properties (section 6.5.1). */
export const maxProperties =
  (maximum: number): Check =>
  ({ value, issues }) => {
    if (!isObject(value) || Object.keys(value).length <= maximum) return;
    issues.push({ code: 'too_big', origin: 'object', maximum, inclusive: true, input: value });
  };

/** Required properties about which nothing more is known (section 6.5.3). */
export const required =
  (...names: readonly string[]): Check =>
  ({ value, issues }) => {
    if (!isObject(value)) return;
    for (const name of names) {
      if (Object.hasOwn(value, name)) continue;
      issues.push({ code: 'custom', message: 'Is required', path: [name], input: value });
    }
  };

/** A multiple, up to the precision of binary fractions (section 6.2.1): 0.29 is one of 0.01. */
export const multipleOf =
  (divisor: number): Check =>
  ({ value, issues }) => {
    if (typeof value !== 'number') return;
    const quotient = value / divisor;
    if (Math.abs(Math.round(quotient) - quotient) <= 1e-8) return;
    issues.push({ code: 'not_multiple_of', origin: 'number', divisor, input: value });
  };

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A value as it was sent. If an object has no own property `toString`, reading it returns the
 * inherited function, and no value that was sent is a function.
 */
export const withoutInherited = (value: unknown): unknown =>
  typeof value === 'function' ? undefined : value;
