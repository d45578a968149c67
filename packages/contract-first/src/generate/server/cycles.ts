import { type Document, pointerTokens } from '../../document/model.ts';

const known = new WeakMap<object, ReadonlySet<string>>();

/** Whether a reference leads to a component schema that is in a cycle of references, or between two. */
export function isInCycle(document: Document, reference: string): boolean {
  let names = known.get(document);
  if (!names) {
    names = cyclesOf(document.components?.schemas ?? {});
    known.set(document, names);
  }
  const [root, kind, name = ''] = pointerTokens(reference);
  return root === 'components' && kind === 'schemas' && names.has(name);
}

/** The component schemas that a schema refers to, by name. */
export const namesIn = (schema: unknown): string[] =>
  [...(JSON.stringify(schema) ?? '').matchAll(/"\$ref":"(#\/components\/schemas\/[^"]+)"/g)].map(
    ([, reference = '']) => pointerTokens(reference)[2] ?? '',
  );

function cyclesOf(schemas: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const targets = new Map(
    Object.entries(schemas).map(([name, schema]) => [name, new Set(namesIn(schema))]),
  );
  // What refers to nothing that is left is in no cycle; nor is what nothing that is left refers to.
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    const referred = new Set([...targets.values()].flatMap((names) => [...names]));
    for (const [name, all] of targets) {
      for (const each of all) if (!targets.has(each)) all.delete(each);
      if (all.size > 0 && referred.has(name)) continue;
      targets.delete(name);
      isChanged = true;
    }
  }
  return new Set(targets.keys());
}
