/** Reads names with brackets: `filter[tags][0]=a`. */
import type { Pair } from './parameters.ts';
import { isList, type Tree } from './texts.ts';

type Node = Map<string, Node | string[]>;

/**
 * The texts below a name, by what is in its brackets. `[]` and numbers are places in a list, as is usual; OpenAPI
 * leaves it open (3.2.0, section 4.12.6).
 *
 * @returns undefined if there are none
 */
export function nestedNames(
  name: string,
  pairs: readonly Pair[],
  take: (name: string) => void,
): Tree | undefined {
  const root: Node = new Map();
  for (const pair of pairs) {
    if (!pair.name.startsWith(`${name}[`)) continue;
    const keys = [...pair.name.slice(name.length).matchAll(/\[([^\]]*)\]/g)].map(
      ([, key = '']) => key,
    );
    take(pair.name);
    put(root, keys, pair.text);
  }
  return root.size === 0 ? undefined : treeOf(root);
}

function put(node: Node, keys: readonly string[], text: string): void {
  const [first = '', ...rest] = keys;
  const known = node.get(first);
  if (rest.length === 0) {
    node.set(first, [...(Array.isArray(known) ? known : []), text]);
    return;
  }
  const inside: Node = known instanceof Map ? known : new Map();
  node.set(first, inside);
  put(inside, rest, text);
}

function treeOf(node: Node): Tree {
  const entries = [...node].map(([key, each]): [string, Tree] => {
    if (!Array.isArray(each)) return [key, treeOf(each)];
    return [key, each.length === 1 && key !== '' ? (each[0] ?? '') : each];
  });
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === '') return isList(only[1]) ? only[1] : [only[1]];
  const isCounted = entries.every(([key], at) => key === String(at));
  return isCounted ? entries.map(([, each]) => each) : Object.fromEntries(entries);
}
