import type { UserContext } from '@redocly/openapi-core';
import { extension, follow, type Placed, type Schema } from './document.ts';

const single = [
  'items',
  'contains',
  'additionalProperties',
  'unevaluatedProperties',
  'then',
  'else',
] as const;
const lists = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const;
const maps = ['properties', 'patternProperties', 'dependentSchemas'] as const;

/**
 * Visits a schema and every schema in it that describes a part of the same value, references
 * followed, each one once. What is marked with `x-opaque: true` is passed over with all that is in
 * it: its keys are nobody's business but the sender's.
 *
 * @param seen the schemas already visited; pass the same set to visit shared ones once
 */
export function walkSchema(
  ctx: UserContext,
  start: Placed<Schema>,
  seen: Set<Schema>,
  visit: (schema: Placed<Schema>) => void,
): void {
  const pending = isSchema(start.node) ? [start] : [];
  for (let schema = pending.pop(); schema; schema = pending.pop()) {
    if (seen.has(schema.node) || extension(schema.node, 'x-opaque') === true) continue;
    seen.add(schema.node);
    visit(schema);
    pending.push(...parts(ctx, schema));
  }
}

/** The schemas directly in a schema, and the one it refers to; keywords may stand beside `$ref`. */
function parts(ctx: UserContext, { node, location }: Placed<Schema>): Placed<Schema>[] {
  const found: Placed<Schema>[] = [];
  const add = (value: unknown, place: (string | number)[]) => {
    if (isSchema(value)) found.push({ node: value, location: location.child(place) });
  };
  for (const keyword of single) add(Reflect.get(node, keyword), [keyword]);
  for (const keyword of [...lists, ...maps]) {
    for (const [key, value] of Object.entries(Reflect.get(node, keyword) ?? {})) {
      add(value, [keyword, key]);
    }
  }
  const target = '$ref' in node ? follow<Schema>(ctx, node, location) : undefined;
  return target ? [...found, target] : found;
}

/** Whether a value is a schema; `true` and `false` are schemas too, but hold nothing to visit. */
function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
