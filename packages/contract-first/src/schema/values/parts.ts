import { type Document, isSchema, type JsonSchema } from '../../document/model.ts';
import { flatten, propertiesOf } from '../flatten.ts';
import type { Validator } from '../validator.ts';

/** A part of a value, with the schema that it has to keep. */
export type ValuePart = {
  /** The keys that lead to it. */
  readonly keys: readonly (string | number)[];
  readonly schema: JsonSchema;
  readonly value: unknown;
};

/** How many branches in branches are looked into; one that holds itself has no end. */
const MOST_CHOICES = 20;

type Context = { readonly document: Document; readonly validator: Validator };

/** Every part of a value that a schema says something of; of arrays, the first item. */
export function* partsOf(
  context: Context,
  written: JsonSchema,
  value: unknown,
  keys: readonly (string | number)[] = [],
): Generator<ValuePart> {
  const schema = withBranch(context, written, value);
  yield { keys, schema, value };
  if (Array.isArray(value)) {
    const { items } = schema;
    if (value.length > 0 && isSchema(items)) yield* partsOf(context, items, value[0], [...keys, 0]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, property] of propertiesOf(schema)) {
      if (!Object.hasOwn(value, name)) continue;
      yield* partsOf(context, property, Reflect.get(value, name), [...keys, name]);
    }
  }
}

/** The schema of the part of a value that a key leads to; `{}` where none is known. */
export function schemaOfPart(
  context: Context,
  written: JsonSchema,
  value: unknown,
  key: string | number,
): JsonSchema {
  const { properties, prefixItems, items, additionalProperties } = withBranch(
    context,
    written,
    value,
  );
  const found = Array.isArray(value)
    ? ((Array.isArray(prefixItems) ? prefixItems[Number(key)] : undefined) ?? items)
    : isSchema(properties) && Object.hasOwn(properties, key)
      ? properties[key]
      : additionalProperties;
  return isSchema(found) ? found : {};
}

/** A schema together with the one of its branches that the value keeps. */
function withBranch(
  { document, validator }: Context,
  written: JsonSchema,
  value: unknown,
): JsonSchema {
  let flat = flatten(document, written);
  for (let choices = 0; choices < MOST_CHOICES; choices++) {
    const keyword = ['oneOf', 'anyOf'].find((each) => Array.isArray(flat[each]));
    if (keyword === undefined) break;
    const { [keyword]: branches, ...rest } = flat;
    const schemas = Array.isArray(branches) ? branches.filter(isSchema) : [];
    const branch = schemas.find((each) => validator.accepts(each, value));
    flat = flatten(document, { allOf: [rest, branch ?? {}] });
  }
  return flat;
}

/** The same value with another one at a place. */
export function withPart(
  value: unknown,
  [key, ...rest]: readonly (string | number)[],
  part: unknown,
): unknown {
  if (key === undefined) return part;
  if (Array.isArray(value)) {
    return value.map((each, at) => (at === key ? withPart(each, rest, part) : each));
  }
  // Keys come from `places`, which has found them there.
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(
    entries.map(([name, each]) => [name, name === key ? withPart(each, rest, part) : each]),
  );
}
