/**
 * Properties for one direction only (`readOnly`, `writeOnly`; JSON Schema validation 2020-12,
 * section 9.4, and OpenAPI 3.1.1, section 4.8.24.4).
 *
 * @module
 */
import { isSchema, type JsonSchema } from '../document/model.ts';
import { targetOf } from '../document/targets.ts';

export type Direction = 'request' | 'response';

/** What need not be in a request, and what is never in a response. */
const keywords: Readonly<Record<Direction, string>> = {
  request: 'readOnly',
  response: 'writeOnly',
};
/** Keywords whose schemas look at the same value, and hold together with the one around them. */
const parts = ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else'];

type Known = { readonly names: WeakMap<JsonSchema, readonly string[]> } & {
  readonly properties: WeakMap<JsonSchema, readonly string[]>;
};
const knownIn = new WeakMap<object, Readonly<Record<Direction, Known>>>();

function knownOf(document: object, direction: Direction): Known {
  let known = knownIn.get(document);
  if (!known) {
    const none = () => ({ names: new WeakMap(), properties: new WeakMap() });
    known = { request: none(), response: none() };
    knownIn.set(document, known);
  }
  return known[direction];
}

/** Whether a property is one that does not go in a direction, by its own schema or one behind it. */
export function isOneWay(document: object, property: unknown, direction: Direction): boolean {
  if (!isSchema(property)) return false;
  if (property.$ref === undefined && property.allOf === undefined) {
    return property[keywords[direction]] === true;
  }
  const { properties } = knownOf(document, direction);
  const marks = gathered(document, property, ['allOf'], properties, (schema) =>
    schema[keywords[direction]] === true ? [keywords[direction]] : [],
  );
  return marks.length > 0;
}

/** The names of an object's properties that do not go in a direction, wherever they are described. */
export const oneWayNames = (
  document: object,
  schema: JsonSchema,
  direction: Direction,
): readonly string[] =>
  gathered(document, schema, parts, knownOf(document, direction).names, ({ properties }) =>
    isSchema(properties)
      ? Object.entries(properties).flatMap(([name, property]) =>
          isOneWay(document, property, direction) ? [name] : [],
        )
      : [],
  );

/**
 * What a schema has together with those that it refers to and those that are parts of it. One that
 * holds itself for the same value adds nothing to itself.
 */
function gathered(
  document: object,
  start: JsonSchema,
  keys: readonly string[],
  known: WeakMap<JsonSchema, readonly string[]>,
  own: (schema: JsonSchema) => readonly string[],
): readonly string[] {
  // Most refer to none, and what they have themselves is found as fast as it is looked up.
  const names = Object.keys(start);
  if (!names.some((name) => name === '$ref' || keys.includes(name))) return own(start);
  const before = known.get(start);
  if (before) return before;
  const entered = new Set<JsonSchema>();
  const pending = [start];
  for (let schema = pending.at(-1); schema; schema = pending.at(-1)) {
    const inside = [targetIn(document, schema), ...keys.flatMap((key) => schema?.[key])].filter(
      isSchema,
    );
    if (!entered.has(schema) && !known.has(schema)) {
      entered.add(schema);
      pending.push(...inside.filter((each) => !entered.has(each) && !known.has(each)));
      continue;
    }
    pending.pop();
    if (known.has(schema)) continue;
    const found = [...own(schema), ...inside.flatMap((each) => known.get(each) ?? [])];
    known.set(schema, found.length > 1 ? [...new Set(found)] : found);
  }
  return known.get(start) ?? [];
}

const targetIn = (document: object, { $ref }: JsonSchema): unknown =>
  typeof $ref === 'string' ? targetOf(document, $ref) : undefined;
