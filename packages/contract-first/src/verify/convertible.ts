/**
 * Recognizes values that frameworks convert before they are judged.
 *
 * @module
 */
import type { ErrorObject } from 'ajv/dist/2020.js';
import type { JsonSchema } from '../document/model.ts';
import { tokensOf } from '../document/structure.ts';
import { setField, valueAt } from '../document/tree.ts';
import type { Validator } from '../schema/index.ts';

/** Texts that readers of booleans take, in addition to `true` and `false`. */
const booleans = /^(0|1|t|f|y|n|yes|no|on|off|true|false)$/i;
const number = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
const integer = /^\s*[+-]?\d+(\.0*)?\s*$/;
/** A date, with or without a time, or a time of Unix. */
const time = /^\d{4}-\d\d-\d\d([t ].*)?$|^[+-]?\d+(\.\d+)?$/i;
/** A value of each format that has dates or times. */
const times = new Map([
  ['date', '2000-01-01'],
  ['date-time', '2000-01-01T00:00:00Z'],
  ['time', '00:00:00Z'],
  ['duration', 'P1D'],
]);
/** How many conversions are made to a value: a number may become a text, and the text a date. */
const MOST_CONVERSIONS = 2;
/** How many faults are tried: the values of invalid requests have few. */
const MOST_FAULTS = 20;

/**
 * Whether a value is wrong by its schema in its types alone, in ways that common readers forgive: `"5"` or
 * `true` for 5, `1` for `true`, a date with a time for a date. The document says nothing of conversions, so
 * that a server that makes them is not wrong. What is converted must be valid: of several alternatives, one
 * is enough.
 */
export function isConvertible(validator: Validator, schema: JsonSchema, value: unknown): boolean {
  return !validator.accepts(schema, value) && isForgiven(validator, schema, value, 0);
}

function isForgiven(
  validator: Validator,
  schema: JsonSchema,
  value: unknown,
  conversions: number,
): boolean {
  const faults = validator.faults(schema, value);
  if (faults.length === 0) return true;
  if (conversions === MOST_CONVERSIONS) return false;
  return faults
    .slice(0, MOST_FAULTS)
    .flatMap((fault) => converted(fault, value))
    .some((each) => isForgiven(validator, schema, each, conversions + 1));
}

/** A value with the scalar that a fault is about converted, in each way that readers have. */
function converted({ keyword, instancePath, params }: ErrorObject, whole: unknown): unknown[] {
  const value = valueAt(whole, `#${instancePath}`);
  if (typeof value === 'object') return [];
  const readings =
    keyword === 'type'
      ? [params.type].flat().flatMap((type: unknown) => readingOf(value, type) ?? [])
      : keyword === 'format' && time.test(String(value))
        ? [times.get(String(params.format)) ?? []].flat()
        : [];
  return readings.map((reading) => withValue(whole, instancePath, reading));
}

/** What a common reader of a type makes of a scalar, if it takes it at all. */
function readingOf(value: unknown, type: unknown): unknown {
  const text = String(value);
  if (type === 'string') return text;
  if (type === 'boolean') {
    // Jackson takes any integer.
    if (Number.isInteger(value)) return value !== 0;
    return booleans.test(text) ? /^(1|t|y|yes|on|true)$/i.test(text) : undefined;
  }
  if (type !== 'integer' && type !== 'number') return undefined;
  if (typeof value === 'boolean') return Number(value);
  return (type === 'integer' ? integer : number).test(text) ? Number(text) : undefined;
}

/** A copy with another value at a JSON Pointer (RFC 6901). */
function withValue(whole: unknown, pointer: string, value: unknown): unknown {
  const copy = structuredClone(whole);
  const end = pointer.lastIndexOf('/');
  const [name] = tokensOf(`#${pointer.slice(end)}`);
  const holder = valueAt(copy, `#${pointer.slice(0, end)}`);
  if (name === undefined || typeof holder !== 'object' || holder === null) return value;
  setField(holder, name, value);
  return copy;
}
