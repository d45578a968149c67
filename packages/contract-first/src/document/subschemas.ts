/**
 * The keywords of JSON Schema 2020-12 that hold schemas, by the form of their value.
 *
 * @module
 */

/** Keywords with one schema for a part of the value. */
export const single = [
  'items',
  'contains',
  'additionalProperties',
  'unevaluatedItems',
  'unevaluatedProperties',
  'propertyNames',
] as const;
/** Keywords with a list of schemas for parts of the value. */
export const lists = ['prefixItems'] as const;
/** Keywords with schemas by name for parts of the value, or for the value itself. */
export const named = ['properties', 'patternProperties', 'dependentSchemas'] as const;
/** Keywords whose schemas look at the same value as the schema around them. */
export const branches = ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', 'not'] as const;
