import type { JsonSchema } from '../../document/model.ts';

/** Keywords that only tell a reader something. */
const annotations = [
  ...['title', 'description', 'example', 'examples', 'deprecated', 'readOnly', 'writeOnly'],
  ...['$comment', 'discriminator', 'externalDocs', 'xml'],
  ...['contentMediaType', 'contentEncoding', 'contentSchema'],
];

/** Keywords that are checked, and that zod-to-openapi loses or spells in its own way. */
const lost = [
  ...['format', 'pattern', 'minLength', 'maxLength', 'multipleOf'],
  ...['uniqueItems', 'minProperties', 'maxProperties'],
];

/** Keywords that say something about a value of one type, by that type. */
const ofType = {
  string: ['format', 'pattern', 'minLength', 'maxLength'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  array: ['items', 'minItems', 'maxItems', 'uniqueItems'],
  object: ['properties', 'required', 'additionalProperties', 'minProperties', 'maxProperties'],
};
const typed = Object.values(ofType).flat();

const known = new Set([
  ...annotations,
  ...typed,
  ...['$ref', 'const', 'enum', 'anyOf', 'oneOf', 'allOf', 'type', 'default'],
]);

/** @throws Error for a keyword that the generator does not write, so that none is dropped in silence */
export function refuseUnknownKeywords(schema: JsonSchema): void {
  for (const keyword of Object.keys(schema)) {
    if (!known.has(keyword) && !keyword.startsWith('x-')) {
      throw new Error(
        `The keyword "${keyword}" has no equivalent in Zod; write the schema without it`,
      );
    }
  }
}

/** Whether a schema has a keyword that depends on the type of the value. */
export const hasTypedKeyword = (schema: JsonSchema): boolean =>
  typed.some((keyword) => keyword in schema);

/** The types that a schema names, or undefined where it names none. */
export function namedTypes({ type }: JsonSchema): readonly unknown[] | undefined {
  return type === undefined ? undefined : Array.isArray(type) ? type : [type];
}

/** The combining keywords that a schema has; each one holds beside the others. */
export const combiningKeywords = (schema: JsonSchema): readonly string[] =>
  ['$ref', 'const', 'enum', 'anyOf', 'oneOf', 'allOf'].filter((keyword) => keyword in schema);

/**
 * What goes back into the emitted document beside what can be read off the Zod schema, or undefined
 * where that is nothing.
 */
export function notesOf(schema: JsonSchema): Readonly<Record<string, unknown>> | undefined {
  // Several things at once cannot be told apart again. Where a type is noted, zod-to-openapi takes
  // the notes for the whole.
  if (isManifold(schema)) return schema;
  const entries = Object.entries(schema).filter(
    ([keyword]) =>
      annotations.includes(keyword) || lost.includes(keyword) || keyword.startsWith('x-'),
  );
  const values = Array.isArray(schema.enum) ? schema.enum : [];
  if (values.length > 0 && !isEnum(schema)) {
    entries.push(['type', [...new Set(values.map(typeOf))]], ['enum', values]);
  }
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

const typeOf = (value: unknown): string => (value === null ? 'null' : typeof value);

function isManifold(schema: JsonSchema): boolean {
  const types = namedTypes(schema)?.filter((type) => type !== 'null');
  if (!types) return false;
  const combining = combiningKeywords(schema);
  const isPlainEnum = combining.length === 1 && !hasTypedKeyword(schema) && isEnum(schema);
  return !isPlainEnum && (types.length > 1 || combining.length > 0);
}

/** Whether a schema lists strings, and null at most: what Zod's own enum emits as it was. */
const isEnum = ({ enum: values, const: only }: JsonSchema): boolean =>
  (Array.isArray(values) && values.every((each) => typeof each === 'string' || each === null)) ||
  typeof only === 'string';
