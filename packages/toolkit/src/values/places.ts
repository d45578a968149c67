import { type Document, isSchema, type JsonSchema } from '../contract/document.ts';
import { flatten, propertiesOf } from './flatten.ts';
import type { Judge } from './judge.ts';

/** A part of a value, with the schema that it has to keep. */
export type Place = {
  /** The keys that lead to it. */
  readonly keys: readonly (string | number)[];
  readonly schema: JsonSchema;
  readonly value: unknown;
};

/** Every part of a value that a schema says something of; of arrays, the first item. */
export function* places(
  context: { readonly document: Document; readonly judge: Judge },
  written: JsonSchema,
  value: unknown,
  keys: readonly (string | number)[] = [],
): Generator<Place> {
  const schema = withBranch(context, written, value);
  yield { keys, schema, value };
  if (Array.isArray(value)) {
    const { items } = schema;
    if (value.length > 0 && isSchema(items)) yield* places(context, items, value[0], [...keys, 0]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, property] of propertiesOf(schema)) {
      if (!Object.hasOwn(value, name)) continue;
      yield* places(context, property, Reflect.get(value, name), [...keys, name]);
    }
  }
}

/** A schema together with the one of its branches that the value keeps. */
function withBranch(
  context: { readonly document: Document; readonly judge: Judge },
  written: JsonSchema,
  value: unknown,
): JsonSchema {
  const flat = flatten(context.document, written);
  for (const keyword of ['oneOf', 'anyOf']) {
    const { [keyword]: branches, ...rest } = flat;
    if (!Array.isArray(branches)) continue;
    const branch = branches.filter(isSchema).find((each) => context.judge.accepts(each, value));
    return withBranch(context, { allOf: [rest, branch ?? {}] }, value);
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
  const object = value as Record<string, unknown>;
  return { ...object, [key]: withPart(object[key], rest, part) };
}
