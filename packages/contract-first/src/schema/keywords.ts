/**
 * The assertions of JSON Schema 2020-12, and the values that each keyword may have.
 *
 * @module
 */
import { isSchema, type JsonSchema } from '../document/model.ts';
import { lists, named, single } from '../document/subschemas.ts';
import { patternOf } from './pattern.ts';

const types = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'];

type Complaint = string | undefined;
type Kind = (value: unknown) => Complaint;

const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

const number: Kind = (value) => (typeof value === 'number' ? undefined : 'must be a number');
const count: Kind = (value) =>
  Number.isInteger(value) && Number(value) >= 0 ? undefined : 'must be a whole number from 0';
const texts: Kind = (value) => (isTextList(value) ? undefined : 'must be a list of strings');
const isOneSchema = (value: unknown): boolean => typeof value === 'boolean' || isSchema(value);
const schema: Kind = (value) => (isOneSchema(value) ? undefined : 'must be a schema');
const schemaList: Kind = (value) =>
  Array.isArray(value) && value.length > 0 && value.every(isOneSchema)
    ? undefined
    : 'must be a list of schemas';
const schemaMap: Kind = (value) =>
  isSchema(value) && Object.values(value).every(isOneSchema)
    ? undefined
    : 'must have schemas by name';
const anything: Kind = () => undefined;

/** Keywords that assert something by themselves, without schemas of their own. */
const assertions: Readonly<Record<string, Kind>> = {
  type: (value) => {
    const all = Array.isArray(value) ? value : [value];
    const unknown = all.find((each) => !types.includes(each));
    if (unknown !== undefined) return `${JSON.stringify(unknown)} is not a type`;
    return all.length > 0 ? undefined : 'must name a type';
  },
  enum: (value) =>
    Array.isArray(value) && value.length > 0 ? undefined : 'must be a list of values',
  const: anything,
  multipleOf: (value) =>
    typeof value === 'number' && value > 0 ? undefined : 'must be a number above 0',
  maximum: number,
  exclusiveMaximum: number,
  minimum: number,
  exclusiveMinimum: number,
  maxLength: count,
  minLength: count,
  pattern: (value) =>
    typeof value === 'string' && patternOf(value)
      ? undefined
      : `${JSON.stringify(value)} is not a regular expression of ECMA-262`,
  maxItems: count,
  minItems: count,
  uniqueItems: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
  maxContains: count,
  minContains: count,
  maxProperties: count,
  minProperties: count,
  required: texts,
  dependentRequired: (value) =>
    isSchema(value) && Object.values(value).every(isTextList)
      ? undefined
      : 'must have lists of strings by name',
  format: (value) => (typeof value === 'string' ? undefined : 'must be a string'),
};

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...Object.entries(assertions),
  ...single.map((keyword) => [keyword, schema] as const),
  ...lists.map((keyword) => [keyword, schemaList] as const),
  ...named.map((keyword) => [keyword, schemaMap] as const),
  ...(['if', 'then', 'else', 'not'] as const).map((keyword) => [keyword, schema] as const),
  ...(['allOf', 'anyOf', 'oneOf'] as const).map((keyword) => [keyword, schemaList] as const),
  [
    'patternProperties',
    (value) => {
      const wrong = schemaMap(value);
      if (wrong) return wrong;
      const pattern = Object.keys(value as object).find((each) => !patternOf(each));
      if (pattern === undefined) return undefined;
      return `${JSON.stringify(pattern)} is not a regular expression of ECMA-262`;
    },
  ],
  [
    '$dynamicRef',
    (value) => `${JSON.stringify(value)} is not followed: only references by $ref are`,
  ],
]);

/** A keyword that says nothing, since what it says cannot be understood. */
export type KeywordFault = { readonly keyword: string; readonly message: string };

/** The keywords of one schema that cannot be understood, without those of schemas in it. */
export function keywordFaults(written: JsonSchema): readonly KeywordFault[] {
  const faults: KeywordFault[] = [];
  for (const keyword of Object.keys(written)) {
    const message = kinds.get(keyword)?.(written[keyword]);
    if (message !== undefined) faults.push({ keyword, message });
  }
  return faults;
}

/** The keywords that assert something by themselves, of those that can be understood. */
export function assertionsOf(written: JsonSchema): [keyword: string, value: unknown][] {
  return Object.entries(written).filter(
    ([keyword, value]) =>
      Object.hasOwn(assertions, keyword) && assertions[keyword]?.(value) === undefined,
  );
}

/** Whether a keyword with schemas can be understood as it is written in a schema. */
export const isUnderstood = (written: JsonSchema, keyword: string): boolean =>
  kinds.get(keyword)?.(written[keyword]) === undefined;

const currentBySchema = new WeakMap<JsonSchema, JsonSchema>();

/**
 * A schema in the words of 2020-12, where it has some of OpenAPI 3.0 left: `nullable`, and exclusive
 * bounds that are `true` or `false`. The same object where it has none.
 */
export function currentForm(written: JsonSchema): JsonSchema {
  const { nullable, exclusiveMinimum, exclusiveMaximum } = written;
  const hasOldBounds =
    typeof exclusiveMinimum === 'boolean' || typeof exclusiveMaximum === 'boolean';
  if (nullable !== true && !hasOldBounds) return written;
  let current = currentBySchema.get(written);
  if (!current) {
    current = nullable === true ? withNull(withBounds(written)) : withBounds(written);
    currentBySchema.set(written, current);
  }
  return current;
}

function withBounds(schema: JsonSchema): JsonSchema {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  const bounds = [
    ['minimum', 'exclusiveMinimum', minimum, exclusiveMinimum],
    ['maximum', 'exclusiveMaximum', maximum, exclusiveMaximum],
  ] as const;
  const current = bounds.flatMap(([inclusive, exclusive, bound, isExclusive]) => {
    if (typeof isExclusive === 'boolean') return [[isExclusive ? exclusive : inclusive, bound]];
    return [
      [inclusive, bound],
      [exclusive, isExclusive],
    ];
  });
  return { ...rest, ...Object.fromEntries(current.filter(([, value]) => value !== undefined)) };
}

function withNull({ nullable: _, ...schema }: JsonSchema): JsonSchema {
  const { type } = schema;
  if (typeof type === 'string') return { ...schema, type: [type, 'null'] };
  if (Array.isArray(type)) return { ...schema, type: [...new Set([...type, 'null'])] };
  return { anyOf: [{ type: 'null' }, schema] };
}
