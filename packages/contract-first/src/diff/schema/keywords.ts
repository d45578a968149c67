import { isObject } from '../references.ts';

/** The types of JSON values; integers are numbers of a kind. */
export const jsonTypes = ['null', 'boolean', 'object', 'array', 'number', 'string'] as const;
export type JsonType = (typeof jsonTypes)[number];

/** Keywords that say nothing about which values are valid. */
const documentation = new Set([
  ...['title', 'description', 'example', 'examples', 'externalDocs', '$comment'],
]);

/** Keywords that only name or hold schemas. */
const structure = new Set([
  ...['$id', '$anchor', '$dynamicAnchor', '$defs', 'definitions', '$vocabulary'],
]);

/** Keywords that are followed when a schema is taken apart, or compared on their own. */
const composition = new Set([
  ...['$ref', '$dynamicRef', 'allOf', 'oneOf', 'anyOf', 'discriminator'],
  ...['default', 'deprecated', 'readOnly', 'writeOnly'],
]);

/** Keywords that constrain the values of one type only. */
const constraints: Readonly<Record<string, JsonType | undefined>> = {
  properties: 'object',
  patternProperties: 'object',
  additionalProperties: 'object',
  unevaluatedProperties: 'object',
  propertyNames: 'object',
  required: 'object',
  minProperties: 'object',
  maxProperties: 'object',
  dependentRequired: 'object',
  dependentSchemas: 'object',
  items: 'array',
  prefixItems: 'array',
  unevaluatedItems: 'array',
  contains: 'array',
  minContains: 'array',
  maxContains: 'array',
  minItems: 'array',
  maxItems: 'array',
  uniqueItems: 'array',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'number',
  minLength: 'string',
  maxLength: 'string',
  pattern: 'string',
  contentEncoding: 'string',
  contentMediaType: 'string',
  contentSchema: 'string',
};

const untyped = new Set(['type', 'enum', 'const', 'format', 'not', 'if', 'then', 'else', 'xml']);

const numericFormats = new Set(['int8', 'int16', 'int32', 'int64', 'float', 'double', 'decimal']);

export const isExtension = (keyword: string): boolean => keyword.startsWith('x-');

export const isDocumentation = (keyword: string): boolean =>
  documentation.has(keyword) || isExtension(keyword);

/** Whether a keyword constrains values, or may do so because its meaning is unknown. */
export const isAssertion = (keyword: string, value: unknown): boolean =>
  isMalformed(keyword, value) ||
  (!isDocumentation(keyword) && !structure.has(keyword) && !composition.has(keyword));

/** Whether a keyword is none of JSON Schema 2020-12 or OpenAPI, nor an extension, or has no value that they allow. */
export const isUnknown = (keyword: string, value: unknown): boolean =>
  isMalformed(keyword, value) ||
  (isAssertion(keyword, value) && !Object.hasOwn(constraints, keyword) && !untyped.has(keyword));

const isSubschema = (value: unknown): boolean => typeof value === 'boolean' || isObject(value);

/** What the value of a keyword must be, for keywords that would else be passed over. */
const shapes: readonly (readonly [(value: unknown) => boolean, readonly string[]])[] = [
  [Array.isArray, ['allOf', 'oneOf', 'anyOf', 'enum', 'required', 'prefixItems']],
  [isObject, ['properties', 'patternProperties', 'dependentSchemas', 'dependentRequired']],
  [isObject, ['discriminator']],
  [isSubschema, ['additionalProperties', 'unevaluatedProperties', 'propertyNames', 'items']],
  [isSubschema, ['unevaluatedItems', 'contains', 'not', 'if', 'then', 'else', 'contentSchema']],
  [Number.isFinite, ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']],
  [Number.isFinite, ['multipleOf', 'minLength', 'maxLength', 'minItems', 'maxItems']],
  [Number.isFinite, ['minContains', 'maxContains', 'minProperties', 'maxProperties']],
  [(value) => typeof value === 'string', ['pattern', 'format', '$ref', '$dynamicRef']],
  [(value) => typeof value === 'boolean', ['uniqueItems', 'readOnly', 'writeOnly']],
];
const shapeOf = new Map(
  shapes.flatMap(([fits, keywords]) => keywords.map((keyword) => [keyword, fits] as const)),
);

const isMalformed = (keyword: string, value: unknown): boolean =>
  shapeOf.get(keyword)?.(value) === false;

/** The one type whose values a keyword constrains. */
export function typeConstrained(keyword: string, value: unknown): JsonType | undefined {
  if (keyword === 'format') return numericFormats.has(String(value)) ? 'number' : 'string';
  return Object.hasOwn(constraints, keyword) ? constraints[keyword] : undefined;
}

/** The type of a JSON value. */
export function typeOfValue(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'boolean' || type === 'number' || type === 'string' ? type : 'object';
}
