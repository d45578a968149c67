/**
 * Guides of a site: Markdown files of a folder, which share the menu and the search with the operations.
 *
 * @module
 */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, posix, sep } from 'node:path';
import { lexer, type Tokens, type TokensList, walkTokens } from 'marked';
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
  const shownPictures = files.filter((file) => pictures.has(extname(file).toLowerCase()));
  const addresses = new Map([
    ...guidePaths(markdown),
    ...shownPictures.map((file) => [file, `guides/${file}`] as const),
  ]);
  const pages = await Promise.all(
    markdown.map(async (file) =>
      guidePage(file, await readFile(join(folder, file), 'utf8'), addresses),
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
    pictures: shownPictures,
    others: files.filter((file) => ![...pictures, '.md'].includes(extname(file).toLowerCase())),
  };
}

/** The paths of the guides' pages: without leading digits, and each once. */
function guidePaths(files: readonly string[]): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    files.map((file) => {
      const base = guidePath(file);
      let path = base;
      for (let at = 2; taken.has(path); at++) path = `${base}-${at}`;
      taken.add(path);
      return [file, path];
    }),
  );
}

const guidePath = (file: string): string =>
  `guides/${file
    .replace(/\.md$/i, '')
    .split('/')
    .map((part) =>
      part
        .replace(/^\d+[-_. ](?=.)/, '')
        .toLowerCase()
        .replaceAll(/[^\p{L}\d]+/gu, '-'),
    )
    .join('/')}`;

const titleOf = (name: string): string => {
  const words = (name.split('/').at(-1) ?? '').replaceAll('-', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
};

/** @param addresses the pages of guides, and the paths of pictures, by their files */
function guidePage(file: string, text: string, addresses: ReadonlyMap<string, string>): Page {
  const source = text
    .replace(/^\ufeff/, '')
    .replaceAll(/\r\n?/g, '\n')
    .replace(/^---\n[\s\S]*?\n---(?:\n|$)/, '');
  const tokens = lexer(source);
  const heading = tokens.find(
    (token): token is Tokens.Heading => token.type === 'heading' && token.depth === 1,
  );
  const path = addresses.get(file) ?? guidePath(file);
  const title = heading ? plainText(heading.text) : titleOf(path);
  const body = tokens.map((token) => (token === heading ? '' : token.raw)).join('');
  /** Where a link leads that is written for the folder, with an extension if it is a guide. */
  const addressOf = (href: string, extension: string): string | undefined => {
    const [name = '', anchor] = href.split('#');
    const own = posix.normalize(posix.join(posix.dirname(file), decoded(name)));
    const to = addresses.get(own);
    if (name === '' || to === undefined) return undefined;
    const address = posix.relative(posix.dirname(path), to);
    const end = extname(own).toLowerCase() === '.md' ? extension : '';
    return `${encodeURI(address)}${end}${anchor === undefined ? '' : `#${anchor}`}`;
  };
  const copy = relinked(source, tokens, (href) => addressOf(href, '.md'));
  return {
    path,
    kind: 'guide',
    title,
    eyebrow: undefined,
    about: plainSentence(body),
    main: [],
    aside: [],
    keywords: plainText(body).slice(0, 4000),
    html: `<div class="cf-prose cf-guide">${markdownHtml(body, {
      lowest: 1,
      target: (href) => (href.startsWith('#') ? href : addressOf(href, '.html')),
      picture: (src) => addressOf(src, '.html'),
      hasIds: true,
    })}</div>`,
    source: heading ? copy : `# ${title}\n\n${copy}`,
  };
}

/** A Markdown text with other addresses of its links and pictures; code stays as it is. */
function relinked(
  source: string,
  tokens: TokensList,
  addressOf: (href: string) => string | undefined,
): string {
  const edits: { readonly at: number; readonly old: string; readonly address: string }[] = [];
  let from = 0;
  walkTokens(tokens, ({ type, raw, ...token }) => {
    if (type === 'codespan') from = Math.max(from, source.indexOf(raw, from) + raw.length);
    if (type !== 'link' && type !== 'image' && type !== 'def') return;
    const href: unknown = 'href' in token ? token.href : undefined;
    const start = source.indexOf(raw, from);
    if (typeof href !== 'string' || start < 0) return;
    // What is in a link, such as a picture, follows it.
    from = start + 1;
    const address = addressOf(href);
    const inside = raw.lastIndexOf(href);
    if (address !== undefined && inside >= 0) {
      edits.push({ at: start + inside, old: href, address });
    }
  });
  return edits
    .toSorted((one, other) => other.at - one.at)
    .reduce(
      (text, { at, old, address }) => text.slice(0, at) + address + text.slice(at + old.length),
      source,
    );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
