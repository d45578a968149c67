import { isSchema, type JsonSchema } from '../../document/model.ts';
import { branches, lists, named, single } from '../../document/subschemas.ts';
import { targetOf } from '../../document/targets.ts';

const known = new WeakMap<object, WeakMap<JsonSchema, boolean>>();

/** Whether parsing adds something to a value: a property somewhere in the schema has a default. */
export function hasDefaults(document: object, start: unknown): boolean {
  if (!isSchema(start)) return false;
  let ofDocument = known.get(document);
  if (!ofDocument) {
    ofDocument = new WeakMap();
    known.set(document, ofDocument);
  }
  const before = ofDocument.get(start);
  if (before !== undefined) return before;
  const seen = new Set<JsonSchema>([start]);
  let isFound = false;
  for (const schema of seen) {
    const properties = isSchema(schema.properties) ? Object.values(schema.properties) : [];
    const target = typeof schema.$ref === 'string' ? targetOf(document, schema.$ref) : undefined;
    if (properties.some((each) => isSchema(each) && 'default' in resolved(document, each))) {
      isFound = true;
      break;
    }
    const inside = [
      target,
      ...[...single, ...lists, ...branches].flatMap((keyword) => schema[keyword]),
      ...named.flatMap((keyword) => {
        const schemas = schema[keyword];
        return isSchema(schemas) ? Object.values(schemas) : [];
      }),
    ];
    for (const each of inside) if (isSchema(each)) seen.add(each);
  }
  ofDocument.set(start, isFound);
  return isFound;
}

/** A schema with the default of what it refers to, if it has none of its own. */
export function resolved(document: object, schema: JsonSchema): JsonSchema {
  const passed = new Set<JsonSchema>();
  let current = schema;
  while (!('default' in current) && typeof current.$ref === 'string' && !passed.has(current)) {
    passed.add(current);
    const target = targetOf(document, current.$ref);
    if (!isSchema(target)) break;
    current = target;
  }
  return current;
}
