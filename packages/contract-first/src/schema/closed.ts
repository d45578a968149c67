/**
 * What objects may have by schemas that hold together. Each decides alone: `additionalProperties: false`
 * refuses what only another one declares (JSON Schema core 2020-12, section 10.3.2.3).
 *
 * @module
 */
import { type Document, isSchema, type JsonSchema } from '../document/model.ts';
import { conjunctsOf, flatten } from './flatten.ts';
import { patternOf } from './pattern.ts';

const known = new WeakMap<Document, WeakMap<JsonSchema, JsonSchema>>();

/**
 * A schema with its reference followed and its `allOf` joined, without properties that no value can have
 * because a closed schema does not declare them. The same object each time.
 */
export function flattenAllowed(document: Document, schema: JsonSchema): JsonSchema {
  const flat = flatten(document, schema);
  if (flat.additionalProperties !== false || !isSchema(flat.properties)) return flat;
  let allowed = known.get(document);
  if (!allowed) {
    allowed = new WeakMap();
    known.set(document, allowed);
  }
  let found = allowed.get(schema);
  if (!found) {
    found = withoutForbidden(flat, conjunctsOf(document, schema).filter(isClosed));
    allowed.set(schema, found);
  }
  return found;
}

const isClosed = ({ additionalProperties }: JsonSchema): boolean => additionalProperties === false;

function withoutForbidden(flat: JsonSchema, closed: readonly JsonSchema[]): JsonSchema {
  const properties = Object.entries(flat.properties ?? {});
  const allowed = properties.filter(([name]) => closed.every((each) => declares(each, name)));
  if (allowed.length === properties.length) return flat;
  return { ...flat, properties: Object.fromEntries(allowed) };
}

function declares({ properties, patternProperties }: JsonSchema, name: string): boolean {
  if (isSchema(properties) && Object.hasOwn(properties, name)) return true;
  const patterns = isSchema(patternProperties) ? Object.keys(patternProperties) : [];
  // A pattern that cannot be read is left to the validator.
  return patterns.some((pattern) => patternOf(pattern)?.test(name) ?? true);
}
