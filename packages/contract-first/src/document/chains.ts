import { isPart, type Part } from './structure.ts';
import { valueAt } from './tree.ts';

/** Longer chains take Redocly's resolver a time that grows with the cube of their length. */
const LONGEST = 16;

/**
 * Leads the first references of long chains (`A: { $ref: B }`, `B: { $ref: C }` …) to the end of the
 * chain, in place.
 *
 * @param content a parsed file
 * @param references the objects in it with a `$ref`
 * @returns what undoes it, except where references were rewritten since
 */
export function shortenChains(content: unknown, references: readonly Part[]): () => void {
  const ends = new Map<Part, { readonly $ref: string; readonly length: number }>();
  for (const reference of references) {
    const path: Part[] = [];
    const seen = new Set<Part>();
    let node = reference;
    for (;;) {
      if (seen.has(node)) return () => {};
      seen.add(node);
      path.push(node);
      const target = ends.has(node) ? undefined : at(content, node.$ref);
      if (!isPart(target) || typeof target.$ref !== 'string') break;
      node = target;
    }
    let end = ends.get(node) ?? { $ref: String(node.$ref), length: 1 };
    ends.set(node, end);
    for (const each of path.slice(0, -1).reverse()) {
      end = { $ref: end.$ref, length: end.length + 1 };
      ends.set(each, end);
    }
  }
  const changed: (readonly [node: Part, before: unknown, after: string])[] = [];
  for (const [node, { $ref, length }] of ends) {
    if (length <= LONGEST) continue;
    changed.push([node, node.$ref, $ref]);
    node.$ref = $ref;
  }
  return () => {
    for (const [node, before, after] of changed) if (node.$ref === after) node.$ref = before;
  };
}

const at = (content: unknown, $ref: unknown): unknown =>
  typeof $ref === 'string' && $ref.startsWith('#/') ? valueAt(content, $ref) : undefined;
