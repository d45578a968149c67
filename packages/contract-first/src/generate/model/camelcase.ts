import { type Document, type JsonSchema, resolve } from '../../document/model.ts';
import { clientName } from './naming.ts';

/** Whether a schema asks for its keys to be left as they are (`x-opaque: true`). */
export function isOpaque(document: Document, schema: JsonSchema): boolean {
  return resolve<JsonSchema>(document, schema)['x-opaque'] === true;
}

/**
 * A copy of a schema in which properties have their TypeScript names.
 *
 * The client renames the keys of a whole body without knowing its schema. So a key may not be
 * data: free-key maps are refused, and what is opaque can only be a body as a whole.
 *
 * @throws Error for a name that cannot be renamed, free keys, or an opaque part of a body
 */
export function camelCased(document: Document, schema: JsonSchema): JsonSchema {
  const nested = (inner: JsonSchema): JsonSchema => {
    if (isOpaque(document, inner)) {
      throw new Error('A schema with x-opaque can only be that of a whole body, not of a part');
    }
    return camelCased(document, inner);
  };
  // what a reference leads to becomes a type of its own, renamed by itself
  if (schema['x-opaque'] === true || schema.$ref !== undefined) return schema;

  refuseFreeKeys(schema);
  const copy: Record<string, unknown> = { ...schema };
  if (isObject(schema.properties)) {
    copy.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [
        clientName(name),
        nested(asSchema(property)),
      ]),
    );
  }
  if (Array.isArray(schema.required)) copy.required = schema.required.map(clientName);
  if (isObject(schema.items)) copy.items = nested(schema.items);
  for (const keyword of ['allOf', 'anyOf', 'oneOf', 'prefixItems']) {
    const parts = schema[keyword];
    if (Array.isArray(parts)) copy[keyword] = parts.map((part) => nested(asSchema(part)));
  }
  if (isObject(schema.discriminator) && typeof schema.discriminator.propertyName === 'string') {
    copy.discriminator = {
      ...schema.discriminator,
      propertyName: clientName(schema.discriminator.propertyName),
    };
  }
  return copy;
}

function refuseFreeKeys(schema: JsonSchema): void {
  const { type, properties, additionalProperties = false } = schema;
  const composed = ['allOf', 'anyOf', 'oneOf'].some((keyword) => keyword in schema);
  const bare = type === 'object' && properties === undefined && !composed;
  if (bare || additionalProperties !== false || 'patternProperties' in schema) {
    throw new Error(
      'A schema with free keys would have its keys renamed: list its properties, use an array ' +
        'of objects, or mark a whole body with x-opaque',
    );
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A boolean schema (`true`, `false`) says nothing that a type could show. */
function asSchema(value: unknown): JsonSchema {
  return isObject(value) ? value : {};
}
