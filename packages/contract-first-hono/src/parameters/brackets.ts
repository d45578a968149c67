/**
 * Names with brackets, which write objects and lists as several texts: `filter[min]=1&filter[tags][]=a`
 * (the style `deepObject`, and forms).
 *
 * @module
 */
import { newValues, type Values } from './wire.ts';

/** How deep names may nest. */
const DEEPEST = 20;

/** What is below a name. */
type Tree = { readonly texts: string[]; readonly below: Map<string, Tree> };

const newTree = (): Tree => ({ texts: [], below: new Map() });

/**
 * The value that is written below a name: objects of texts and lists of texts. Whether an object with
 * numbers as names is a list is left to its schema.
 *
 * @returns undefined if no name has brackets after it
 */
export function bracketed(
  name: string,
  pairs: Iterable<readonly [name: string, text: string]>,
): unknown {
  const root = newTree();
  for (const [written, text] of pairs) {
    const keys = keysAfter(name, written);
    if (!keys) continue;
    let tree = root;
    for (const key of keys) {
      const next = tree.below.get(key) ?? newTree();
      tree.below.set(key, next);
      tree = next;
    }
    tree.texts.push(text);
  }
  return root.below.size === 0 ? undefined : treeValue(root);
}

/** The keys in the brackets after a name; undefined if that is not what follows it. */
function keysAfter(name: string, written: string): string[] | undefined {
  if (!written.startsWith(name) || written[name.length] !== '[') return undefined;
  const rest = written.slice(name.length);
  if (!/^(\[[^[\]]*\])+$/.test(rest)) return undefined;
  const keys = rest.slice(1, -1).split('][');
  return keys.length > DEEPEST ? undefined : keys;
}

function treeValue({ texts, below }: Tree): unknown {
  if (below.size === 0) return texts.length === 1 ? texts[0] : texts;
  const items = below.get('');
  if (items && below.size === 1) {
    const inside = items.below.size === 0 ? items.texts : [treeValue(items)];
    return inside;
  }
  const values: Values = newValues();
  for (const [key, tree] of below) values[key] = treeValue(tree);
  return values;
}
