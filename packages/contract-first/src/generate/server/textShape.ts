import { type Document, isSchema, type JsonSchema } from '../../document/model.ts';
import { flatten } from '../../schema/flatten.ts';
import { possibleTypes } from '../../schema/possibleTypes.ts';

/** So deep a value can be that arrives as text. */
const DEEPEST = 4;

/** What the kit's `valueFromText` reads a value by. */
type Shape = {
  types?: readonly string[];
  items?: Shape;
  properties?: Readonly<Record<string, Shape>>;
  others?: Shape;
};

/** How the text of a value is read, as far as its schema tells; alternatives are taken together. */
export function textShape(document: Document, schema: unknown, depth = 0): Shape {
  if (!isSchema(schema) || depth >= DEEPEST) return {};
  const alternatives = alternativesOf(document, schema, 0);
  const types = [...new Set(alternatives.flatMap((each) => [...possibleTypes(document, each)]))];
  const shape: Shape = {};
  if (types.length > 0) shape.types = types.sort();
  const merged = (schemas: readonly unknown[]): Shape | undefined => {
    const known = schemas.filter(isSchema);
    if (known.length === 0) return undefined;
    const inner = textShape(document, known.length === 1 ? known[0] : { anyOf: known }, depth + 1);
    return Object.keys(inner).length > 0 ? inner : undefined;
  };
  const items = merged(
    alternatives.flatMap((each) => [each.items, each.prefixItems, each.contains].flat()),
  );
  if (items) shape.items = items;
  const properties = new Map<string, Shape>();
  const names = alternatives.flatMap(({ properties: all }) =>
    isSchema(all) ? Object.keys(all) : [],
  );
  for (const name of new Set(names)) {
    const inner = merged(
      alternatives.flatMap(({ properties: all }) =>
        isSchema(all) && Object.hasOwn(all, name) ? [all[name]] : [],
      ),
    );
    if (inner) properties.set(name, inner);
  }
  if (properties.size > 0) shape.properties = Object.fromEntries(properties);
  const others = merged(
    alternatives.flatMap(({ additionalProperties, patternProperties }) => [
      additionalProperties,
      ...(isSchema(patternProperties) ? Object.values(patternProperties) : []),
    ]),
  );
  if (others) shape.others = others;
  return shape;
}

/** A schema and its alternatives, references followed. */
function alternativesOf(document: Document, schema: JsonSchema, depth: number): JsonSchema[] {
  const flat = flatten(document, schema);
  if (depth >= DEEPEST) return [flat];
  const inside = ['anyOf', 'oneOf', 'allOf', 'if', 'then', 'else'].flatMap(
    (keyword) => flat[keyword],
  );
  return [
    flat,
    ...inside.filter(isSchema).flatMap((each) => alternativesOf(document, each, depth + 1)),
  ];
}
