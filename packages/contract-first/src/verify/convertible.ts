/**
 * Recognizes values that frameworks convert before they are judged.
 *
 * @module
 */
import type { ErrorObject } from 'ajv/dist/2020.js';
import type { JsonSchema } from '../document/model.ts';
import { valueAt } from '../document/tree.ts';
import type { Validator } from '../schema/index.ts';

/** Texts that readers of booleans take, in addition to `true` and `false`. */
const booleans = /^(0|1|t|f|y|n|yes|no|on|off|true|false)$/i;
const number = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;
const integer = /^\s*[+-]?\d+(\.0*)?\s*$/;
/** A date, with or without a time, or a time of Unix. */
const time = /^\d{4}-\d\d-\d\d([t ].*)?$|^[+-]?\d+(\.\d+)?$/i;
const hasTime = ['date', 'date-time', 'time', 'duration'];

/**
 * Whether a value is wrong by its schema in its types alone, in ways that common readers forgive: `"5"` or
 * `true` for 5, `1` for `true`, a date with a time for a date. The document says nothing of conversions, so
 * that a server that makes them is not wrong.
 */
export function isConvertible(validator: Validator, schema: JsonSchema, value: unknown): boolean {
  const faults = validator.faults(schema, value);
  const leaves = faults.filter(({ keyword }) => !/^(anyOf|oneOf|allOf|if)$/.test(keyword));
  return leaves.length > 0 && leaves.every((fault) => isForgiven(fault, value));
}

function isForgiven({ keyword, instancePath, params }: ErrorObject, whole: unknown): boolean {
  const value = valueAt(whole, `#${instancePath}`);
  if (typeof value === 'object') return false;
  const text = String(value);
  if (keyword === 'format') return hasTime.includes(String(params.format)) && time.test(text);
  if (keyword !== 'type') return false;
  return [params.type].flat().some((type: unknown) => {
    if (type === 'boolean') return booleans.test(text);
    if (type === 'integer') return typeof value === 'boolean' || integer.test(text);
    if (type === 'number') return typeof value === 'boolean' || number.test(text);
    return type === 'string';
  });
}
