import { defineHastPlugin, type HastNode } from 'satteri';

type Element = Extract<HastNode, { readonly type: 'element' }>;

/**
 * Prepares tables for narrow pages: each cell knows the heading of its column (`data-label`), which
 * the styles show beside it where a row is a list. A table that scrolls by itself all the same can be
 * reached by the keyboard.
 */
export const stackedTables = defineHastPlugin({
  name: 'stacked-tables',
  element: {
    filter: ['table'],
    visit(table, context) {
      context.setProperty(table, 'tabIndex', 0);
      const labels = cellsOf(table, 'th').map((cell) => context.textContent(cell));
      for (const [index, cell] of cellsOf(table, 'td').entries()) {
        context.setProperty(cell, 'dataLabel', labels[index % labels.length] ?? '');
      }
    },
  },
});

/** The cells of a table in the order of reading. */
function cellsOf(node: Readonly<Element>, tagName: string): Readonly<Element>[] {
  return node.children.flatMap((child) => {
    if (child.type !== 'element') return [];
    return child.tagName === tagName ? [child] : cellsOf(child, tagName);
  });
}
