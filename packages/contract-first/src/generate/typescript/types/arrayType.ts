import type { JsonSchema } from '../../../document/model.ts';
import { arrayOf, type TypeText, tuple, UNKNOWN } from './typeText.ts';

/** Longer tuples are written as arrays: their positions have no meaning that a reader could keep. */
const LONGEST_TUPLE = 100;

/** The type of an array: a tuple if its first items have schemas of their own. */
export function arrayType(
  { prefixItems, items = true, minItems, maxItems }: JsonSchema,
  typeOfItem: (schema: unknown) => TypeText,
): TypeText {
  if (!Array.isArray(prefixItems) || prefixItems.length === 0) return arrayOf(typeOfItem(items));
  if (prefixItems.length > LONGEST_TUPLE) return arrayOf(UNKNOWN);
  const types = prefixItems.map(typeOfItem);
  const isClosed =
    items === false || (typeof maxItems === 'number' && maxItems <= prefixItems.length);
  const rest = isClosed ? undefined : typeOfItem(items);
  return tuple(types, typeof minItems === 'number' ? minItems : 0, rest);
}
