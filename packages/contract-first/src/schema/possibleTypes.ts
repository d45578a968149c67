import { type Document, isSchema, type JsonSchema } from '../document/model.ts';
import { flatten, typesOf } from './flatten.ts';

/** How many branches in branches are looked into; one that holds itself has no end. */
const DEEPEST = 8;

const known = new WeakMap<Document, WeakMap<JsonSchema, ReadonlySet<string>>>();

/** Every type that a value of a schema may have, by whichever branch; empty where none is told. */
export function possibleTypes(document: Document, schema: JsonSchema): ReadonlySet<string> {
  let types = known.get(document)?.get(schema);
  if (!types) {
    types = typesIn(document, schema, 0);
    const ofDocument = known.get(document) ?? new WeakMap();
    known.set(document, ofDocument.set(schema, types));
  }
  return types;
}

function typesIn(document: Document, schema: JsonSchema, depth: number): ReadonlySet<string> {
  const flat = flatten(document, schema);
  if ('const' in flat) return new Set([typeOf(flat.const)]);
  if (Array.isArray(flat.enum)) return new Set(flat.enum.map(typeOf));
  if ('type' in flat) return new Set(typesOf(flat));
  const branches = [flat.oneOf, flat.anyOf].flatMap((each) => (Array.isArray(each) ? each : []));
  if (branches.length === 0 || depth >= DEEPEST) return new Set(typesOf(flat));
  return new Set(
    branches.filter(isSchema).flatMap((each) => [...typesIn(document, each, depth + 1)]),
  );
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}
