/**
 * Names with brackets, which write objects and lists as several texts:
 * `filter[min]=1&filter[tags][]=a` (the style `deepObject`, and forms).
 *
 * @module
 */
import type { JsonSchema } from '../../document/model.ts';
import type { Texts } from './texts.ts';

export type Pairs = readonly (readonly [name: string, text: string])[];

/** How deep names may nest. */
const DEEPEST = 20;

/** What is below a name, as a tree of texts; undefined where nothing is. */
type Tree = { readonly texts: string[]; readonly below: Map<string, Tree> };

/**
 * The value that is written below a name.
 *
 * @param schema what the value is to be, which tells lists from objects and numbers from texts
 * @returns undefined where no name has brackets after it
 */
export function bracketed(texts: Texts, name: string, schema: JsonSchema, pairs: Pairs): unknown {
  const root: Tree = { texts: [], below: new Map() };
  for (const [written, text] of pairs) {
    if (!written.startsWith(`${name}[`)) continue;
    const keys = [...written.slice(name.length).matchAll(/\[([^\]]*)\]/g)].map(
      ([, key = '']) => key,
    );
    const isWhole = keys.map((key) => `[${key}]`).join('') === written.slice(name.length);
    if (!isWhole || keys.length > DEEPEST) continue;
    let tree = root;
    for (const key of keys) {
      const known = tree.below.get(key);
      const next = known ?? { texts: [], below: new Map() };
      if (!known) tree.below.set(key, next);
      tree = next;
    }
    tree.texts.push(text);
  }
  return root.below.size === 0 ? undefined : treeValue(texts, schema, root);
}

function treeValue(texts: Texts, schema: JsonSchema, { texts: own, below }: Tree): unknown {
  if (below.size === 0) {
    if (texts.isList(schema) && (own.length > 1 || !texts.isScalar(schema))) {
      return texts.list(schema, own);
    }
    return own.length === 1 ? texts.scalar(schema, own[0] ?? '') : own;
  }
  if (texts.isList(schema) && [...below.keys()].every((key) => /^\d*$/.test(key))) {
    const items = texts.items(schema);
    return [...below].flatMap(([key, each]) =>
      key === '' && each.below.size === 0
        ? each.texts.map((text) => texts.scalar(items, text))
        : [treeValue(texts, items, each)],
    );
  }
  return Object.fromEntries(
    [...below].map(([key, each]) => [key, treeValue(texts, texts.property(schema, key), each)]),
  );
}
