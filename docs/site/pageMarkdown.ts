import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineMdastPlugin } from 'satteri';
import { isPage, pageId } from './pageAddress.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Makes pages of files that read well where they lie: the first heading is the page's title, which
 * the site sets by itself, and links to files become links to pages.
 *
 * @param base the path that the site lies at, with a slash at its end
 * @throws Error for a link to a file that is not a page
 */
export const pageMarkdown = (base: string) =>
  defineMdastPlugin({
    name: 'page-markdown',
    heading(node, context) {
      if (node.depth === 1) context.removeNode(node);
    },
    link(node, context) {
      if (!context.fileURL || /^([a-z]+:|#)/.test(node.url)) return;
      context.setProperty(node, 'url', addressOf(node.url, context.fileURL, base));
    },
  });

function addressOf(link: string, from: URL, base: string): string {
  // Not every page is a file: those of the contract are made when the site is.
  if (link.startsWith('/')) return base + link.slice(1);
  const target = new URL(link, from);
  const file = relative(root, fileURLToPath(target));
  if (!isPage(file)) throw new Error(`${fileURLToPath(from)} links to ${file}, which is no page`);
  const id = pageId(file);
  return `${base}${id === 'index' ? '' : `${id}/`}${target.hash}`;
}
