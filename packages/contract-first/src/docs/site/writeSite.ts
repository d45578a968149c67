/**
 * Writes a static site into a folder.
 *
 * @module
 */
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { stringify } from 'yaml';
import type { Document } from '../../document/model.ts';
import { assets } from './assets.ts';
import type { Page, Sample, Site } from './blocks.ts';
import { readGuides } from './guides.ts';
import { framed } from './layout.ts';
import { llmsText } from './llms.ts';
import { plainText } from './markdownHtml.ts';
import { readSite } from './readSite.ts';
import { HtmlWriter } from './renderHtml.ts';
import { pageMarkdown } from './renderMarkdown.ts';
import { socialImage } from './socialImage.ts';

/** How a site is written. */
export type WriteSiteOptions = {
  /** Samples of clients, by method in lower case and path, such as `get /pets`. */
  readonly samples?: ReadonlyMap<string, readonly Sample[]>;
  /** A folder with guides in Markdown. */
  readonly guides?: string | undefined;
  /** The address that the site is published at; with it, the site has a map and names its picture. */
  readonly url?: string | undefined;
};

/** What was written. */
export type WrittenSite = {
  readonly pages: number;
  readonly operations: number;
  /** Files of the guides' folder that are not shown. */
  readonly others: readonly string[];
};

/** How many operations the menu of each page lists; with more, only those of its own group. */
const MOST_IN_MENU = 100;
/** How many files are written at a time. */
const AT_A_TIME = 64;

/**
 * Writes a site with a page for each operation, webhook and shared schema: static files with relative links,
 * which work below any path and from a disk, and make no request to another host.
 *
 * @param document bundled and upgraded
 * @throws Error if the guides cannot be read
 */
export async function writeSite(
  document: Document,
  output: string,
  { samples, guides: folder, url }: WriteSiteOptions = {},
): Promise<WrittenSite> {
  const guides = folder === undefined ? undefined : await readGuides(folder);
  const site = readSite(document, {
    ...(samples && { samples }),
    ...(guides && { guides: guides.pages, guideMenu: guides.menu }),
    downloads: ['openapi.json', 'openapi.yaml', 'llms.txt'],
  });
  const operations = site.pages.filter(({ kind }) => kind === 'operation').length;
  const files = new Map<string, string | Uint8Array>(await assets());
  files.set('openapi.json', `${JSON.stringify(document, null, 2)}\n`);
  files.set('openapi.yaml', stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 }));
  files.set('assets/index.js', searchIndex(site));
  files.set('llms.txt', llmsText(site));
  files.set('social.png', await socialImage(site));
  if (url !== undefined) {
    files.set('sitemap.xml', siteMap(site, url));
    files.set(
      'robots.txt',
      `User-agent: *\nAllow: /\nSitemap: ${new URL('sitemap.xml', url).href}\n`,
    );
  }
  const pending: Promise<void>[] = [];
  const put = async (path: string, content: string | Uint8Array): Promise<void> => {
    const target = join(output, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  };
  for (const [path, content] of files) pending.push(put(path, content));
  await Promise.all(pending.splice(0));
  const writers = new Map<string, HtmlWriter>();
  for (const page of site.pages) {
    pending.push(
      put(
        `${page.path}.html`,
        pageHtml(page, site, writers, { url, isWholeMenu: operations <= MOST_IN_MENU }),
      ),
      put(
        `${page.path}.md`,
        pageMarkdown(page, (to) => `${relative(page.path, to)}.md`),
      ),
    );
    if (pending.length >= AT_A_TIME) await Promise.all(pending.splice(0));
  }
  await Promise.all(pending);
  for (const picture of guides?.pictures ?? []) {
    const target = join(output, 'guides', picture);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(folder ?? '', picture), target);
  }
  return { pages: site.pages.length, operations, others: guides?.others ?? [] };
}

/** A path seen from the page of another. */
const relative = (from: string, to: string): string =>
  posix.relative(posix.dirname(from), to) || to;

function pageHtml(
  page: Page,
  site: Site,
  writers: Map<string, HtmlWriter>,
  { url, isWholeMenu }: { readonly url: string | undefined; readonly isWholeMenu: boolean },
): string {
  const up = '../'.repeat(page.path.split('/').length - 1);
  const at = {
    href: (path: string) => `${relative(page.path, path)}.html`,
    file: (path: string) => up + path,
    target: (href: string) => {
      const to = pageOfLink(site, href);
      return to === undefined ? undefined : `${relative(page.path, to)}.html`;
    },
  };
  // Pages of one folder have the same links, so that they share what was written of descriptions.
  const folder = posix.dirname(page.path);
  const writer = writers.get(folder) ?? new HtmlWriter(at);
  writers.set(folder, writer);
  return framed(page, writer.page(page), at, { site, url, isWholeMenu });
}

/** Where links like `#tag/pets` and `#operation/getPet` lead, which documents have for other tools. */
export function pageOfLink({ pages }: Site, href: string): string | undefined {
  const [, kind, name] =
    /^#\/?(tag|operation|schema|components\/schemas)\/([^/]+)$/.exec(href) ?? [];
  if (kind === undefined || name === undefined) return undefined;
  const wanted = decoded(name).toLowerCase();
  const kinds = { tag: 'group', operation: 'operation' }[kind] ?? 'schema';
  return pages.find(
    (page) =>
      page.kind === kinds &&
      (page.kind === 'operation'
        ? page.keywords.split(' ')[0]
        : page.keywords || page.title
      )?.toLowerCase() === wanted,
  )?.path;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const kinds: Readonly<Record<Page['kind'], string>> = {
  overview: 'Overview',
  guide: 'Guide',
  group: 'Group',
  operation: 'Operation',
  webhook: 'Webhook',
  schemas: 'Schemas',
  schema: 'Schema',
};

/** The index of the search as a script: a page on a disk cannot fetch a file. */
function searchIndex({ pages }: Site): string {
  const entries = pages.map(({ path, title, kind, method, about, keywords, eyebrow }) => {
    const words =
      kind === 'guide'
        ? keywords
        : [about === title ? '' : about, keywords, eyebrow].filter(Boolean).join(' · ');
    return [path, title, kinds[kind], method ?? '', plainText(words)];
  });
  return `window.contractDocsIndex = ${JSON.stringify(entries).replaceAll('<', '\\u003c')};\n`;
}

function siteMap({ pages }: Site, url: string): string {
  const addresses = pages.map(({ path }) => {
    const address = new URL(path === 'index' ? '' : `${path}.html`, url).href;
    return `<url><loc>${address.replaceAll('&', '&amp;')}</loc></url>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${addresses.join('\n')}\n</urlset>\n`;
}
