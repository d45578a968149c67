import type { Change } from '@file-organizer/client';
import { useMemo } from 'react';
import { Name } from '../words/Name.tsx';
import { type TreeNode, treeOf } from './tree.ts';

/** The organized files before and after, side by side. */
export function TreePair({
  folder,
  changes,
}: {
  readonly folder: string;
  readonly changes: readonly Change[];
}) {
  const moved = useMemo(() => changes.filter(({ status }) => status !== 'excluded'), [changes]);
  const before = useMemo(
    () =>
      treeOf(
        moved.map(({ from }) => from),
        folder,
      ),
    [moved, folder],
  );
  const after = useMemo(
    () =>
      treeOf(
        moved.map(({ to }) => to),
        folder,
      ),
    [moved, folder],
  );
  return (
    <div className="trees">
      <section aria-labelledby="before">
        <h2 id="before">Before</h2>
        <Nodes nodes={before} depth={0} />
      </section>
      <section aria-labelledby="after">
        <h2 id="after">After</h2>
        <Nodes nodes={after} depth={0} />
      </section>
    </div>
  );
}

/** Folders are folded from the second level on; what is folded is not in the page. */
function Nodes({ nodes, depth }: { readonly nodes: readonly TreeNode[]; readonly depth: number }) {
  return (
    <ul className="tree">
      {nodes.map((node) =>
        node.children ? (
          <li key={node.path}>
            <Folder node={node} isOpen={depth < 1} depth={depth} />
          </li>
        ) : (
          <li key={node.path}>
            <Name>{node.name}</Name>
          </li>
        ),
      )}
    </ul>
  );
}

function Folder({
  node,
  isOpen,
  depth,
}: {
  readonly node: TreeNode;
  readonly isOpen: boolean;
  readonly depth: number;
}) {
  return (
    <details open={isOpen}>
      <summary>
        <Name>{node.name}</Name> <small>{node.files}</small>
      </summary>
      <Nodes nodes={node.children ?? []} depth={depth + 1} />
    </details>
  );
}
