import { isSchema, type JsonSchema } from '../document/model.ts';
import { branches } from '../document/subschemas.ts';
import { finalTarget } from '../document/targets.ts';

/** Keywords by which a schema can refer to itself for the same value. */
const following = new Set<string>(['$ref', ...branches]);

/** For each schema whether it was found to hold itself for the same value. */
const endless = new WeakMap<object, WeakMap<JsonSchema, boolean>>();

/**
 * Whether a schema refers to itself for the same value (`A: { allOf: [A] }`), so that no judgement by
 * it would ever end.
 */
export function isEndless(document: object, start: JsonSchema): boolean {
  if (!Object.keys(start).some((keyword) => following.has(keyword))) return false;
  let known = endless.get(document);
  if (!known) {
    known = new WeakMap();
    endless.set(document, known);
  }
  const path = new Set<JsonSchema>();
  const pending: { readonly schema: JsonSchema; readonly isLeft: boolean }[] = [
    { schema: start, isLeft: false },
  ];
  while (pending.length > 0) {
    const { schema, isLeft } = pending.pop() ?? { schema: start, isLeft: true };
    if (isLeft) {
      path.delete(schema);
      if (!known.has(schema)) known.set(schema, false);
      continue;
    }
    if (path.has(schema)) known.set(schema, true);
    if (known.has(schema)) continue;
    path.add(schema);
    pending.push({ schema, isLeft: true });
    const inPlace = branches.flatMap((keyword) => [schema[keyword]].flat());
    if (typeof schema.$ref === 'string') inPlace.push(finalTarget(document, schema.$ref));
    for (const each of inPlace) if (isSchema(each)) pending.push({ schema: each, isLeft: false });
  }
  return known.get(start) === true;
}
