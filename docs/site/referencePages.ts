/**
 * The pages of the reference, made by `contract docs` as for any document. They are pages of this site, with
 * its menu and its search.
 *
 * @module
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDocument } from 'contract-first/contract';
import { HtmlWriter, type Page, pageMarkdown, pageOfLink, readSite } from 'contract-first/docs';
import { clientSamples } from 'contract-first/generate';
import { addressOf } from '../versions.ts';

const spec = fileURLToPath(import.meta.resolve('@file-organizer/spec/openapi.json'));
const document = await readDocument(spec);

/** As in `contract.config.ts`. */
const { samples } = clientSamples(document, {
  typescript: { names: 'camelCase', headers: 'options', packageName: '@file-organizer/client' },
});
const reference = readSite(document, {
  samples,
  downloads: ['openapi.json', 'llms.txt'],
});

/** The address of a page below the reference, such as `operations/files-list/`. */
const addressIn = (path: string): string =>
  path === 'index' ? '' : `${path.replace(/\/index$/, '')}/`;

const base = `${addressOf(process.env.DOCS_VERSION)}reference/`;
const writer = new HtmlWriter({
  href: (path) => base + addressIn(path),
  file: (path) => base + path,
  target: (href) => {
    const path = pageOfLink(reference, href);
    return path === undefined ? undefined : base + addressIn(path);
  },
});

/** A page as the site shows it. */
export type ReferencePage = Pick<Page, 'title' | 'about'> & {
  /** Its address below `reference/`; undefined for the first page. */
  readonly address: string | undefined;
  readonly html: string;
};

export const referencePages = (): ReferencePage[] =>
  reference.pages.map((page) => ({
    address: addressIn(page.path).replace(/\/$/, '') || undefined,
    title: page.kind === 'overview' ? 'Reference' : page.title,
    about: page.about,
    html: writer.page(page).text,
  }));

/** The items of the menu: an overview, and the operations of each group. */
export const referenceMenu = [
  { label: 'Reference', link: '/reference/' },
  ...reference.menu
    .filter(({ page }) => page !== 'schemas/index')
    .map(({ label, links }) => ({
      label,
      collapsed: true,
      items: links.map(({ text, page, method = '' }) => ({
        label: text,
        link: `/reference/${addressIn(page)}`,
        badge: { text: method, class: `cf-method ${method.toLowerCase()}` },
      })),
    })),
  { label: 'Schemas', link: '/reference/schemas/' },
];

/** Writes what is no page: each page in Markdown, and the document. */
export async function writeReferenceFiles(site: string): Promise<void> {
  const folder = join(site, 'reference');
  const put = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  await put('openapi.json', `${JSON.stringify(document, null, 2)}\n`);
  for (const page of reference.pages) {
    await put(
      `${page.path}.md`,
      pageMarkdown(page, (to) => `${base}${to}.md`),
    );
  }
  const lines = reference.menu.flatMap(({ label, links }) => [
    `\n## ${label}\n`,
    ...links.map(({ text, page }) => `- [${text}](${page}.md)`),
  ]);
  await put('llms.txt', `# ${reference.title}\n\n> ${reference.about}\n${lines.join('\n')}\n`);
}
