import { isSchema, type JsonSchema } from '../../document/model.ts';
import { currentForm, isUnderstood } from '../../schema/keywords.ts';
import { hasDefaults } from './defaults.ts';

/** Keywords that say something about a value of one type, by that type, as far as Zod has them. */
const ofType = {
  string: ['format', 'pattern', 'minLength', 'maxLength'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  array: ['items', 'minItems', 'maxItems', 'uniqueItems'],
  object: ['properties', 'required', 'additionalProperties', 'minProperties', 'maxProperties'],
};
/** The type that each of them is about. */
const typeOfKeyword: ReadonlyMap<string, string> = new Map(
  Object.entries(ofType).flatMap(([type, keywords]) => keywords.map((each) => [each, type])),
);

/** Keywords for which Zod has nothing, each with those that mean nothing without it. */
const apart: readonly (readonly [keyword: string, ...others: readonly string[]])[] = [
  ['not'],
  ['if', 'then', 'else'],
  ['dependentRequired'],
  ['dependentSchemas'],
  ['propertyNames'],
  ['contains', 'minContains', 'maxContains'],
  ['prefixItems', 'items'],
];

const understoodForms = new WeakMap<JsonSchema, JsonSchema>();

/**
 * A schema in the words of 2020-12, without keywords that assert nothing because their value is not
 * one that they may have. The same object where it is one already.
 */
export function understoodForm(written: JsonSchema): JsonSchema {
  let form = understoodForms.get(written);
  if (!form) {
    const current = currentForm(written);
    form = Object.keys(current).every((keyword) => asserts(current, keyword))
      ? current
      : Object.fromEntries(
          Object.entries(current).filter(([keyword]) => asserts(current, keyword)),
        );
    understoodForms.set(written, form);
  }
  return form;
}

/** Whether a keyword is one that can be understood as it is written in a schema. */
const asserts = (schema: JsonSchema, keyword: string): boolean =>
  isUnderstood(schema, keyword) && !(keyword === '$ref' && typeof schema.$ref !== 'string');

/** Keywords of schemas that Zod can never express, or not always. */
const inQuestion = new Set([
  ...apart.flat(),
  ...['patternProperties', 'properties', 'required', 'const', 'enum', 'uniqueItems'],
  ...['minProperties', 'maxProperties', 'unevaluatedItems', 'unevaluatedProperties'],
]);

/** A schema in two: what Zod can express, and what is left to a check, if anything is. */
export function parted(
  document: object,
  schema: JsonSchema,
): { readonly plain: JsonSchema; readonly rest: JsonSchema | undefined } {
  if (!Object.keys(schema).some((keyword) => inQuestion.has(keyword))) {
    return { plain: schema, rest: undefined };
  }
  const rest = new Map<string, unknown>();
  const moved = new Set<string>();
  const move = (...keywords: readonly string[]) => {
    for (const keyword of keywords) {
      if (!(keyword in schema)) continue;
      rest.set(keyword, schema[keyword]);
      moved.add(keyword);
    }
  };
  for (const [keyword, ...others] of apart) if (keyword in schema) move(keyword, ...others);
  const { properties, patternProperties, additionalProperties } = schema;
  if (patternProperties !== undefined) {
    // Which properties are additional depends on those that are named.
    if (additionalProperties !== undefined && properties !== undefined) {
      rest.set('properties', properties);
    }
    move('patternProperties', 'additionalProperties');
  }
  if (namesOf(schema).some((name) => name in Object.prototype)) {
    move('properties', 'required', 'patternProperties', 'additionalProperties');
  }
  if (isNested(schema.const)) move('const');
  if (Array.isArray(schema.enum) && schema.enum.some(isNested)) move('enum');
  // Zod's checks see a value with its defaults.
  if (schema.uniqueItems === true && hasDefaults(document, schema.items)) move('uniqueItems');
  const isCounted = 'minProperties' in schema || 'maxProperties' in schema;
  if (isCounted && hasDefaults(document, schema)) move('minProperties', 'maxProperties');
  if ('unevaluatedItems' in schema || 'unevaluatedProperties' in schema) {
    for (const [keyword, value] of Object.entries(schema)) rest.set(keyword, value);
  }
  if (rest.size === 0) return { plain: schema, rest: undefined };
  return {
    plain: Object.fromEntries(Object.entries(schema).filter(([keyword]) => !moved.has(keyword))),
    rest: Object.fromEntries(rest),
  };
}

const isNested = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** The names of properties that a schema knows. */
const namesOf = (schema: JsonSchema): readonly string[] => [
  ...(isSchema(schema.properties) ? Object.keys(schema.properties) : []),
  ...requiredNames(schema),
];

/** The names that an object must have. */
export const requiredNames = ({ required }: JsonSchema): readonly string[] =>
  Array.isArray(required) ? required : [];

/** Whether a schema has a keyword that depends on the type of the value. */
export const hasTypedKeyword = (schema: JsonSchema): boolean =>
  Object.keys(schema).some((keyword) => typeOfKeyword.has(keyword));

/** Whether a schema has a keyword for values of another type than it names. */
export function hasForeignKeyword(schema: JsonSchema): boolean {
  const types = namedTypes(schema);
  if (!types) return false;
  return Object.keys(schema).some((keyword) => {
    const type = typeOfKeyword.get(keyword);
    // A format may be one of numbers, and is always noted.
    if (type === undefined || keyword === 'format') return false;
    return !types.includes(type) && !(type === 'number' && types.includes('integer'));
  });
}

/** The types that a schema names, or undefined where it names none. */
export function namedTypes({ type }: JsonSchema): readonly unknown[] | undefined {
  return type === undefined ? undefined : Array.isArray(type) ? type : [type];
}

/** The combining keywords that a schema has; each one holds beside the others. */
export const combiningKeywords = (schema: JsonSchema): readonly string[] =>
  ['$ref', 'const', 'enum', 'anyOf', 'oneOf', 'allOf'].filter((keyword) => keyword in schema);

/** Whether a schema asserts something that Zod can express. */
export const saysSomething = (schema: JsonSchema): boolean =>
  combiningKeywords(schema).length > 0 || hasTypedKeyword(schema) || schema.type !== undefined;
