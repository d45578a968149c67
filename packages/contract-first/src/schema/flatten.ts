import { type Document, isSchema, type JsonSchema } from '../document/model.ts';
import { finalTarget } from '../document/targets.ts';
import { currentForm } from './keywords.ts';

const flattened = new WeakMap<Document, WeakMap<JsonSchema, JsonSchema>>();

/**
 * A schema with its reference followed and its `allOf` joined, as far as a value can be made by it.
 * What cannot be joined stays in `allOf`, or is left to the validator. The same object each time.
 */
export function flatten(document: Document, schema: JsonSchema): JsonSchema {
  let known = flattened.get(document);
  if (!known) {
    known = new WeakMap();
    flattened.set(document, known);
  }
  let flat = known.get(schema);
  if (!flat) {
    flat = conjunctsOf(document, schema).reduce<JsonSchema>(joined, {});
    known.set(schema, flat);
  }
  return flat;
}

/**
 * The schema without `$ref` and `allOf`, after those that they lead to, in the order in which they
 * are written; each once, however often it is referred to.
 */
export function conjunctsOf(document: object, start: JsonSchema): JsonSchema[] {
  const found: JsonSchema[] = [];
  const seen = new Set<JsonSchema>();
  type Step = { readonly written: JsonSchema } | { readonly own: JsonSchema };
  const pending: Step[] = [{ written: start }];
  for (let step = pending.pop(); step; step = pending.pop()) {
    if ('own' in step) {
      found.push(step.own);
      continue;
    }
    if (seen.has(step.written)) continue;
    seen.add(step.written);
    const { $ref, allOf, ...own } = currentForm(step.written);
    pending.push({ own });
    const inside = [
      ...(typeof $ref === 'string' ? [finalTarget(document, $ref)] : []),
      ...(Array.isArray(allOf) ? allOf : []),
    ];
    for (const each of inside.reverse()) if (isSchema(each)) pending.push({ written: each });
  }
  return found;
}

/** The bounds of which the greater, or the lesser, holds for both. */
const greater = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const lesser = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
/** Keywords with schemas of which each has to be kept, and none can be joined with another. */
const alternatives = ['oneOf', 'anyOf', 'not', 'if', 'contains'];

function joined(left: JsonSchema, right: JsonSchema): JsonSchema {
  const both = new Map(Object.entries(left));
  const apart: JsonSchema[] = [];
  for (const [keyword, value] of Object.entries(right)) {
    if (!both.has(keyword)) both.set(keyword, value);
    else if (alternatives.includes(keyword)) apart.push(alternativeOf(right, keyword));
    else if (!(keyword === 'then' || keyword === 'else') || !('if' in left)) {
      both.set(keyword, joinedKeyword(keyword, both.get(keyword), value));
    }
  }
  if (apart.length > 0) {
    const others = both.get('allOf');
    both.set('allOf', [...(Array.isArray(others) ? others : []), ...apart]);
  }
  return Object.fromEntries(both);
}

/** A schema with one of its alternatives, and what belongs to it, alone. */
function alternativeOf(schema: JsonSchema, keyword: string): JsonSchema {
  const together: Readonly<Record<string, readonly string[]>> = {
    if: ['if', 'then', 'else'],
    contains: ['contains', 'minContains', 'maxContains'],
  };
  const keys = together[keyword] ?? [keyword];
  return Object.fromEntries(Object.entries(schema).filter(([key]) => keys.includes(key)));
}

function joinedKeyword(keyword: string, left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') {
    if (greater.includes(keyword)) return Math.max(left, right);
    if (lesser.includes(keyword)) return Math.min(left, right);
  }
  if (keyword === 'type') return commonTypes([left].flat(), [right].flat());
  if (Array.isArray(left) && Array.isArray(right)) {
    if (keyword === 'required') return [...new Set([...left, ...right])];
    if (keyword === 'enum') {
      const known = new Set(left.map((each) => JSON.stringify(each)));
      return right.filter((each) => known.has(JSON.stringify(each)));
    }
  }
  if (isSchema(left) && isSchema(right)) {
    if (keyword === 'properties' || keyword === 'patternProperties') {
      return joinedProperties(left, right);
    }
    if (keyword === 'items' || keyword === 'additionalProperties' || keyword === 'propertyNames') {
      return left === right ? left : { allOf: [left, right] };
    }
  }
  if (left === false && (keyword === 'items' || keyword === 'additionalProperties')) return left;
  return right;
}

/** The types that two lists have in common; a whole number is a number as well. */
function commonTypes(left: readonly unknown[], right: readonly unknown[]): unknown {
  const common = [...new Set([...left, ...right])].filter((type) => {
    const isIn = (types: readonly unknown[]) =>
      types.includes(type) || (type === 'integer' && types.includes('number'));
    return isIn(left) && isIn(right);
  });
  return common.length === 1 ? common[0] : common;
}

function joinedProperties(left: JsonSchema, right: JsonSchema): JsonSchema {
  const both = new Map(Object.entries(left));
  for (const [name, each] of Object.entries(right)) {
    const other = both.get(name);
    both.set(name, other === undefined || other === each ? each : { allOf: [other, each] });
  }
  return Object.fromEntries(both);
}

/** Keywords that tell the type of a value where none is named. */
const telling: readonly (readonly [type: string, keywords: readonly string[]])[] = [
  [
    'object',
    ['properties', 'additionalProperties', 'required', 'patternProperties', 'propertyNames'],
  ],
  ['array', ['items', 'minItems', 'maxItems', 'prefixItems', 'contains', 'uniqueItems']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
  ['string', ['pattern', 'format', 'maxLength', 'minLength']],
];

/** The types that values of a schema may have; what its keywords tell where it names none. */
export function typesOf(schema: JsonSchema): readonly string[] {
  const { type } = schema;
  if (typeof type === 'string') return [type];
  if (Array.isArray(type)) return type.map(String);
  const told = telling.find(([, keywords]) => keywords.some((each) => Object.hasOwn(schema, each)));
  return told ? [told[0]] : [];
}

/** The schemas of an object's properties, by their names; of one that may have any value, `{}`. */
export const propertiesOf = ({ properties }: JsonSchema): [string, JsonSchema][] =>
  isSchema(properties)
    ? Object.entries(properties).map(([name, each]) => [name, isSchema(each) ? each : {}])
    : [];

/** The names that an object must have. */
export const requiredOf = ({ required }: JsonSchema): string[] =>
  Array.isArray(required) ? required.map(String) : [];
