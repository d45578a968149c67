import { type Document, isSchema, type JsonSchema, resolve } from '../contract/document.ts';

/**
 * A schema with its reference followed and its `allOf` joined, as far as a value can be made by it.
 * What cannot be joined is left to the judge.
 */
export function flatten(document: Document, schema: JsonSchema): JsonSchema {
  const { $ref, allOf, ...own } = schema;
  const parts: JsonSchema[] = [];
  if ($ref !== undefined) parts.push(flatten(document, resolve<JsonSchema>(document, { $ref })));
  if (Array.isArray(allOf)) {
    for (const each of allOf) if (isSchema(each)) parts.push(flatten(document, each));
  }
  return [...parts, own].reduce<JsonSchema>(joined, {});
}

/** The bounds of which the greater, or the lesser, holds for both. */
const greater = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const lesser = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

function joined(left: JsonSchema, right: JsonSchema): JsonSchema {
  const both: Record<string, unknown> = { ...left };
  for (const [keyword, value] of Object.entries(right)) {
    both[keyword] = keyword in left ? joinedKeyword(keyword, left[keyword], value) : value;
  }
  return both;
}

function joinedKeyword(keyword: string, left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') {
    if (greater.includes(keyword)) return Math.max(left, right);
    if (lesser.includes(keyword)) return Math.min(left, right);
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    if (keyword === 'required') return [...new Set([...left, ...right])];
    if (keyword === 'enum') return left.filter((each) => right.includes(each));
  }
  if (keyword === 'properties' && isSchema(left) && isSchema(right)) {
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    return Object.fromEntries(
      [...names].map((name) => [
        name,
        Object.hasOwn(left, name) && Object.hasOwn(right, name)
          ? { allOf: [left[name], right[name]] }
          : (Object.hasOwn(left, name) ? left : right)[name],
      ]),
    );
  }
  return right;
}

/** The types that values of a schema may have; what its keywords tell where it names none. */
export function typesOf(schema: JsonSchema): readonly string[] {
  const { type } = schema;
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return type.map(String);
  if ('properties' in schema || 'additionalProperties' in schema || 'required' in schema) {
    return ['object'];
  }
  if ('items' in schema || 'minItems' in schema || 'prefixItems' in schema) return ['array'];
  if ('minimum' in schema || 'maximum' in schema || 'multipleOf' in schema) return ['number'];
  if ('pattern' in schema || 'format' in schema || 'maxLength' in schema) return ['string'];
  return [];
}

/** The schemas of an object's properties, by their names. */
export const propertiesOf = ({ properties }: JsonSchema): [string, JsonSchema][] =>
  isSchema(properties)
    ? Object.entries(properties).map(([name, each]) => [name, isSchema(each) ? each : {}])
    : [];

/** The names that an object must have. */
export const requiredOf = ({ required }: JsonSchema): string[] =>
  Array.isArray(required) ? required.map(String) : [];
