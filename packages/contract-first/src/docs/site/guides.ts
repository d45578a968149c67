/**
 * Guides of a site: Markdown files of a folder, which share the menu and the search with the operations.
 *
 * @module
 */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, posix, sep } from 'node:path';
import type { MenuGroup, Page } from './blocks.ts';
import { markdownHtml, plainSentence, plainText } from './markdownHtml.ts';

/** The guides of a folder, and what else it has. */
export type Guides = {
  readonly pages: readonly Page[];
  readonly menu: readonly MenuGroup[];
  /** Pictures, by their paths in the folder. */
  readonly pictures: readonly string[];
  /** Files that are not shown. */
  readonly others: readonly string[];
};

const pictures = new Set(['.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif']);

/**
 * Reads the guides of a folder. The first heading of a file is its title; files are in the order of their
 * names, of which leading digits (`01-start.md`) are not shown.
 *
 * @throws Error if the folder cannot be read
 */
export async function readGuides(folder: string): Promise<Guides> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found
    .filter((each) => each.isFile())
    .map((each) =>
      join(each.parentPath, each.name).slice(join(folder, '/').length).split(sep).join('/'),
    )
    .filter(
      (file) => !file.split('/').some((part) => part.startsWith('.') || part === 'node_modules'),
    )
    .sort();
  const markdown = files.filter((file) => extname(file).toLowerCase() === '.md');
  const pages = await Promise.all(
    markdown.map(async (file) =>
      guidePage(file, await readFile(join(folder, file), 'utf8'), new Set(markdown)),
    ),
  );
  const groups = Map.groupBy(pages, ({ path }) => posix.dirname(path).replace(/^guides\/?/, ''));
  const menu = [...groups].map(([name, all]) => ({
    label: name === '' ? 'Guides' : titleOf(name),
    page: undefined,
    links: all.map(({ path, title }) => ({ page: path, text: title })),
  }));
  return {
    pages,
    menu,
    pictures: files.filter((file) => pictures.has(extname(file).toLowerCase())),
    others: files.filter((file) => ![...pictures, '.md'].includes(extname(file).toLowerCase())),
  };
}

/** The path of a guide's page. */
export const guidePath = (file: string): string =>
  `guides/${file
    .replace(/\.md$/i, '')
    .split('/')
    .map((part) =>
      part
        .replace(/^\d+[-_. ]/, '')
        .toLowerCase()
        .replaceAll(/[^\p{L}\d]+/gu, '-'),
    )
    .join('/')}`;

const titleOf = (name: string): string => {
  const words = (name.split('/').at(-1) ?? '').replaceAll('-', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};

function guidePage(file: string, text: string, files: ReadonlySet<string>): Page {
  const source = text.replace(/^---\n[\s\S]*?\n---\n/, '');
  const heading = /^#\s+(.+?)\s*#*$/m.exec(source);
  const path = guidePath(file);
  const body = heading
    ? source.slice(0, heading.index) + source.slice(heading.index + heading[0].length)
    : source;
  // Links to other guides are links to their pages; `reference:` leads to other pages of the site.
  const target = (href: string): string | undefined => {
    const [name = '', anchor] = href.split('#');
    if (href.startsWith('#')) return href;
    const to = posix.normalize(posix.join(posix.dirname(file), decoded(name)));
    if (!files.has(to)) return undefined;
    return `${posix.relative(posix.dirname(path), guidePath(to))}.html${anchor === undefined ? '' : `#${anchor}`}`;
  };
  return {
    path,
    kind: 'guide',
    title: heading?.[1] ? plainText(heading[1]) : titleOf(path),
    eyebrow: undefined,
    about: plainSentence(body),
    main: [],
    aside: [],
    keywords: plainText(body).slice(0, 4000),
    html: `<div class="cf-prose cf-guide">${markdownHtml(body, { lowest: 1, target, hasIds: true })}</div>`,
    source: text,
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
