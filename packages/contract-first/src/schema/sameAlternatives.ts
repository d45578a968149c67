import { type Document, isSchema, type JsonSchema } from '../document/model.ts';
import { canonical } from './canonical.ts';
import { flattenAllowed } from './closed.ts';

/** Keywords that assert nothing. */
const annotations = new Set([
  ...['title', 'description', '$comment', 'default', 'example', 'examples', 'deprecated'],
  ...['externalDocs', 'xml', 'discriminator'],
]);
/** Keywords that hold schemas by names. */
const named = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs']);
/** Keywords that hold a schema, or a list of them. */
const holding = new Set([
  ...['allOf', 'oneOf', 'anyOf', 'prefixItems', 'items', 'additionalProperties', 'not', 'if'],
  ...['then', 'else', 'contains', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties'],
]);

/**
 * Whether a value never matches exactly one alternative of `oneOf`, because each asserts the same as
 * another one: they differ in descriptions, defaults or examples only.
 */
export function isEachTwice(document: Document, alternatives: readonly JsonSchema[]): boolean {
  if (alternatives.length < 2) return false;
  const counts = new Map<string, number>();
  for (const each of alternatives) {
    const key = canonical(assertionsOf(flattenAllowed(document, each)));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts.values()].every((count) => count > 1);
}

/** A schema without what asserts nothing, in itself and in the schemas that it holds. */
function assertionsOf(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(assertionsOf);
  if (!isSchema(schema)) return schema;
  const entries = Object.entries(schema)
    .filter(([keyword]) => !annotations.has(keyword) && !keyword.startsWith('x-'))
    .map(([keyword, value]) => {
      if (holding.has(keyword)) return [keyword, assertionsOf(value)];
      if (!named.has(keyword) || !isSchema(value)) return [keyword, value];
      const all = Object.entries(value).map(([name, each]) => [name, assertionsOf(each)]);
      return [keyword, Object.fromEntries(all)];
    });
  return Object.fromEntries(entries);
}
