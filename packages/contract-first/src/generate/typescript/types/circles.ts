/**
 * Numbers the nodes of a graph so that two have the same number if each can be reached from the other
 * (Tarjan's strongly connected components). The edges of each node are asked for once.
 */
export function circlesOf(
  nodes: Iterable<string>,
  edgesOf: (node: string) => Iterable<string>,
): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const order = new Map<string, number>();
  /** The first node, in this order, that a node is known to reach. */
  const lowest = new Map<string, number>();
  const open: string[] = [];
  for (const start of nodes) {
    if (order.has(start)) continue;
    const path: { readonly node: string; readonly edges: Iterator<string> }[] = [];
    const enter = (node: string) => {
      lowest.set(node, order.size);
      order.set(node, order.size);
      open.push(node);
      path.push({ node, edges: edgesOf(node)[Symbol.iterator]() });
    };
    const lower = (node: string, to: number) =>
      lowest.set(node, Math.min(lowest.get(node) ?? to, to));
    enter(start);
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const { node, edges } = at;
      const { value: next, done } = edges.next();
      if (!done) {
        if (!order.has(next)) enter(next);
        else if (!numbers.has(next)) lower(node, order.get(next) ?? 0);
        continue;
      }
      path.pop();
      const low = lowest.get(node) ?? 0;
      const around = path.at(-1);
      if (around) lower(around.node, low);
      if (low !== order.get(node)) continue;
      for (let member = open.pop(); member !== undefined; member = open.pop()) {
        numbers.set(member, low);
        if (member === node) break;
      }
    }
  }
  return numbers;
}
