/**
 * What goes back into the emitted document beside what can be read off a Zod schema.
 *
 * @module
 */
import { type Document, isSchema, type JsonSchema } from '../../document/model.ts';
import { branches, lists, named, single } from '../../document/subschemas.ts';
import { targetOf } from '../../document/targets.ts';
import { canonical } from '../../schema/canonical.ts';
import { isOneWay } from '../../schema/directions.ts';
import { possibleTypes } from '../../schema/possibleTypes.ts';
import { isInCycle } from './cycles.ts';
import {
  combiningKeywords,
  hasForeignKeyword,
  hasTypedKeyword,
  namedTypes,
  requiredNames,
  understoodForm,
} from './keywords.ts';
import type { Scope } from './scope.ts';

export type Notes = Readonly<Record<string, unknown>>;

/** Keywords that zod-to-openapi reads off Zod schemas as they were. */
const emitted = new Set([
  ...['type', '$ref', 'const', 'enum', 'anyOf', 'oneOf', 'allOf', 'default'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  ...['items', 'minItems', 'maxItems', 'properties', 'required', 'additionalProperties'],
]);

/** Keywords that zod-to-openapi writes beside a reference without a change of meaning. */
const annotations = new Set([
  ...['title', 'summary', 'description', 'default', 'example', 'examples'],
  ...['deprecated', 'readOnly', 'writeOnly'],
]);
const isAnnotation = (keyword: string): boolean =>
  annotations.has(keyword) || keyword.startsWith('x-');

/** The keywords that zod-to-openapi loses, or spells in its own way. */
export function notesOf(schema: JsonSchema): Notes {
  const entries = Object.entries(schema).filter(([keyword]) => !emitted.has(keyword));
  const values = Array.isArray(schema.enum) ? schema.enum : [];
  // Zod's own enum has each value once.
  const isRepeated = new Set(values).size < values.length;
  if (values.length > 0 && (isRepeated || !isEnum(schema))) {
    entries.push(['type', [...new Set(values.map(typeOf))]], ['enum', values]);
  }
  return Object.fromEntries(entries);
}

const typeOf = (value: unknown): string => (value === null ? 'null' : typeof value);

/** What a component is described by beside that. */
export function componentNotes({ type, const: only, enum: values }: JsonSchema): readonly Notes[] {
  // zod-to-openapi would add null to a type of null, at each reference.
  const isNull =
    type === 'null' ||
    only === null ||
    (Array.isArray(values) && values.every((each) => each === null));
  return isNull ? [{ type: ['null'] }] : [];
}

/**
 * Whether a component is another one with annotations of its own. zod-to-openapi would write a copy of the
 * other one, without what that says beside its keywords.
 */
export function isRenamed(schema: JsonSchema): boolean {
  const { $ref, allOf, ...others } = schema;
  const members: readonly unknown[] = Array.isArray(allOf) ? allOf : [];
  const references = [schema, ...members.filter(isSchema)].filter(
    (each) => each.$ref !== undefined,
  );
  const rest = Object.keys(others);
  return (
    references.length === 1 && members.length < 2 && rest.length > 0 && rest.every(isAnnotation)
  );
}

/** Whether a schema can only be noted as a whole, since Zod's form of it cannot be read back. */
export function isWhole(written: JsonSchema, scope: Scope, optional: readonly string[]): boolean {
  const schema = understoodForm(written);
  if (schema !== written || hasForeignKeyword(schema)) return true;
  const { document, direction, text } = scope;
  // Objects that are read from text are written out, without the names of their components.
  const items = text && isSchema(schema.items) ? schema.items : undefined;
  if (items && possibleTypes(document, items).has('object')) return true;
  const required = requiredNames(schema);
  if (required.some((name) => optional.includes(name))) return true;
  const properties = isSchema(schema.properties) ? Object.values(schema.properties) : [];
  if (direction === 'response' && properties.some((each) => isOneWay(document, each, direction))) {
    return true;
  }
  const others = Object.keys(schema).filter((keyword) => !isAnnotation(keyword));
  if (schema.$ref !== undefined && others.length > 1) return true;
  const members = Array.isArray(schema.allOf) ? schema.allOf.filter(isSchema) : [];
  const isAnnotated = [schema, ...members].some((each) => Object.keys(each).some(isAnnotation));
  if (isAnnotated && refersToCycle(document, schema)) return true;
  if (repeatsTarget(document, schema)) return true;
  const parts = [...properties, schema.items].flat();
  if (parts.some((each) => typeof each === 'boolean')) return true;
  const combining = combiningKeywords(schema).filter((keyword) => keyword !== 'allOf');
  const types = namedTypes(schema)?.filter((type) => type !== 'null');
  if (!types) {
    if (hasTypedKeyword(schema)) return true;
  } else {
    const isPlainEnum =
      types.join() === 'string' &&
      combining.length === 1 &&
      !hasTypedKeyword(schema) &&
      isEnum(schema);
    if (!isPlainEnum && (types.length > 1 || combining.length > 0)) return true;
  }
  return [schema.anyOf, schema.oneOf].some(
    (each) => Array.isArray(each) && !each.every((part) => isPlainAlternative(document, part)),
  );
}

/**
 * Whether a schema refers to a component that zod-to-openapi may be writing when it comes to the reference.
 * It would lose the annotations beside it, or take them for those of the component.
 */
function refersToCycle(document: Document, { $ref, allOf }: JsonSchema): boolean {
  const members: readonly unknown[] = Array.isArray(allOf) ? allOf : [];
  const references = [$ref, ...members.map((each) => (isSchema(each) ? each.$ref : undefined))];
  return references.some((each) => typeof each === 'string' && isInCycle(document, each));
}

/**
 * Whether a member of `allOf` says something that the component beside it says as well. zod-to-openapi leaves
 * it out, so that of a member such as `{ xml, description }` only a part would be left.
 */
function repeatsTarget(document: Document, { allOf }: JsonSchema): boolean {
  const members = Array.isArray(allOf) ? allOf.filter(isSchema) : [];
  const targets = members.flatMap(({ $ref }) => {
    const target = typeof $ref === 'string' ? targetOf(document, $ref) : undefined;
    return isSchema(target) ? [target] : [];
  });
  return members.some((member) => {
    const entries = Object.entries(member).filter(([keyword]) => keyword !== '$ref');
    const isRepeated = ([keyword, value]: readonly [string, unknown]) =>
      targets.some((target) => canonical(target[keyword] ?? null) === canonical(value));
    return !entries.every(([keyword]) => isAnnotation(keyword)) && entries.some(isRepeated);
  });
}

/** Whether zod-to-openapi leaves an alternative as one; it takes unions and null apart. */
function isPlainAlternative(document: object, written: unknown): boolean {
  const passed = new Set<unknown>();
  let part = written;
  while (isSchema(part) && typeof part.$ref === 'string' && !passed.has(part)) {
    if (Object.keys(part).length > 1) return false;
    passed.add(part);
    part = targetOf(document, part.$ref);
  }
  if (!isSchema(part) || hasBranches(part)) return false;
  const values = Array.isArray(part.enum) ? part.enum : [part.const];
  if (values.includes(null) || part.nullable === true) return false;
  // What has no type may accept null, which zod-to-openapi would add.
  return typeof part.type === 'string' || 'enum' in part || 'const' in part;
}

const hasBranches = (schema: JsonSchema): boolean =>
  ['anyOf', 'oneOf', 'allOf', '$ref'].some((keyword) => keyword in schema);

/** Whether a schema lists strings, and null at most: what Zod's own enum emits as it was. */
const isEnum = ({ enum: values, const: only }: JsonSchema): boolean =>
  (Array.isArray(values) && values.every((each) => typeof each === 'string' || each === null)) ||
  typeof only === 'string';

/**
 * A schema as it is in the document. References to component schemas stay, of all components only
 * these are in the document that is read off routes; what others lead to is written out.
 */
export function sourceOf(document: object, schema: JsonSchema): Notes {
  const copy = copied(document, schema, []);
  if (!isSchema(copy) || typeof copy.$ref !== 'string') return isSchema(copy) ? copy : {};
  // zod-to-openapi would take a component with a reference at the top for the reference alone.
  const { $ref, ...rest } = copy;
  return { ...rest, allOf: [...(Array.isArray(rest.allOf) ? rest.allOf : []), { $ref }] };
}

function copied(document: object, value: unknown, within: readonly string[]): unknown {
  if (!isSchema(value)) return value;
  const copy = new Map(Object.entries(value));
  const each = (inner: unknown): unknown =>
    Array.isArray(inner)
      ? inner.map((one) => copied(document, one, within))
      : copied(document, inner, within);
  for (const keyword of [...single, ...lists, ...branches]) {
    if (keyword in value) copy.set(keyword, each(value[keyword]));
  }
  for (const keyword of [...named, '$defs']) {
    const schemas = value[keyword];
    if (!isSchema(schemas)) continue;
    const entries = Object.entries(schemas).map(([name, inner]) => [name, each(inner)]);
    copy.set(keyword, Object.fromEntries(entries));
  }
  const { $ref } = value;
  if (typeof $ref !== 'string' || /^#\/components\/schemas\//.test($ref)) {
    return Object.fromEntries(copy);
  }
  copy.delete('$ref');
  const target = targetOf(document, $ref);
  if (target === undefined || within.includes($ref)) return Object.fromEntries(copy);
  const written = copied(document, target, [...within, $ref]);
  if (copy.size === 0) return written;
  const others = copy.get('allOf');
  copy.set('allOf', [...(Array.isArray(others) ? others : []), written]);
  return Object.fromEntries(copy);
}
