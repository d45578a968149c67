/**
 * The TypeScript type of a JSON Schema.
 *
 * @module
 */
import { type Document, isSchema, type JsonSchema } from '../../../document/model.ts';
import { finalTarget, targetOf } from '../../../document/targets.ts';
import { type Direction, isOneWay, oneWayNames } from '../../../schema/directions.ts';
import { arrayType } from './arrayType.ts';
import { commentOf } from './comment.ts';
import { discriminated } from './discriminated.ts';
import {
  atom,
  intersection,
  type Member,
  NEVER,
  NULL,
  objectOf,
  type TypeText,
  UNDEFINED,
  UNKNOWN,
  union,
  valueType,
} from './typeText.ts';

/** What the types of a document's schemas depend on. */
export type TypeScope = {
  readonly document: Document;
  readonly direction: Direction;
  /** Whether defaults were filled in, so that a property with a default is always present. */
  readonly isFilled: boolean;
  /**
   * Whether a property that responses never have is named as one that cannot be there, so that the
   * compiler refuses a response with it. It would accept any property that a type does not name.
   */
  readonly refusesWriteOnly?: boolean;
  /** The name of a component's type, by its reference; none for what has no type of its own. */
  nameOf(reference: string): string | undefined;
  /**
   * Whether a component's type would refer to itself without an object or an array between, which
   * TypeScript refuses.
   */
  isCircular?(reference: string): boolean;
  /** The name that a property has in the type; the one on the wire by default. */
  propertyName?(name: string, among: readonly string[]): string;
  /** A type that a value has because of its format; undefined for that of JSON. */
  formatted?(type: 'string' | 'integer', schema: JsonSchema): TypeText | undefined;
  /** The documentation of a property; its description by default. */
  commentOn?(schema: JsonSchema): string;
};

/** The schemas that a schema holds together with for the same value, from the outermost. */
type Around = readonly JsonSchema[];
/** The references that are being written out in place. */
type Place = { readonly scope: TypeScope; readonly within: readonly string[] };

/**
 * Writes the type of the values that a schema accepts, as exactly as TypeScript can say it; `unknown`
 * where nothing is known. A type that accepts more than the schema stands for each keyword that has no
 * type: `not`, conditions, bounds. Any value can stand for the schema; nothing is thrown.
 *
 * A schema without `type` that has properties is taken for an object, and one with items for an array.
 */
export function typeOf(schema: unknown, scope: TypeScope): TypeText {
  return typeIn(schema, { scope, within: [] }, []);
}

