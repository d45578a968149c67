/** A file, or a folder with what is in it. */
export type TreeNode = {
  readonly path: string;
  readonly name: string;
  /** How many files are below it; 1 for a file. */
  readonly files: number;
  /** Undefined for a file. */
  readonly children: readonly TreeNode[] | undefined;
};

type Growing = { readonly children: Map<string, Growing> };

/**
 * Paths as a tree: folders first, both by name.
 *
 * @param top the folder whose content the tree shows; paths outside of it are shown from the library's root
 */
export function treeOf(paths: readonly string[], top: string): TreeNode[] {
  const root: Growing = { children: new Map() };
  const prefix = top === '/' ? '/' : `${top}/`;
  for (const path of paths) {
    const names = (path.startsWith(prefix) ? path.slice(prefix.length) : path.slice(1)).split('/');
    let at = root;
    for (const name of names) {
      let next = at.children.get(name);
      if (!next) {
        next = { children: new Map() };
        at.children.set(name, next);
      }
      at = next;
    }
  }
  return nodesOf(root, '');
}

const order = new Intl.Collator(undefined, { numeric: true });

function nodesOf({ children }: Growing, above: string): TreeNode[] {
  return [...children]
    .map(([name, each]): TreeNode => {
      const path = `${above}/${name}`;
      if (each.children.size === 0) return { path, name, files: 1, children: undefined };
      const inside = nodesOf(each, path);
      const files = inside.reduce((sum, node) => sum + node.files, 0);
      return { path, name, files, children: inside };
    })
    .sort(
      (a, b) =>
        Number(a.children === undefined) - Number(b.children === undefined) ||
        order.compare(a.name, b.name),
    );
}
