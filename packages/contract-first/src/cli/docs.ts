import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { renderPage } from '../docs/renderPage.ts';
import { writeSite } from '../docs/site/index.ts';
import { bundleWithOverlays, type Notice, upgradeDocument } from '../document/index.ts';
import { clientSamples } from '../generate/samples/clientSamples.ts';
import { defineCommand, EXIT, UsageError } from './command.ts';
import { documentOf, loadConfig } from './config.ts';
import { onlyOption, overlayOption, report } from './document.ts';
import { jsonOf } from './notices.ts';
import type { Terminal } from './terminal.ts';

/** Renders a document as one page, or as a site. */
export const docs = defineCommand({
  summary: 'Renders the document as one offline HTML page, or as a static site',
  usage: 'contract docs [document] [options]',
  takes: 1,
  examples: [
    ['contract docs openapi.yaml --output public/api.html', 'A page to publish'],
    ['contract docs openapi.yaml --site public --guides guides', 'A site with guides'],
  ],
  options: {
    output: { type: 'string', value: 'FILE', description: 'Output file (default: reference.html)' },
    site: { type: 'string', value: 'DIR', description: 'Write a site with a page per operation' },
    guides: { type: 'string', value: 'DIR', description: 'Markdown files for the site' },
    url: { type: 'string', value: 'URL', description: 'Public URL of the site, for its sitemap' },
    ...onlyOption,
    ...overlayOption,
  },
  run: async ({ words: [given], values, terminal }) => {
    const { output = 'reference.html', site, guides } = values;
    if (site !== undefined && values.output !== undefined) {
      throw new UsageError('`--output` is for one page and `--site` for a site. Use one of them.');
    }
    if (site === undefined && (guides ?? values.url) !== undefined) {
      throw new UsageError('`--guides` and `--url` are options of a site. Add `--site DIR`.');
    }
    const url = siteUrl(values.url);
    const entry = documentOf(given, await loadConfig(values.config));
    terminal.progress(`Rendering ${entry} …`);
    const bundled = await bundleWithOverlays(entry, values.overlay ?? []);
    if (site !== undefined) {
      const { document: read } = bundled;
      if (read.openapi === undefined && read.swagger === undefined) {
        throw new UsageError(
          `${entry} is not an OpenAPI document. \`--site\` renders OpenAPI only.`,
        );
      }
      const loaded = upgradeDocument(bundled.document, bundled.files);
      const all = { ...loaded, notices: [...bundled.notices, ...loaded.notices] };
      const { document, notices } = report(entry, all, terminal, {
        task: 'docs',
        only: values.only,
      });
      const { samples, faults } = clientSamples(document);
      for (const fault of faults) terminal.note(fault);
      const { pages, others } = await writeSite(document, site, { samples, guides, url });
      terminal.progress('');
      if (others.length > 0)
        terminal.note(`Not shown, since only Markdown and pictures are: ${others.join(', ')}`);
      terminal.out(
        values.json
          ? JSON.stringify({ output: site, pages, notices: notices.map(jsonOf) })
          : `Wrote ${pages} pages to ${site}; open ${site}/index.html`,
      );
      return EXIT.fine;
    }
    const { document, notices } = documentFrom(entry, bundled, terminal, values.only);
    const page = await renderPage(document);
    await mkdir(dirname(output), { recursive: true });
    await writeFile(output, page);
    terminal.progress('');
    if (hasPrototypeKey(document)) terminal.note('Redoc does not show properties named __proto__');
    terminal.out(
      values.json ? JSON.stringify({ output, notices: notices.map(jsonOf) }) : `Wrote ${output}`,
    );
    return EXIT.fine;
  },
});

/**
 * The address of a site with a slash at its end, so that names of pages can follow.
 *
 * @throws UsageError if it is not an address of the web
 */
function siteUrl(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new UsageError(`Invalid URL: ${url}`);
  }
  return url.endsWith('/') ? url : `${url}/`;
}

/** An OpenAPI document as it is rendered; others, such as AsyncAPI, are rendered as they are. */
function documentFrom(
  entry: string,
  { document, files, notices }: Awaited<ReturnType<typeof bundleWithOverlays>>,
  terminal: Terminal,
  only: readonly string[] | undefined,
): { readonly document: object; readonly notices: readonly Notice[] } {
  if (document.openapi === undefined && document.swagger === undefined)
    return { document, notices };
  const loaded = upgradeDocument(document, files);
  const all = { ...loaded, notices: [...notices, ...loaded.notices] };
  return report(entry, all, terminal, { task: 'docs', only });
}

/** Whether a key somewhere in a JSON value is `__proto__`. */
const hasPrototypeKey = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Object.hasOwn(value, '__proto__') || Object.values(value).some(hasPrototypeKey));