function typeIn(schema: unknown, place: Place, around: Around): TypeText {
  if (schema === false) return NEVER;
  if (!isSchema(schema)) return UNKNOWN;
  const listed = 'const' in schema ? [schema.const] : schema.enum;
  if (Array.isArray(listed)) return union(fitting(listed, schema).map(valueType));
  const inside = [...around, schema];
  const parts: TypeText[] = [];
  if (typeof schema.$ref === 'string') parts.push(reference(schema.$ref, place, inside));
  for (const member of listOf(schema.allOf)) parts.push(typeIn(member, place, inside));
  for (const keyword of ['anyOf', 'oneOf'] as const) {
    const members = listOf(schema[keyword]);
    if (members.length === 0) continue;
    const types = members.map((member) => typeIn(member, place, inside));
    parts.push(union(discriminated(schema, members, types, place.scope)));
  }
  const types = namedTypes(schema);
  const known = parts.filter(({ text }) => text !== UNKNOWN.text);
  if (known.length === 0 || isDetailed(schema)) {
    return intersection([ownType(schema, types, place, inside), ...known]);
  }
  // A type beside other schemas chooses among what they allow. Only null is left out here: the others
  // are told apart by those schemas.
  return intersection(
    types && !types.includes('null')
      ? known.map((part) => union(part.members.filter(({ text }) => text !== NULL.text)))
      : known,
  );
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The types that a schema names, or undefined if it names none. */
const namedTypes = ({ type }: JsonSchema): readonly unknown[] | undefined =>
  type === undefined ? undefined : Array.isArray(type) ? type : [type];

const objectKeywords = ['properties', 'patternProperties', 'additionalProperties', 'required'];
const arrayKeywords = ['items', 'prefixItems'];

/** Whether a schema itself describes members of objects or arrays, and not only the type. */
const isDetailed = (schema: JsonSchema): boolean =>
  [schema.properties, schema.patternProperties, schema.additionalProperties].some(
    (each) => isSchema(each) && Object.keys(each).length > 0,
  ) ||
  listOf(schema.required).length > 0 ||
  arrayKeywords.some((keyword) => keyword in schema);

/** The values of a list that have the type of their schema. */
function fitting(values: readonly unknown[], schema: JsonSchema): readonly unknown[] {
  const types = namedTypes(schema);
  return types ? values.filter((value) => types.some((type) => isOfType(value, type))) : values;
}

const isOfType = (value: unknown, type: unknown): boolean =>
  type === 'integer'
    ? Number.isInteger(value)
    : type === (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** The type that a schema describes itself, without what it refers to or is composed of. */
function ownType(
  schema: JsonSchema,
  named: readonly unknown[] | undefined,
  place: Place,
  inside: Around,
): TypeText {
  const types = named ?? [
    ...(objectKeywords.some((keyword) => keyword in schema) ? ['object'] : []),
    ...(arrayKeywords.some((keyword) => keyword in schema) ? ['array'] : []),
  ];
  if (types.length === 0) return named ? NEVER : UNKNOWN;
  return union(types.map((type) => ofType(type, schema, place, inside)));
}

function ofType(type: unknown, schema: JsonSchema, place: Place, inside: Around): TypeText {
  switch (type) {
    case 'number':
    case 'boolean':
    case 'null':
      return atom(type);
    case 'string':
      return place.scope.formatted?.(type, schema) ?? atom(type);
    case 'integer':
      return place.scope.formatted?.(type, schema) ?? atom('number');
    case 'array':
      return arrayType(schema, (item) => typeIn(item, deferred(place), []));
    case 'object':
      return objectType(schema, place, inside);
    default:
      return UNKNOWN;
  }
}

/** In an object or an array, a type may refer to itself. */
const deferred = ({ scope, within }: Place): Place => {
  const { isCircular: _, ...rest } = scope;
  return { scope: rest, within };
};

/** The type's name, or, if what is referred to has none, its type in place. */
function reference($ref: string, { scope, within }: Place, inside: Around): TypeText {
  const name = scope.nameOf($ref);
  if (name !== undefined) return scope.isCircular?.($ref) ? UNKNOWN : atom(name);
  if (within.includes($ref)) return UNKNOWN;
  const target = targetOf(scope.document, $ref);
  return typeIn(target, { scope, within: [...within, $ref] }, inside);
}

function objectType(schema: JsonSchema, place: Place, inside: Around): TypeText {
  const { scope } = place;
  const { document, direction, isFilled } = scope;
  const inner = deferred(place);
  const properties = isSchema(schema.properties) ? schema.properties : {};
  const required = namesOf(schema.required);
  const [root = schema] = inside;
  const oneWay = oneWayNames(document, root, direction);
  const isHidden = (name: string) => direction === 'response' && oneWay.includes(name);
  const isRequired = (name: string) => required.includes(name) && !oneWay.includes(name);
  const members: Member[] = [];
  const names = Object.keys(properties);
  const { propertyName = (name) => name, commentOn = ownComment } = scope;
  for (const [name, property] of Object.entries(properties)) {
    if (isHidden(name) || isOneWayIn(scope, property)) {
      if (scope.refusesWriteOnly) members.push({ name, type: NEVER, isOptional: true });
      continue;
    }
    members.push({
      name: propertyName(name, names),
      type: typeIn(property, inner, []),
      isOptional: !isRequired(name) && !(isFilled && hasDefault(document, property)),
      comment: isSchema(property) ? commentOn(property) : '',
    });
  }
  for (const name of required) {
    if (Object.hasOwn(properties, name) || isHidden(name)) continue;
    const described = propertyBeside(document, inside, name);
    members.push({
      name: described === undefined ? name : propertyName(name, [name]),
      type: described === undefined ? UNKNOWN : typeIn(described, inner, []),
      isOptional: !isRequired(name),
    });
  }
  return objectOf(members, indexOf(schema, members, inner));
}

const ownComment = ({ description }: JsonSchema): string => commentOf(description);

const isOneWayIn = ({ document, direction }: TypeScope, property: unknown): boolean =>
  direction === 'response' && isOneWay(document, property, direction);

const namesOf = (value: unknown): readonly string[] => [
  ...new Set(listOf(value).filter((name) => typeof name === 'string')),
];

/** Whether an optional property gets a default when a value is parsed. */
export function hasDefault(document: object, property: unknown): boolean {
  if (!isSchema(property)) return false;
  if (property.default !== undefined) return true;
  const target = typeof property.$ref === 'string' && finalTarget(document, property.$ref);
  return isSchema(target) && target.default !== undefined;
}

/** The type of the properties of an object that have no names of their own. */
function indexOf(
  schema: JsonSchema,
  members: readonly Member[],
  place: Place,
): TypeText | undefined {
  const { additionalProperties: extra, patternProperties } = schema;
  const patterns = isSchema(patternProperties) ? Object.values(patternProperties) : [];
  if (extra === false && patterns.length === 0) return members.length > 0 ? undefined : NEVER;
  if (extra === undefined && patterns.length === 0 && members.length > 0) return undefined;
  if (extra === undefined || extra === true) return UNKNOWN;
  // TypeScript wants it to cover the named properties as well.
  return union([
    ...[extra, ...patterns].map((each) => typeIn(each, place, [])),
    ...members.flatMap(({ type, isOptional }) => (isOptional ? [type, UNDEFINED] : [type])),
  ]);
}

/** The schema of a property that is only required here, and described in a schema beside this one. */
function propertyBeside(document: object, inside: Around, name: string): unknown {
  const entered = new Set<unknown>();
  const pending: unknown[] = [...inside];
  for (let schema = pending.shift(); schema !== undefined; schema = pending.shift()) {
    if (!isSchema(schema) || entered.has(schema)) continue;
    entered.add(schema);
    const { properties, $ref, allOf } = schema;
    if (isSchema(properties) && Object.hasOwn(properties, name)) return properties[name];
    if (typeof $ref === 'string') pending.push(targetOf(document, $ref));
    pending.push(...listOf(allOf));
  }
  return undefined;
}
