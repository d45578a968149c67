import { type Document, pointerTokens } from '../../document/model.ts';

type Cycles = {
  /** Those in a cycle of references, or between two. */
  readonly inside: ReadonlySet<string>;
  /** These, and those that refer to one of them. */
  readonly leading: ReadonlySet<string>;
};
const known = new WeakMap<object, Cycles>();

function cyclesOf(document: Document): Cycles {
  let cycles = known.get(document);
  if (!cycles) {
    const schemas = Object.entries(document.components?.schemas ?? {});
    const targets = new Map(schemas.map(([name, schema]) => [name, namesIn(schema)]));
    const leading = leftOf(targets);
    const sources = new Map<string, string[]>([...leading.keys()].map((name) => [name, []]));
    for (const [name, all] of leading) for (const each of all) sources.get(each)?.push(name);
    cycles = { leading: new Set(leading.keys()), inside: new Set(leftOf(sources).keys()) };
    known.set(document, cycles);
  }
  return cycles;
}

/** Whether a reference leads to a component schema that is in a cycle of references, or between two. */
export function isInCycle(document: Document, reference: string): boolean {
  const [root, kind, name = ''] = pointerTokens(reference);
  return root === 'components' && kind === 'schemas' && cyclesOf(document).inside.has(name);
}

/** Whether a component schema is in a cycle of references, or leads to one. */
export const leadsToCycle = (document: Document, name: string): boolean =>
  cyclesOf(document).leading.has(name);

/** The component schemas that a schema refers to, by name. */
export const namesIn = (schema: unknown): string[] =>
  [...(JSON.stringify(schema) ?? '').matchAll(/"\$ref":"(#\/components\/schemas\/[^"]+)"/g)].map(
    ([, reference = '']) => pointerTokens(reference)[2] ?? '',
  );

/** What is left of a graph if what leads to nothing that is left is taken away. */
function leftOf(
  graph: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly string[]> {
  const sources = new Map<string, string[]>();
  const counts = new Map<string, number>();
  for (const [name, all] of graph) {
    const targets = new Set(all.filter((each) => graph.has(each)));
    counts.set(name, targets.size);
    for (const each of targets) sources.set(each, [...(sources.get(each) ?? []), name]);
  }
  const ends = [...counts].flatMap(([name, count]) => (count === 0 ? [name] : []));
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
    counts.delete(end);
    for (const source of sources.get(end) ?? []) {
      const count = (counts.get(source) ?? 0) - 1;
      counts.set(source, count);
      if (count === 0) ends.push(source);
    }
  }
  const isLeft = (name: string) => counts.has(name);
  return new Map(
    [...graph].flatMap(([name, all]) => (isLeft(name) ? [[name, all.filter(isLeft)]] : [])),
  );
}
